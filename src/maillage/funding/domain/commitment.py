"""The rule of 24 months: an aid of the State is kept if as much is committed before its end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from maillage.base.values.euros import ZERO
from maillage.funding.domain.execution import Books, committed_before
from maillage.funding.domain.plan import FinancingPlan
from maillage.funding.domain.standing import LineStanding, committed_by


@dataclass(frozen=True, kw_only=True)
class Pledge:
    """An aid with its end: what is committed, HT, what is missing, the days left (negative once it is past).

    `real`: committed so far, from the finance software; otherwise what the calendar commits before the end, since
    nothing is known of what is.
    """

    item: LineStanding
    end: date
    committed: Decimal
    missing: Decimal
    days_left: int
    real: bool


def pledges(
    items: Iterable[LineStanding],
    plan: FinancingPlan,
    books: Books | None,
    step_starts: Mapping[str, date | None],
    today: date,
) -> tuple[Pledge, ...]:
    """Every aid that must be committed, the nearest end first. `books` None: nothing was imported."""
    found = []
    for item in items:
        if item.commit_by is None or item.amount is None:
            continue
        if books is None:
            committed = committed_by(plan, item.operation.code, item.commit_by, step_starts)
        else:
            # Entries of today count; those after the end do not save the aid.
            until = min(item.commit_by, today + timedelta(days=1))
            committed = committed_before(books, helped(item, books), until)
        found.append(
            Pledge(
                item=item,
                end=item.commit_by,
                committed=committed,
                missing=max(ZERO, item.amount - committed),
                days_left=(item.commit_by - today).days,
                real=books is not None,
            )
        )
    return tuple(sorted(found, key=lambda one: (one.end, one.item.line.code)))


def helped(item: LineStanding, books: Books) -> tuple[str, ...]:
    """The lines that an aid retains: those it names, else all those of its operation."""
    kept = item.line.costs
    return tuple(
        cost.code
        for cost in books.costs
        if cost.operation == item.operation.code and (not kept or cost.code in kept)
    )
