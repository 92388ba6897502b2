"""The heat map: for each question and each group, the share of libraries that reach its mark, small cells hidden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from maillage.campaigns.domain.coherence.seen import Seen
from maillage.campaigns.domain.frameworks import Framework, Item, ItemScope
from maillage.statistics.disclosure import LEAST_SHOWN, disclosed_line
from maillage.statistics.suppression import Why


@dataclass(frozen=True, kw_only=True)
class Heat:
    """`reached` of the `known` libraries of a group; when `hidden`, no figure may be shown (they stay 0)."""

    known: int
    reached: int
    hidden: bool = False

    @property
    def share(self) -> float | None:
        """0 to 1; None when hidden or when nobody answered."""
        return self.reached / self.known if self.known and not self.hidden else None


@dataclass(frozen=True, kw_only=True)
class HeatRow:
    """A question: one cell a group, in their order, and the whole network."""

    item: Item
    cells: tuple[Heat, ...]
    whole: Heat

    @property
    def gap(self) -> float | None:
        """The highest share less the lowest; None with fewer than two groups to be shown."""
        shares = [share for cell in self.cells if (share := cell.share) is not None]
        return max(shares) - min(shares) if len(shares) > 1 else None


def mapped(framework: Framework) -> tuple[Item, ...]:
    """The questions that have levels and are asked of each library."""
    return tuple(item for item in framework.items if item.top and item.scope is ItemScope.SITE)


def mark_of(item: Item) -> int:
    """The level to reach, inside the ladder of the item."""
    return min(item.core_level, item.top)


def heat_rows(
    items: Sequence[Item], groups: Mapping[str, Sequence[Seen]], *, least: int = LEAST_SHOWN
) -> tuple[HeatRow, ...]:
    """One row a question. A group with fewer than `least` answers to it is hidden, and another one where a
    subtraction from the whole would give it back; `least` 1 hides nothing."""
    return tuple(_row(item, list(groups.values()), least) for item in items)


def _row(item: Item, groups: Sequence[Sequence[Seen]], least: int) -> HeatRow:
    levels = [[site.levels[item.code] for site in sites if item.code in site.levels] for sites in groups]
    cells = [Heat(known=len(own), reached=sum(level >= mark_of(item) for level in own)) for own in levels]
    whole = Heat(known=sum(cell.known for cell in cells), reached=sum(cell.reached for cell in cells))
    return HeatRow(item=item, cells=_hidden(cells, least), whole=_small(whole, least))


def _small(cell: Heat, least: int) -> Heat:
    return Heat(known=0, reached=0, hidden=True) if 0 < cell.known < least else cell


def _hidden(cells: Sequence[Heat], least: int) -> tuple[Heat, ...]:
    if least <= 1 or not cells:
        return tuple(cells)
    line = disclosed_line([cell.known for cell in cells], least=least)
    return tuple(
        cell if count.why is Why.SHOWN else Heat(known=0, reached=0, hidden=True)
        for cell, count in zip(cells, line.cells, strict=True)
    )
