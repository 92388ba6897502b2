"""Quantiles and means of a few known values, with a documented definition."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from math import floor
from typing import TypeAlias

Number: TypeAlias = Decimal | float | int


def quantile(values: Iterable[Number], q: float) -> float:
    """The quantile of order `q` (0 to 1), definition 7 of Hyndman & Fan (1996).

    With x sorted from 0 and h = (n − 1)·q, it is x[⌊h⌋] + (h − ⌊h⌋)·(x[⌊h⌋ + 1] − x[⌊h⌋]): the definition of
    R, NumPy and of QUARTILE.INC in spreadsheets, so a reader finds our figures again with their own tool.
    Raises ValueError without a value or with `q` out of [0, 1].
    """
    if not 0 <= q <= 1:
        raise ValueError("L'ordre d'un quantile est compris entre 0 et 1.")
    ordered = sorted(float(value) for value in values)
    if not ordered:
        raise ValueError("Aucune valeur connue : pas de quantile.")
    position = (len(ordered) - 1) * q
    below = floor(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (position - below) * (ordered[above] - ordered[below])


@dataclass(frozen=True)
class Quartiles:
    """First quartile, median and third quartile, in the unit of the values."""

    q1: float
    median: float
    q3: float


def quartiles(values: Iterable[Number]) -> Quartiles | None:
    """The three quartiles, or None without a value."""
    known = [float(value) for value in values]
    if not known:
        return None
    return Quartiles(quantile(known, 0.25), quantile(known, 0.5), quantile(known, 0.75))


def mean(values: Iterable[Number]) -> float | None:
    """The arithmetic mean, or None without a value."""
    known = [float(value) for value in values]
    return sum(known) / len(known) if known else None
