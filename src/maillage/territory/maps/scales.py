"""The sizes that classes of numbers take on a map, and how each class is said."""

from __future__ import annotations

from maillage.base.values.french import NBSP
from maillage.statistics.classes import ValueClass
from maillage.territory.maps.words import amount

RADII = (3.6, 5.2, 7.0, 9.0)
STRENGTHS = (0.22, 0.48, 0.74, 1.0)


def steps(classes: int) -> list[int]:
    """Which of the four sizes so many classes take: the extremes whenever there are two or more."""
    last = len(RADII) - 1
    return [round(rank * last / (classes - 1)) for rank in range(classes)] if classes > 1 else [1] * classes


def span(part: ValueClass, unit: str) -> str:
    """`de 4 à 8,5 h`, `12 h`, `0 personne`."""
    low, high = amount(part.low), amount(part.high)
    # Units that are words take the singular below two.
    shown = unit[:-1] if unit.endswith("s") and part.high < 2 else unit
    return f"{low}{NBSP}{shown}" if low == high else f"de {low} à {high}{NBSP}{shown}"
