"""Is a set of ordered items a ladder, where the easy ones come before the hard ones? Mokken's scale analysis.

For items that are meant to be climbed in order; a checklist of services has no reason to be one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import sqrt

# The level reached by each unit on an item, units in the same order for all items; None: unknown.
Levels = Sequence[int | None]


@dataclass(frozen=True, kw_only=True)
class Scalability:
    """Loevinger's H of the set and of each item: 1, the order is never broken; 0, answers are unrelated.

    `item_rest` is the correlation of an item with the sum of the others. None where an item, or the rest, does not
    vary. `n` units have answered every item; the others are left out.
    """

    n: int
    h: float | None
    items: dict[str, float | None]
    item_rest: dict[str, float | None]


def scalability(items: Mapping[str, Levels]) -> Scalability:
    """H_ij = cov_ij / max cov_ij, where both items keep their own levels but climb together.

    It is one minus Guttman errors observed over those expected. H_i and H sum numerators and denominators apart.
    Raises ValueError with fewer than two items or items of different lengths. Mokken (1971); Molenaar (1991).
    """
    rows = _complete(items)
    columns = {name: [row[rank] for row in rows] for rank, name in enumerate(items)}
    met, most = dict.fromkeys(items, 0.0), dict.fromkeys(items, 0.0)
    for a, b in combinations(items, 2):
        seen = _covariance(columns[a], columns[b])
        highest = _covariance(sorted(columns[a]), sorted(columns[b]))
        for name in (a, b):
            met[name] += seen
            most[name] += highest
    whole = sum(most.values())
    return Scalability(
        n=len(rows),
        h=sum(met.values()) / whole if whole else None,
        items={name: met[name] / most[name] if most[name] else None for name in items},
        item_rest={
            name: _correlation(levels, [sum(row) - level for row, level in zip(rows, levels, strict=True)])
            for name, levels in columns.items()
        },
    )


def guttman_errors(items: Mapping[str, Levels]) -> list[int | None]:
    """For each unit, how many pairs of steps it climbed in the wrong order; None when it did not answer every item.

    A step is "level x or more of an item", for each x above the item's lowest level seen; the steps are ordered by
    how many units reached them, and a pair is wrong when the rarer step is reached and the commoner one is not (two
    as common are never wrong). A unit with many errors answered at random, or is out of the ordinary. Errors of
    `scalability`.
    """
    rows = _complete(items)
    steps = {
        (rank, x): sum(row[rank] >= x for row in rows)
        for rank in range(len(items))
        for x in sorted({row[rank] for row in rows})[1:]
    }
    wrong = [
        (common, rare)
        for common, rare in combinations(sorted(steps, key=lambda step: -steps[step]), 2)
        if steps[common] > steps[rare]
    ]

    def errors(row: tuple[int, ...]) -> int:
        return sum(row[rare[0]] >= rare[1] and row[common[0]] < common[1] for common, rare in wrong)

    given = zip(*items.values(), strict=True)
    return [None if None in row else errors(tuple(x for x in row if x is not None)) for row in given]


def _complete(items: Mapping[str, Levels]) -> list[tuple[int, ...]]:
    if len(items) < 2 or len({len(levels) for levels in items.values()}) > 1:
        raise ValueError("Il faut deux items au moins, et autant de réponses à chacun.")
    rows = zip(*items.values(), strict=True)
    return [tuple(x for x in row if x is not None) for row in rows if None not in row]


def _covariance(a: Sequence[int], b: Sequence[int]) -> int:
    """n² times the covariance: whole numbers, so that no variation is exactly 0."""
    return len(a) * sum(x * y for x, y in zip(a, b, strict=True)) - sum(a) * sum(b)


def _correlation(a: Sequence[int], b: Sequence[int]) -> float | None:
    spread = _covariance(a, a) * _covariance(b, b)
    return _covariance(a, b) / sqrt(spread) if spread else None
