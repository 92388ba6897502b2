"""Percentile bootstrap: how far a figure moves when other units of the same kind might have been seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from maillage.statistics.coverage import Interval
from maillage.statistics.quantiles import quantile

T = TypeVar("T")

# Fewer units make too few different draws for their quantiles to mean anything.
LEAST_UNITS = 10
# Draws where the figure is undefined are not drawn at random: with more of them, no interval is honest.
_LEAST_USABLE = 0.9


@dataclass(frozen=True)
class Bootstrap:
    """The interval of a figure (None when it cannot be told) and how many of the `draws` gave a figure."""

    interval: Interval | None
    draws: int
    usable: int


def bootstrap(
    units: Sequence[T],
    figure: Callable[[Sequence[T]], float | None],
    *,
    seed: int = 1,
    draws: int = 1000,
    level: float = 0.95,
    least: int = LEAST_UNITS,
) -> Bootstrap:
    """Quantiles (1 − level)/2 and (1 + level)/2 of `figure` on draws of as many units, with replacement.

    Units are drawn by their place: give them in a fixed order, and the same seed gives the same interval on any
    machine. No interval with fewer than `least` units, nor when `figure` is None on more than a tenth of the draws.
    Raises ValueError unless draws ≥ 1 and 0 < level < 1. Efron & Tibshirani (1993), chapter 13.
    """
    if draws < 1 or not 0 < level < 1:
        raise ValueError("Il faut un tirage au moins, et un niveau de confiance entre 0 et 1.")
    if len(units) < max(least, 1):
        return Bootstrap(None, draws, 0)
    chance = Random(seed)  # noqa: S311 (reproducible, nothing secret)
    drawn = (figure(chance.choices(units, k=len(units))) for _ in range(draws))
    found = [value for value in drawn if value is not None]
    if len(found) < _LEAST_USABLE * draws:
        return Bootstrap(None, draws, len(found))
    tail = (1 - level) / 2
    return Bootstrap(Interval(quantile(found, tail), quantile(found, 1 - tail)), draws, len(found))
