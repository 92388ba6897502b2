"""Results by library, by workshop or by quarter, where nobody can be recognised: small groups hidden, and enough
others that no subtraction gives them back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from maillage.campaigns.domain.frameworks import Item
from maillage.campaigns.domain.surveys import Agreement, Reply, agreement
from maillage.statistics.disclosure import disclosed_line


@dataclass(frozen=True, kw_only=True)
class Group:
    """The replies of a group that may be shown."""

    name: str
    replies: tuple[Reply, ...]


@dataclass(frozen=True, kw_only=True)
class Groups:
    """`kept_back` are never shown: a screen tells only how many they are and how many replies they hold."""

    shown: tuple[Group, ...]
    kept_back: tuple[Group, ...]

    @property
    def hidden(self) -> int:
        return len(self.kept_back)

    @property
    def hidden_replies(self) -> int:
        return sum(len(group.replies) for group in self.kept_back)


def groups(replies: Sequence[Reply], name_of: Callable[[Reply], str], *, least: int) -> Groups:
    """Replies by the name that `name_of` gives; those with "" belong to no group and count nowhere."""
    found: dict[str, list[Reply]] = defaultdict(list)
    for reply in replies:
        if name := name_of(reply):
            found[name].append(reply)
    if not found:
        return Groups(shown=(), kept_back=())
    names = sorted(found)
    line = disclosed_line([len(found[name]) for name in names], least=least)
    both: tuple[list[Group], list[Group]] = ([], [])
    for name, cell in zip(names, line.cells, strict=True):
        both[cell.value is None].append(Group(name=name, replies=tuple(found[name])))
    return Groups(shown=tuple(both[0]), kept_back=tuple(both[1]))


def agreements(items: Sequence[Item], found: Groups, *, least: int) -> dict[str, tuple[Agreement, ...]]:
    """By group shown, one agreement an item; in a column too, what a subtraction would give back is hidden."""
    columns = [_column(item, found, least) for item in items]
    return {group.name: tuple(column[rank] for column in columns) for rank, group in enumerate(found.shown)}


def _column(item: Item, found: Groups, least: int) -> list[Agreement]:
    every = [agreement(item, one.replies, least=least) for one in (*found.shown, *found.kept_back)]
    if not every:
        return []
    line = disclosed_line([one.n for one in every], least=least)
    return [
        replace(one, share=None, interval=None) if cell.value is None else one
        for one, cell in zip(every, line.cells, strict=True)
    ]


def quarter_of(day: date) -> str:
    """
    >>> quarter_of(date(2026, 11, 2))
    '2026, 4e trimestre'
    """
    rank = (day.month + 2) // 3
    return f"{day.year}, {rank}{'er' if rank == 1 else 'e'} trimestre"
