"""How a value of a variable is written, with its unit."""

from __future__ import annotations

from decimal import Decimal

from maillage.base.values.french import NBSP, UNKNOWN, number
from maillage.territory.domain.own_values import Known
from maillage.territory.domain.variables import BY_CODE


def with_unit(code: str, value: Known | None) -> str:
    """`23,5 h`, `120 m²`, `oui`, `inconnu`: two decimals at most, none for a whole number."""
    if value is None:
        return UNKNOWN
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, str):
        return value
    unit = BY_CODE[code].unit
    # Units that are words take the singular below two; m², h, € and ETP never change.
    unit = unit[:-1] if unit.endswith("s") and abs(value) < 2 else unit
    return f"{number(value, _decimals(value))}{NBSP}{unit}".strip()


def _decimals(value: Decimal) -> int:
    return next((n for n in (0, 1) if value == round(value, n)), 2)
