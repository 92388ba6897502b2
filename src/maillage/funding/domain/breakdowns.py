"""The plan by axis, kind of action, operation…: years in columns, and who pays. Every breakdown adds up to the plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from maillage.funding.domain.allocation import Share
from maillage.funding.domain.why.parts import Loose, Part
from maillage.funding.domain.why.selecting import Selection

_ALL = Selection()


@dataclass(frozen=True, kw_only=True)
class Group:
    """One row: the expenses that share a `key`. "" holds the aids that no expense uses, where the key is of expenses."""

    key: str
    whole: Part

    def of_year(self, year: int | None) -> Part:
        """One year of it; None: what has no year."""
        shares = tuple(share for share in self.whole.shares if share.expense.year == year)
        loose = tuple(one for one in self.whole.loose if one.grant.year == year)
        return Part(selection=_ALL, shares=shares, loose=loose)


def groups(
    shares: Iterable[Share],
    loose: Iterable[Loose],
    key: Callable[[Share], str],
    keys: Sequence[str],
    loose_key: Callable[[Loose], str] = lambda one: "",
) -> tuple[Group, ...]:
    """Groups in the order of `keys`, those that hold nothing left out; what has another key comes last."""
    spent: dict[str, list[Share]] = {}
    left: dict[str, list[Loose]] = {}
    for share in shares:
        spent.setdefault(key(share), []).append(share)
    for one in loose:
        left.setdefault(loose_key(one), []).append(one)
    ordered = dict.fromkeys([*keys, *spent, *left])
    return tuple(
        Group(
            key=name,
            whole=Part(selection=_ALL, shares=tuple(spent.get(name, ())), loose=tuple(left.get(name, ()))),
        )
        for name in ordered
        if name in spent or name in left
    )
