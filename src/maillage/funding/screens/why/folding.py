"""Many lines behind a figure: their totals first, by operation or else by action, the lines themselves folded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, TypeVar

from maillage.base.ui.components import Cell, Head, Listing
from maillage.base.values.euros import total
from maillage.base.values.french import count
from maillage.funding.domain.allocation import Allocation
from maillage.funding.domain.spending import Expense
from maillage.funding.domain.why import Part, PlanFigure, part_of
from maillage.funding.readings import funding_of
from maillage.funding.screens.why.formula import Links
from maillage.funding.screens.why.lines import SHOWN, columns_of, lines
from maillage.funding.screens.why.paid import paid
from maillage.funding.telling import exact
from maillage.programme.readings import programme_of

# Up to so many lines are read at a glance: they stay in one table.
AT_A_GLANCE = 40
LEAST = 20
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Fold:
    """The lines of one operation, or of one action; `told` says how many there are and what they bring."""

    title: str
    told: str
    listing: Listing


@dataclass(frozen=True)
class _Keys:
    """What lines are put together by: the parameter that narrows the page to a key, and the words of each."""

    param: str
    titles: dict[str, str]

    def title(self, key: str) -> str:
        return f"{key}. {self.titles[key]}" if key else "Aides sans dépense éligible"


def folded_lines(
    request: Any, part: Part, figure: PlanFigure, link: Links
) -> tuple[Listing, tuple[Fold, ...]]:
    """One table while it is short; else the totals of each group, whose sum is the figure, and the groups."""
    whole = lines(request, part, figure, link)
    operations = {share.expense.cost.operation for share in part.shares}
    keys, of_expense = _by(request, operations)
    if len(part.shares) <= AT_A_GLANCE:
        return whole, ()
    shares = _groups(part.shares, lambda share: of_expense(share.expense))
    by_operation = keys.param == "operation"
    loose = _groups(part.loose, lambda one: one.grant.operation.code if by_operation else "")
    parts = {
        key: replace(part, shares=tuple(shares.get(key, ())), loose=tuple(loose.get(key, ())))
        for key in dict.fromkeys([*shares, *loose])
    }
    if len(parts) < 2:
        return whole, ()
    room = max(LEAST, SHOWN // len(parts))
    rows, folds = [], []
    for key, one in sorted(parts.items(), key=lambda item: -_weight(item[1], figure)):
        amounts = [exact(amount) for _, _, amount in columns_of(one, figure, link)]
        many = count(len(one.shares), "ligne")
        rows.append((_cell(keys, key, link, figure), many, *amounts))
        listing = _named(lines(request, one, figure, link, room), keys.title(key), len(folds))
        folds.append(Fold(title=keys.title(key), told=f"{many}, {amounts[-1]}", listing=listing))
    heads = (_head(keys), Head("Lignes"), *whole.heads[2:])
    totals = (*rows, whole.rows[-1])
    return _summary(whole, heads, totals), tuple(folds)


def folded_aids(request: Any, found: Sequence[Allocation], link: Links) -> tuple[Listing, tuple[Fold, ...]]:
    """The same of what aids pay."""
    whole = paid(request, found)
    if len(found) <= AT_A_GLANCE:
        return whole, ()
    keys, of_expense = _by(request, {aid.grant.operation.code for aid in found})
    by_operation = keys.param == "operation"
    groups = _groups(
        found,
        lambda aid: (
            aid.grant.operation.code if by_operation else of_expense(aid.expense) if aid.expense else ""
        ),
    )
    if len(groups) < 2:
        return whole, ()
    room = max(LEAST, SHOWN // len(groups))
    rows, folds = [], []
    for key, aids in sorted(groups.items(), key=lambda item: -_sum(item[1])):
        amount, many = exact(_sum(aids)), count(len(aids), "part")
        rows.append((_cell(keys, key, link, PlanFigure.AIDS), many, amount))
        listing = _named(paid(request, aids, shown=room), keys.title(key), len(folds))
        folds.append(Fold(title=keys.title(key), told=f"{many}, {amount}", listing=listing))
    heads = (_head(keys), Head("Parts"), Head("Aides", "right"))
    return _summary(whole, heads, (*rows, ("Total", "", exact(_sum(found))))), tuple(folds)


def _by(request: Any, operations: Iterable[str]) -> tuple[_Keys, Callable[[Expense], str]]:
    """By operation, and by action within a single one."""
    if len(set(operations)) > 1:
        known = {one.code: one.title for one in funding_of(request.project).operations}
        return _Keys("operation", known), lambda expense: expense.cost.operation
    actions = {action.code: action.title for _, _, action in programme_of(request.project).actions()}
    return _Keys("action", actions), lambda expense: expense.cost.action


def _groups(things: Iterable[T], key: Callable[[T], str]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = {}
    for thing in things:
        found.setdefault(key(thing), []).append(thing)
    return found


def _weight(part: Part, figure: PlanFigure) -> Decimal:
    return abs(total(part_of(part, figure, share) for share in part.shares))


def _sum(aids: Iterable[Allocation]) -> Decimal:
    return total(aid.amount for aid in aids)


def _head(keys: _Keys) -> Head:
    return Head("Opération" if keys.param == "operation" else "Action")


def _cell(keys: _Keys, key: str, link: Links, figure: PlanFigure) -> Cell:
    """It leads to the same figure of this group alone."""
    return Cell(keys.title(key), link(figure, **{keys.param: key}) if key else "")


def _named(listing: Listing, title: str, rank: int) -> Listing:
    return replace(listing, caption=f"{listing.caption} : {title}", anchor=f"{listing.anchor}-{rank + 1}")


def _summary(whole: Listing, heads: Sequence[Head], rows: Sequence[Sequence[Cell | str]]) -> Listing:
    by = heads[0].label.lower()
    return replace(whole, caption=f"Totaux par {by}", heads=heads, rows=rows, totals=(len(rows) - 1,))
