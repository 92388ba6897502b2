"""Inequality of a resource between libraries: Gini, Theil and its split by groups, quartile ratio, ICC.

Only for quantities with a true zero (hours, m²), never for scores, `icc` excepted; drop ambiguous zeros first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

from maillage.statistics.quantiles import Number, quartiles


def _amounts(values: Iterable[Number]) -> list[float]:
    amounts = sorted(float(value) for value in values)
    if not amounts or amounts[0] < 0 or sum(amounts) == 0:
        raise ValueError("Il faut des quantités positives, dont une au moins non nulle.")
    return amounts


def gini(values: Iterable[Number]) -> float:
    """Σ(2i − n − 1)·x₍ᵢ₎ / (n·Σx), i from 1: 0 when all are equal, near 1 when one has everything."""
    amounts = _amounts(values)
    n = len(amounts)
    return sum((2 * i - n - 1) * x for i, x in enumerate(amounts, 1)) / (n * sum(amounts))


def theil(values: Iterable[Number]) -> float:
    """1/n · Σ (x/μ)·ln(x/μ), where 0·ln 0 = 0: 0 when all are equal, ln n at most."""
    amounts = _amounts(values)
    average = sum(amounts) / len(amounts)
    return sum(x / average * log(x / average) for x in amounts if x > 0) / len(amounts)


@dataclass(frozen=True)
class TheilSplit:
    """Theil's index as the sum of what lies between groups and what lies within them."""

    total: float
    between: float
    within: float

    @property
    def share_between(self) -> float | None:
        return self.between / self.total if self.total else None


def theil_split(groups: Mapping[str, Sequence[Number]]) -> TheilSplit:
    """Says whether to act by group (size, EPCI) or library by library. Empty groups are left out."""
    filled = [[float(value) for value in values] for values in groups.values() if values]
    everything = [value for values in filled for value in values]
    total = theil(everything)
    average = sum(everything) / len(everything)
    between = 0.0
    for values in filled:
        ratio = sum(values) / len(values) / average
        between += len(values) / len(everything) * ratio * log(ratio) if ratio > 0 else 0.0
    return TheilSplit(total=total, between=between, within=total - between)


def variation(values: Iterable[Number]) -> float:
    """Coefficient of variation: standard deviation of the sample (n − 1) over the mean. Needs two values."""
    amounts = _amounts(values)
    if len(amounts) < 2:
        raise ValueError("Il faut deux valeurs au moins.")
    average = sum(amounts) / len(amounts)
    return sqrt(sum((x - average) ** 2 for x in amounts) / (len(amounts) - 1)) / average


def quartile_ratio(values: Iterable[Number]) -> float | None:
    """(Q3 − Q1)/(Q3 + Q1), the robust measure of dispersion; None when Q1 + Q3 is 0 or nothing is known."""
    found = quartiles(values)
    if found is None or found.q1 + found.q3 == 0:
        return None
    return (found.q3 - found.q1) / (found.q3 + found.q1)


def icc(groups: Mapping[str, Sequence[Number]]) -> float | None:
    """Intraclass correlation ICC(1) of values within groups: (MSB − MSW)/(MSB + (k0 − 1)·MSW).

    k0 = (N − Σn_g²/N)/(G − 1) is the mean size of G unequal groups. 1: libraries of a group are all alike; 0: no
    more alike than any two; negative: less. Any unit. None with fewer than two filled groups, without two values
    in one of them, or when all values are equal.
    """
    filled = [[float(value) for value in values] for values in groups.values() if values]
    n, g = sum(map(len, filled)), len(filled)
    # Equal values are told apart here: their mean, rounded, may differ from them by a hair that is not a variance.
    if g < 2 or n <= g or len({value for values in filled for value in values}) < 2:
        return None
    average = sum(map(sum, filled)) / n
    means = [sum(values) / len(values) for values in filled]
    between = sum(len(v) * (m - average) ** 2 for v, m in zip(filled, means, strict=True)) / (g - 1)
    inside = sum((x - m) ** 2 for v, m in zip(filled, means, strict=True) for x in v) / (n - g)
    usual = (n - sum(len(values) ** 2 for values in filled) / n) / (g - 1)
    whole = between + (usual - 1) * inside
    return (between - inside) / whole if whole > 0 else None
