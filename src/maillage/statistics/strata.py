"""Strata of size, and estimates weighted by them when small libraries answer less than big ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

from maillage.statistics.intervals import Z_95
from maillage.statistics.quantiles import Number


@dataclass(frozen=True)
class Stratum:
    """A class of size: `low` included, `high` excluded (None: no limit). `slug` names it in a figure."""

    slug: str
    label: str
    low: int
    high: int | None

    def __contains__(self, size: int) -> bool:
        return self.low <= size and (self.high is None or size < self.high)


def _spaced(value: int) -> str:
    return f"{value:,}".replace(",", "\u202f")


def strata(limits: Sequence[int]) -> tuple[Stratum, ...]:
    """The classes cut at increasing `limits`: (500, 1000) gives < 500, 500 to 999, ≥ 1 000.

    Raises ValueError when the limits are empty, not positive or not increasing.
    """
    if not limits or limits[0] <= 0 or any(a >= b for a, b in pairwise(limits)):
        raise ValueError("Les limites de strates sont des nombres positifs croissants.")
    edges = (0, *limits)
    return (*(stratum(low, high) for low, high in pairwise(edges)), stratum(limits[-1], None))


def stratum(low: int, high: int | None) -> Stratum:
    """The class from `low` included to `high` excluded, with its label: "moins de 500", "5 000 et plus"."""
    if high is None:
        return Stratum(f"from_{low}", f"{_spaced(low)} et plus" if low else "toutes tailles", low, None)
    if low == 0:
        return Stratum(f"under_{high}", f"moins de {_spaced(high)}", 0, high)
    return Stratum(f"from_{low}_to_{high - 1}", f"de {_spaced(low)} à {_spaced(high - 1)}", low, high)


def stratum_of(size: int | None, classes: Sequence[Stratum]) -> Stratum | None:
    """The class of a size; None when the size is unknown or no class holds it."""
    return None if size is None else next((stratum for stratum in classes if size in stratum), None)


@dataclass(frozen=True)
class Weighted:
    """A post-stratified mean and its 95 % margin (None when a class of several units has a single answer)."""

    mean: float
    margin: float | None


def poststratified(answers: Mapping[str, Iterable[Number]], sizes: Mapping[str, int]) -> Weighted:
    """Mean weighted by class size: Σ N_h/N · mean_h, variance Σ (N_h/N)²(1 − r_h/N_h)s²_h/r_h.

    `answers` are the known values of each class, `sizes` its number of units. Raises ValueError when a class
    that has units has no answer: it must be merged with a neighbour first.
    """
    total = sum(sizes.values())
    average, variance = 0.0, 0.0
    unknown_variance = False
    for name, size in sizes.items():
        values = [float(value) for value in answers.get(name, ())]
        if size == 0:
            continue
        if not values:
            raise ValueError(f"La strate « {name} » n'a aucune réponse : à réunir à une voisine.")
        mean = sum(values) / len(values)
        average += size / total * mean
        if len(values) == 1:
            unknown_variance = unknown_variance or size > 1
            continue
        spread = sum((value - mean) ** 2 for value in values) / (len(values) - 1)
        variance += (size / total) ** 2 * (1 - len(values) / size) * spread / len(values)
    return Weighted(average, None if unknown_variance else Z_95 * sqrt(variance))
