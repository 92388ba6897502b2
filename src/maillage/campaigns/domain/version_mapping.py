"""Two versions of a framework side by side: which items are the same question, and which answers may be compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from maillage.base.values.fields import specs
from maillage.campaigns.domain.frameworks import Framework, Item, ItemKind

# What a person reads of a question: when it changes, the answers deserve a second look.
_READ = ("title", "question", "help", "levels", "options", "unit", "thresholds", "scope", "when")


@dataclass(frozen=True, kw_only=True)
class Pair:
    """An item of the new version and the one it comes from."""

    old: Item
    new: Item

    @property
    def is_renamed(self) -> bool:
        return self.old.code != self.new.code

    @property
    def changes(self) -> tuple[str, ...]:
        """The labels of what respondents read otherwise."""
        labels = specs(Item)
        return tuple(
            labels[name].label for name in _READ if getattr(self.old, name) != getattr(self.new, name)
        )

    @property
    def why_broken(self) -> str:
        """Why the answers may not be compared: what the authors say, else what the scales show; "" when they may."""
        if self.new.break_reason:
            return self.new.break_reason
        if self.old.kind is not self.new.kind:
            return f"La réponse change de nature : {self.old.kind.label}, puis {self.new.kind.label}."
        if self.old.kind is ItemKind.LEVELS and self.old.top != self.new.top:
            return f"L'échelle change : {self.old.top + 1} niveaux, puis {self.new.top + 1}."
        if self.old.kind is ItemKind.CHOICE and set(self.old.options) != set(self.new.options):
            return "Les choix proposés ne sont plus les mêmes."
        if self.old.kind is ItemKind.NUMBER and self.old.unit != self.new.unit:
            return f"L'unité change : {self.old.unit or 'aucune'}, puis {self.new.unit or 'aucune'}."
        return ""


@dataclass(frozen=True, kw_only=True)
class VersionMapping:
    """`pairs` in the order of the new version; `added` has no origin, `removed` no successor."""

    pairs: tuple[Pair, ...]
    added: tuple[Item, ...]
    removed: tuple[Item, ...]

    @property
    def comparable(self) -> tuple[Pair, ...]:
        return tuple(pair for pair in self.pairs if not pair.why_broken)

    @property
    def broken(self) -> tuple[Pair, ...]:
        return tuple(pair for pair in self.pairs if pair.why_broken)


def mapping(old: Framework, new: Framework) -> VersionMapping:
    """Which item of `new` comes from which of `old`: the one its `formerly` names, else the one of the same code.

    An old item has one successor at most: who names it comes before who merely bears its code.
    """
    origin: dict[str, str] = {}
    taken: set[str] = set()
    for item in new.items:
        if item.formerly in old.by_code and item.formerly not in taken:
            origin[item.code] = item.formerly
            taken.add(item.formerly)
    for item in new.items:
        if not item.formerly and item.code in old.by_code and item.code not in taken:
            origin[item.code] = item.code
            taken.add(item.code)
    return VersionMapping(
        pairs=tuple(
            Pair(old=old.by_code[origin[item.code]], new=item) for item in new.items if item.code in origin
        ),
        added=tuple(item for item in new.items if item.code not in origin),
        removed=tuple(item for item in old.items if item.code not in taken),
    )


def comparable_items(old: Framework, new: Framework) -> tuple[tuple[str, str], ...]:
    """(old code, new code) of the items whose answers may be compared; the same version gives every item."""
    if old == new:
        return tuple((item.code, item.code) for item in new.items)
    return tuple((pair.old.code, pair.new.code) for pair in mapping(old, new).comparable)


def comparable_through(versions: Sequence[Framework]) -> tuple[tuple[str, str], ...]:
    """(first code, last code) of the items comparable from each version to the next, oldest first.

    `formerly` names codes of the version just before: across several, the whole chain is needed.
    """
    if not versions:
        return ()
    last = {item.code: item.code for item in versions[0].items}
    for old, new in pairwise(versions):
        steps = dict(comparable_items(old, new))
        last = {first: steps[code] for first, code in last.items() if code in steps}
    return tuple(last.items())
