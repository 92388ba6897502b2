"""Classes of a figure for a map: of equal numbers (quantiles), or cut where values part (natural breaks)."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from maillage.statistics.quantiles import Number


@dataclass(frozen=True)
class ValueClass:
    """The values from `low` to `high`, both of them observed; `count` of the values are in it."""

    low: float
    high: float
    count: int

    def __contains__(self, value: Number) -> bool:
        return self.low <= float(value) <= self.high


def quantile_classes(values: Iterable[Number], wanted: int) -> tuple[ValueClass, ...]:
    """At most `wanted` classes of about as many values each; equal values are never parted.

    Class i ends at the ⌈i·n/k⌉-th smallest value. Fewer classes when values repeat; none without a value. Raises
    ValueError when `wanted` < 1.
    """
    ordered = _ordered(values, wanted)
    n = len(ordered)
    ends = sorted({ordered[-(-rank * n // wanted) - 1] for rank in range(1, wanted + 1)}) if n else []
    return _between(ordered, ends)


def natural_classes(values: Iterable[Number], wanted: int) -> tuple[ValueClass, ...]:
    """At most `wanted` classes, as tight as can be: the least sum of squares within them (Fisher 1958, "Jenks").

    Exact; the first of several best cuts. Raises ValueError when `wanted` < 1.
    """
    ordered = _ordered(values, wanted)
    weights = Counter(ordered)
    points = list(weights)
    if len(points) <= wanted:
        return _between(ordered, points)
    cost = _Within([(value, weights[value]) for value in points])
    # best[j]: least cost of the first j + 1 points in so many classes; cuts: where the last class begins.
    best = [cost(0, j) for j in range(len(points))]
    cuts: list[list[int]] = []
    for _ in range(1, wanted):
        best, firsts = _one_more(best, cost)
        cuts.append(firsts)
    ends, last = [], len(points) - 1
    for firsts in (*reversed(cuts), [0] * len(points)):
        if last >= 0:
            ends.append(points[last])
            last = firsts[last] - 1
    return _between(ordered, ends[::-1])


def class_of(value: Number, classes: tuple[ValueClass, ...]) -> int | None:
    """The rank of the class that holds a value, from 0; None when it is beyond them all."""
    rank = bisect_left([found.high for found in classes], float(value))
    return rank if rank < len(classes) else None


def _ordered(values: Iterable[Number], wanted: int) -> list[float]:
    if wanted < 1:
        raise ValueError("Il faut une classe au moins.")
    return sorted(float(value) for value in values)


def _between(ordered: list[float], ends: list[float]) -> tuple[ValueClass, ...]:
    found, start = [], 0
    for end in ends:
        stop = next((rank for rank in range(start, len(ordered)) if ordered[rank] > end), len(ordered))
        found.append(ValueClass(ordered[start], end, stop - start))
        start = stop
    return tuple(found)


class _Within:
    """The sum of squared deviations of points i to j, each with its weight, in constant time."""

    def __init__(self, points: list[tuple[float, int]]) -> None:
        # Around the middle: squares of far-off values would lose their digits.
        middle = points[len(points) // 2][0]
        self.n = [0, *accumulate(weight for _, weight in points)]
        self.sum = [0.0, *accumulate((value - middle) * weight for value, weight in points)]
        self.squares = [0.0, *accumulate((value - middle) ** 2 * weight for value, weight in points)]

    def __call__(self, first: int, last: int) -> float:
        n = self.n[last + 1] - self.n[first]
        total = self.sum[last + 1] - self.sum[first]
        return max(self.squares[last + 1] - self.squares[first] - total * total / n, 0.0)


def _one_more(best: list[float], cost: _Within) -> tuple[list[float], list[int]]:
    """The least costs with one more class. The best cut never moves back: halving finds all in n·log n."""
    size = len(best)
    costs, firsts = best[:], [0] * size
    waiting = [(1, size - 1, 1, size - 1)]
    while waiting:
        low, high, least, most = waiting.pop()
        if low > high:
            continue
        middle = (low + high) // 2
        reachable = range(least, min(middle, most) + 1)
        costs[middle], firsts[middle] = min((best[i - 1] + cost(i, middle), i) for i in reachable)
        waiting.append((low, middle - 1, least, firsts[middle]))
        waiting.append((middle + 1, high, firsts[middle], most))
    return costs, firsts
