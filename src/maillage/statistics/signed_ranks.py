"""Wilcoxon's signed-rank test: are changes as often up as down, rank for rank? Exact for small panels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import erfc, sqrt

# Up to so many changes, every arrangement of their signs is counted.
_EXACT = 50


def wilcoxon(changes: Sequence[float]) -> float | None:
    """Two-sided p-value of the signed-rank test: may changes be as often up as down, rank for rank?

    Zeros are dropped, equal sizes share their mean rank. Up to 50 changes, exact: every arrangement of signs is
    counted; beyond, normal, with the corrections for ties and continuity. None without a change.
    """
    moved = [change for change in changes if change != 0]
    if not moved:
        return None
    doubled = _doubled_ranks([abs(change) for change in moved])
    up = sum(rank for rank, change in zip(doubled, moved, strict=True) if change > 0)
    return _exact(doubled, up) if len(moved) <= _EXACT else _normal(doubled, up)


def _doubled_ranks(sizes: Sequence[float]) -> list[int]:
    """Twice the mean rank of each size from 1: whole numbers, even where sizes are equal."""
    first: dict[float, int] = {}
    equal = Counter(sizes)
    for rank, size in enumerate(sorted(sizes), 1):
        first.setdefault(size, rank)
    return [2 * first[size] + equal[size] - 1 for size in sizes]


def _exact(doubled: Sequence[int], up: int) -> float:
    total = sum(doubled)
    ways = [1] + [0] * total
    for rank in doubled:
        for amount in range(total, rank - 1, -1):
            ways[amount] += ways[amount - rank]
    # The distribution is symmetric: the lower tail counts twice.
    tail = sum(ways[: min(up, total - up) + 1])
    return float(min(1.0, 2 * tail / 2 ** len(doubled)))


def _normal(doubled: Sequence[int], up: int) -> float:
    n = len(doubled)
    ties = sum(t**3 - t for t in Counter(doubled).values())
    spread = sqrt((n * (n + 1) * (2 * n + 1) - ties / 2) / 24)
    gap = abs(up / 2 - n * (n + 1) / 4)
    return erfc(max(0.0, gap - 0.5) / spread / sqrt(2))
