"""Values that stand apart: robust scores within a group, jumps between two dates, slips of unit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

from maillage.base.values.fields import Choice
from maillage.statistics.quantiles import Number, quantile

# Iglewicz & Hoaglin (1993): 0.6745 is the third quartile of the normal law, 1.2533 is √(π/2), 3.5 their limit.
OF_MAD = 0.6745
OF_MEAN = 1.253314
THRESHOLD = 3.5
# What a cell is multiplied by when it was typed in another unit: cents, dm², thousands.
SLIPS = (100.0, 1000.0, 0.01, 0.001)


class Scale(Choice):
    """What the distance to the median is measured with."""

    MAD = "mad", "écart absolu médian"
    MEAN = "mean", "écart absolu moyen"


@dataclass(frozen=True)
class Centre:
    """The median of `n` values and their usual distance to it. `unit` is what one point of score is worth."""

    median: float
    unit: float
    scale: Scale
    n: int

    def score(self, value: float) -> float:
        """The modified z-score: 0.6745·(x − median)/MAD; with a MAD of 0, (x − median)/(1.2533·mean deviation)."""
        return (value - self.median) / self.unit


def centre(values: Iterable[Number]) -> Centre | None:
    """Median and scale of the known values; None without a value, or when all are equal: nothing to score by.

    More than half of equal values make a median absolute deviation of 0, by which nobody can divide: the mean
    absolute deviation takes its place, as Iglewicz and Hoaglin say.
    """
    known = [float(value) for value in values]
    if not known:
        return None
    median = quantile(known, 0.5)
    deviations = [abs(value - median) for value in known]
    mad = quantile(deviations, 0.5)
    if mad > 0:
        return Centre(median, mad / OF_MAD, Scale.MAD, len(known))
    mean = sum(deviations) / len(deviations)
    return Centre(median, mean * OF_MEAN, Scale.MEAN, len(known)) if mean > 0 else None


def log_centre(values: Iterable[Number]) -> Centre | None:
    """The same of natural logarithms; zeros and negative values have none and are left out."""
    return centre(log(float(value)) for value in values if value > 0)


def scores(values: Sequence[Number]) -> tuple[float, ...] | None:
    """The modified z-score of each value, in order; None when they cannot be scored."""
    found = centre(values)
    return None if found is None else tuple(found.score(float(value)) for value in values)


def stands_apart(score: float, threshold: float = THRESHOLD) -> bool:
    """True beyond the threshold: |score| > 3.5 by default, the limit itself is not beyond."""
    return abs(score) > threshold


def jumped(before: Number, after: Number, *, ratio: float = 2, least: float = 10) -> bool:
    """True when a positive value was multiplied or divided by more than `ratio` and moved by more than `least`.

    |ln(after) − ln(before)| > ln(ratio); a value of 0 on either side has no ratio: False.
    """
    low, high = sorted((float(before), float(after)))
    # Products, not logarithms: exactly twice is not more than twice.
    return low > 0 and high > ratio * low and high - low > least


def unit_slip(value: Number, group: Centre, *, threshold: float = THRESHOLD, near: float = 1) -> float | None:
    """What a value seems to have been multiplied by (100, 1 000, 0.01 or 0.001), or None.

    `group` is a centre of logarithms. The value stands apart, and once divided by the factor it is an ordinary one:
    at most `near` points of score from the median. Of several factors, the one that brings it nearest.
    """
    if value <= 0 or not stands_apart(group.score(log(float(value))), threshold):
        return None
    found = {factor: abs(group.score(log(float(value) / factor))) for factor in SLIPS}
    factor = min(found, key=lambda each: found[each])
    return factor if found[factor] <= near else None
