"""The percentile rank of a value among some answers, and their quartiles, from the answers counted.

One definition everywhere, that of `scipy.stats.percentileofscore(kind="mean")`: with n answers, the rank of a value
is (mean rank − 1/2) / n, where equal answers share the mean of their ranks. It is (below + equal / 2) / n: the share
of answers below, plus half of those that are the same. It never reaches 0 nor 1 among the answers themselves, and
the median of distinct answers is at 1/2. Quartiles follow `quantiles.quantile` (definition 7 of Hyndman & Fan).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from maillage.statistics.quantiles import Number, Quartiles

QUARTERS = (0.25, 0.5, 0.75)


@dataclass(frozen=True)
class Distribution:
    """The known answers to a question: distinct values in increasing order, and how many gave each."""

    values: tuple[float, ...]
    counts: tuple[int, ...]

    @classmethod
    def of(cls, answers: Iterable[Number]) -> Distribution:
        found = sorted(Counter(float(answer) for answer in answers).items())
        return cls(tuple(value for value, _ in found), tuple(count for _, count in found))

    @property
    def known(self) -> int:
        return sum(self.counts)

    def rank(self, value: Number) -> float | None:
        """The percentile rank (0 to 1) of a value, among the answers or not; None without an answer."""
        total = self.known
        if not total:
            return None
        below = sum(self.counts[: bisect_left(self.values, float(value))])
        at_most = sum(self.counts[: bisect_right(self.values, float(value))])
        return (below + at_most) / 2 / total

    def quantile(self, q: float) -> float | None:
        """Definition 7, without spreading the counts out again; None without an answer."""
        if not 0 <= q <= 1:
            raise ValueError("L'ordre d'un quantile est compris entre 0 et 1.")
        if not self.counts:
            return None
        reached = tuple(accumulate(self.counts))
        position = (reached[-1] - 1) * q
        below = self.values[bisect_right(reached, int(position))]
        above = self.values[bisect_right(reached, min(int(position) + 1, reached[-1] - 1))]
        return below + (position - int(position)) * (above - below)

    def quartiles(self) -> Quartiles | None:
        low, middle, high = (self.quantile(q) for q in QUARTERS)
        return None if low is None or middle is None or high is None else Quartiles(low, middle, high)
