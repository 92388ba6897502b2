"""Nearest peers: who is most alike on a few quantities, and on which of them.

Each quantity is brought to a common scale: its logarithm when it is spread over powers of ten (a population, a
surface), then its distance to the mean in standard deviations. The distance between two things is the root mean
square of their gaps over what is compared; a gap of 1 is one standard deviation. Nothing is imputed: a library is
compared on what it answered, with those that answered as much.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappush, heapreplace
from itertools import pairwise
from math import inf, isnan, log1p, nan, sqrt
from typing import TypeAlias

from maillage.statistics.quantiles import Number

Coordinates: TypeAlias = "Sequence[float | None]"


@dataclass(frozen=True, kw_only=True)
class Scale:
    """How a quantity is brought to standard deviations. `logarithm`: of 1 + the quantity, which is not negative."""

    name: str
    centre: float
    spread: float
    logarithm: bool = True

    @classmethod
    def of(cls, name: str, values: Sequence[Number | None], *, logarithm: bool = True) -> Scale:
        """Mean and standard deviation of the known values; a spread of 1 when they are all alike or too few."""
        known = [_plain(value, logarithm) for value in values if value is not None]
        if not known:
            return cls(name=name, centre=0.0, spread=1.0, logarithm=logarithm)
        centre = sum(known) / len(known)
        spread = sqrt(sum((value - centre) ** 2 for value in known) / len(known))
        return cls(name=name, centre=centre, spread=spread or 1.0, logarithm=logarithm)

    def standard(self, value: Number | None) -> float | None:
        return None if value is None else (_plain(value, self.logarithm) - self.centre) / self.spread


def _plain(value: Number, logarithm: bool) -> float:
    # A negative quantity is refused before it comes here; -1 would have no logarithm.
    return log1p(max(0.0, float(value))) if logarithm else float(value)


@dataclass(frozen=True)
class Peer:
    """`position` among the points, `distance` in standard deviations, and the gap on each quantity compared."""

    position: int
    distance: float
    gaps: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Points:
    """Many things in standard deviations, one column a quantity, sorted by the first, which all of them have.

    NaN is unknown. `names` are those of the quantities. Columns are kept flat: thousands of points load at once.
    """

    names: tuple[str, ...]
    columns: tuple[array[float], ...]

    @classmethod
    def of(cls, names: Sequence[str], rows: Sequence[Coordinates]) -> Points:
        """`rows` in increasing order of the first quantity. Raises ValueError when they are not."""
        first = [row[0] for row in rows]
        known = [value for value in first if value is not None]
        if len(known) != len(first) or any(a > b for a, b in pairwise(known)):
            raise ValueError("Les points sont rangés selon leur première coordonnée, toujours connue.")
        columns = tuple(
            array("d", (nan if value is None else value for value in (row[rank] for row in rows)))
            for rank in range(len(names))
        )
        return cls(tuple(names), columns)

    def __len__(self) -> int:
        return len(self.columns[0]) if self.columns else 0


def nearest(target: Coordinates, points: Points, k: int, *, skip: Collection[int] = ()) -> tuple[Peer, ...]:
    """The `k` points nearest to `target`, the nearest first; those at positions `skip` are left out.

    Only the quantities that the target knows are compared, and only with points that know all of them. Empty
    when the target's first quantity is unknown. Exact: points are tried outwards from the target along the first
    quantity, until that gap alone is wider than the k-th distance found.
    """
    compared = [(rank, value) for rank, value in enumerate(target) if value is not None]
    if k < 1 or not len(points) or not compared or compared[0][0] != 0:
        return ()
    left_out, weight = frozenset(skip), len(compared)
    columns = [(points.columns[rank], value) for rank, value in compared]
    # The worst of the best first: the heap is of negated distances, then of positions.
    best: list[tuple[float, int]] = []
    for position, gap in _outwards(points.columns[0], compared[0][1]):
        if len(best) == k and gap * gap > -best[0][0]:
            break
        squares = 0.0
        for column, value in columns:
            squares += (column[position] - value) ** 2
        # NaN is lower than nothing: a point that does not know all is never kept.
        if position in left_out or not squares < (-best[0][0] if len(best) == k else inf):
            continue
        if len(best) < k:
            heappush(best, (-squares, -position))
        else:
            heapreplace(best, (-squares, -position))
    found = sorted((-squares, -position) for squares, position in best)
    return tuple(_peer(position, squares, weight, compared, points) for squares, position in found)


def _outwards(column: array[float], value: float) -> Iterator[tuple[int, float]]:
    """Positions and gaps, the smallest gap first."""
    above = bisect_left(column, value)
    below = above - 1
    while below >= 0 or above < len(column):
        under = value - column[below] if below >= 0 else inf
        over = column[above] - value if above < len(column) else inf
        if under < over:
            yield below, under
            below -= 1
        else:
            yield above, over
            above += 1


def _peer(
    position: int, squares: float, weight: int, compared: Sequence[tuple[int, float]], points: Points
) -> Peer:
    gaps = tuple((points.names[rank], points.columns[rank][position] - value) for rank, value in compared)
    return Peer(position, sqrt(squares / weight), gaps)


# A gap below this is "close", above this one it is worth saying: parts of a standard deviation.
CLOSE, APART = 0.25, 0.75


@dataclass(frozen=True)
class Reasons:
    """The quantities on which two things are close, the closest first, and those on which they differ."""

    close: tuple[str, ...]
    apart: tuple[str, ...]


def reasons(peer: Peer) -> Reasons:
    ordered = sorted((abs(gap), name) for name, gap in peer.gaps if not isnan(gap))
    return Reasons(
        tuple(name for gap, name in ordered if gap <= CLOSE),
        tuple(name for gap, name in reversed(ordered) if gap >= APART),
    )
