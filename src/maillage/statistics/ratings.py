"""The ratings that several people gave to the same unit, some of them missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from typing import TypeAlias

from maillage.statistics.quantiles import Number

Rating: TypeAlias = Number | str
# The ratings of one unit, by rater or in any order; None: not rated.
Rated: TypeAlias = Mapping[str, Rating | None] | Sequence[Rating | None]


class Scale(Enum):
    """What the values of a rating mean: names, ordered levels, or a quantity of even steps."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"


def ratings_of(unit: Rated) -> list[Rating]:
    """The known ratings of a unit, whether given by rater or in a row."""
    given = unit.values() if isinstance(unit, Mapping) else unit
    return [value for value in given if value is not None]


def pairable(units: Iterable[Rated], scale: Scale) -> list[tuple[float, ...]]:
    """The ratings of each unit that has two, as numbers (any number for a name), both sorted.

    Raises ValueError for a text on an ordered scale.
    """
    found = [values for unit in units if len(values := ratings_of(unit)) > 1]
    codes: dict[Rating, float]
    if scale is Scale.NOMINAL:
        names = sorted({value for values in found for value in values}, key=repr)
        codes = {name: float(code) for code, name in enumerate(names)}
    else:
        codes = {value: _number(value) for values in found for value in values}
    return sorted(tuple(sorted(codes[value] for value in values)) for values in found)


def _number(value: Rating) -> float:
    if isinstance(value, str):
        raise ValueError("Une échelle ordonnée se note par des nombres, pas par des textes.")
    return float(value)
