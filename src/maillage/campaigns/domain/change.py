"""What moved for a library since its last campaign: on the questions asked both times, and that still compare."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from maillage.campaigns.domain.answers import Answers, level_of
from maillage.campaigns.domain.frameworks import Framework, Item


@dataclass(frozen=True, kw_only=True)
class ItemChange:
    """A question answered both times; levels of the version of each."""

    item: Item
    before: int
    after: int


@dataclass(frozen=True, kw_only=True)
class Change:
    """The shared questions. `before` and `after`: their mean, 0 to 100."""

    items: tuple[ItemChange, ...]
    before: float
    after: float

    @property
    def ups(self) -> tuple[ItemChange, ...]:
        return tuple(one for one in self.items if one.after > one.before)

    @property
    def downs(self) -> tuple[ItemChange, ...]:
        return tuple(one for one in self.items if one.after < one.before)


def change(old: Framework, before: Answers, new: Framework, after: Answers) -> Change | None:
    """None when nothing was answered both times, or when the frameworks do not follow one another."""
    found = tuple(_shared(old, before, new, after))
    if not found:
        return None
    return Change(
        items=found,
        before=sum(one.before / one.item.top for one in found) / len(found) * 100,
        after=sum(one.after / one.item.top for one in found) / len(found) * 100,
    )


def _shared(old: Framework, before: Answers, new: Framework, after: Answers) -> Iterator[ItemChange]:
    if old.code != new.code:
        return
    same = old.version == new.version
    if not same and new.follows != old.version:
        return
    for item in new.items:
        former = old.by_code.get(item.code if same else item.formerly or item.code)
        # A break of series, or a ladder of another height, does not compare.
        if former is None or (item.break_reason and not same) or former.top != item.top or not item.is_scored:
            continue
        first, last = level_of(former, before.get(former.code)), level_of(item, after.get(item.code))
        if first is not None and last is not None:
            yield ItemChange(item=item, before=first, after=last)
