"""How a measured value is written, and the table of the coverage of each EPCI."""

from __future__ import annotations

from decimal import Decimal

from maillage.base.values.french import UNKNOWN, number
from maillage.territory.domain.variables import Variable

REGISTER = "registre"


def measured(value: Decimal | None, variable: Variable) -> str:
    """`23,5 h`, `inconnu`: one decimal when there is something after the comma."""
    if value is None:
        return UNKNOWN
    # Units that are words take the singular below two; m², h, € and ETP never change.
    unit = variable.unit[:-1] if variable.unit.endswith("s") and abs(value) < 2 else variable.unit
    return f"{number(value, 0 if value == int(value) else 1)}\u00a0{unit}".strip()
