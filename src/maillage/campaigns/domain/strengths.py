"""What a library can be proud of: the top of a ladder reached, or well ahead of those like it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from maillage.campaigns.domain.frameworks import Item

# Levels above the median of the others that are worth telling.
WELL_AHEAD = 2
MOST, FEWER = 5, 3


@dataclass(frozen=True, kw_only=True)
class Strength:
    """`ahead`: levels above the median of the others; None when it may not be shown."""

    item: Item
    level: int
    ahead: float | None

    @property
    def is_top(self) -> bool:
        return self.level == self.item.top

    @property
    def is_ahead(self) -> bool:
        return self.ahead is not None and self.ahead >= WELL_AHEAD

    @property
    def is_support(self) -> bool:
        """Something to lean on: above the others, or half of the ladder climbed."""
        return self.level > 0 and ((self.ahead or 0) >= 1 or 2 * self.level >= self.item.top)


def strengths(
    items: Iterable[Item], levels: Mapping[str, int], medians: Mapping[str, float]
) -> tuple[Strength, ...]:
    """At most five, the furthest ahead first. Without any, three supports: what is above the others, or half-way up."""
    known = [
        Strength(item=item, level=level, ahead=level - medians[item.code] if item.code in medians else None)
        for item in items
        if item.is_scored and (level := levels.get(item.code)) is not None
    ]
    best = [one for one in known if one.is_top or one.is_ahead]
    if not best:
        return _ordered(one for one in known if one.is_support)[:FEWER]
    return _ordered(best)[:MOST]


def _ordered(found: Iterable[Strength]) -> tuple[Strength, ...]:
    return tuple(sorted(found, key=lambda one: (-(one.ahead or 0), not one.is_top)))
