"""Do two people see the same? Double ratings: agreement over the grid, question by question, and who is kinder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from maillage.campaigns.domain.frameworks import Item
from maillage.statistics.agreement import Alpha, krippendorff_alpha
from maillage.statistics.coverage import Interval
from maillage.statistics.double_rating import DoubleRating, double_rating, double_rating_by_item
from maillage.statistics.gwet import Corrected, ac2
from maillage.statistics.ratings import Scale
from maillage.statistics.resampling import bootstrap

# What two people said of one library: levels by item, of the library then of its second look.
Looks = tuple[Mapping[str, int], Mapping[str, int]]
# Draws of libraries: each draw counts every rating again.
DRAWS = 400


@dataclass(frozen=True, kw_only=True)
class ItemLooks:
    """A question seen twice: raw agreement and bias, α and Gwet's AC2 (which stands when nearly all agree)."""

    item: Item
    told: DoubleRating
    alpha: Alpha
    corrected: Corrected


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """`libraries` seen twice. `alpha` pools the questions of the same height of ladder, `interval` comes from draws of
    libraries (None under ten, or without variation). `told`: all pairs together; bias is library − second look."""

    libraries: int
    alpha: Alpha
    interval: Interval | None
    told: DoubleRating
    items: tuple[ItemLooks, ...]

    def to_rewrite(self, limit: float) -> tuple[ItemLooks, ...]:
        """The questions where more than `limit` (0 to 1) of the pairs differ, the most first: their levels are
        unclear."""
        return tuple(own for own in self.items if own.told.differing > limit)


def agreement(items: Sequence[Item], looks: Sequence[Looks]) -> Agreement | None:
    """None without a library seen twice."""
    items = [item for item in items if item.top]
    usual = max((item.top for item in items), key=[item.top for item in items].count, default=0)
    pooled = [item.code for item in items if item.top == usual]
    units = [
        [(own[code], other[code]) for code in pooled if code in own and code in other] for own, other in looks
    ]
    seen = sorted(pairs for pairs in units if pairs)
    pairs = [pair for own in seen for pair in own]
    told = double_rating(pairs, draws=1, least=len(pairs) + 1)
    if told is None:
        return None
    return Agreement(
        libraries=len(seen),
        alpha=krippendorff_alpha(pairs, Scale.ORDINAL),
        interval=bootstrap(seen, _pooled_alpha, draws=DRAWS).interval,
        told=told,
        items=_by_item(items, looks),
    )


def _pooled_alpha(drawn: Sequence[Sequence[tuple[int, int]]]) -> float | None:
    # Answers of one library go together: drawing them apart would make the interval too narrow.
    return krippendorff_alpha([pair for own in drawn for pair in own], Scale.ORDINAL).value


def _by_item(items: Sequence[Item], looks: Sequence[Looks]) -> tuple[ItemLooks, ...]:
    pairs: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for own, other in looks:
        for item in items:
            if item.code in own and item.code in other:
                pairs[item.code].append((own[item.code], other[item.code]))
    # In a fixed order: sums of floats, and so the same figures whoever comes first.
    ordered = {code: sorted(own) for code, own in pairs.items()}
    named = {item.code: item for item in items}
    return tuple(
        ItemLooks(
            item=named[code],
            told=told,
            alpha=krippendorff_alpha(ordered[code], Scale.ORDINAL),
            corrected=ac2(ordered[code], range(named[code].top + 1)),
        )
        for code, told in double_rating_by_item(ordered).items()
    )
