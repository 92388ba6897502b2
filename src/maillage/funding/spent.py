"""What was really committed, paid and received in a project: the entries of its base, read once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from maillage.base.plugs import Project
from maillage.base.values.euros import ZERO, total
from maillage.funding.domain import CostLine
from maillage.funding.domain.accounting.matching import Candidate, words_of
from maillage.funding.domain.commitment import Pledge, pledges
from maillage.funding.domain.entries import Entry, EntryKind, Match
from maillage.funding.domain.execution import Books, books
from maillage.funding.domain.received import Received, received_of
from maillage.funding.models import Entry as EntryRow
from maillage.funding.readings import asleep_costs, funding_of, lines_of, plan_of
from maillage.programme.readings import programme_of, step_starts

FIELDS = (
    "pk", "kind", "day", "amount_ttc", "number", "commitment", "label", "third_party", "account", "match", "cost__code",
    "line__code",
)  # fmt: skip


@dataclass(frozen=True)
class Kept:
    """An entry of the base and its key."""

    pk: int
    entry: Entry


def kept_of(values: tuple[object, ...]) -> Kept:
    """The entry of a row read by FIELDS."""
    given = dict(zip(FIELDS, values, strict=True))
    pk, cost, line = (given.pop(name) for name in ("pk", "cost__code", "line__code"))
    kind, match = EntryKind(str(given.pop("kind"))), given.pop("match")
    entry = Entry(
        kind=kind,
        match=Match(str(match)) if match else None,
        cost=cost,  # type: ignore[arg-type]
        line=line,  # type: ignore[arg-type]
        **given,  # type: ignore[arg-type]
    )
    return Kept(int(str(pk)), entry)


def stored(network: object) -> tuple[Kept, ...]:
    """Every entry of a network, the oldest first."""
    rows = EntryRow.objects.filter(network=network).order_by("day", "pk").values_list(*FIELDS)
    return tuple(kept_of(row) for row in rows)


def _kept(project: Project) -> tuple[Kept, ...]:
    return stored(project.network)


def kept_entries(project: Project) -> tuple[Kept, ...]:
    return project.once(_kept)


def entries_of(project: Project) -> tuple[Entry, ...]:
    return tuple(kept.entry for kept in kept_entries(project))


def _books(project: Project) -> Books:
    plan = plan_of(project)
    costs = (*funding_of(project).costs, *asleep_costs(project))
    vat = project.rules.value("funding.vat.standard", on=project.today).value
    return books(
        costs=costs,
        expenses=plan.expenses,
        entries=entries_of(project),
        standard_vat=vat,
        over=_over(project, costs),
    )


def _over(project: Project, costs: tuple[CostLine, ...]) -> frozenset[str]:
    """Lines that have no more to commit: their step is done, or their last year has passed."""
    done = {
        step.code for _, _, action in programme_of(project).actions() for step in action.steps if step.done
    }

    def last(cost: CostLine) -> int | None:
        return cost.year or max((year for year, _ in cost.spread), default=None)

    return frozenset(
        cost.code
        for cost in costs
        if cost.step in done or ((year := last(cost)) is not None and year < project.today.year)
    )


def books_of(project: Project) -> Books | None:
    """The accounts of every line; None while nothing was imported: nothing is known then, which is not zero."""
    return project.once(_books) if entries_of(project) else None


def _received(project: Project) -> dict[str, Received]:
    return dict(received_of(funding_of(project).lines, entries_of(project)))


def received_by_aid(project: Project) -> dict[str, Received]:
    return project.once(_received)


def _pledges(project: Project) -> tuple[Pledge, ...]:
    return pledges(
        lines_of(project), plan_of(project), books_of(project), step_starts(project), project.today
    )


def pledges_of(project: Project) -> tuple[Pledge, ...]:
    """The aids that must be committed before a day, with what is committed so far."""
    return project.once(_pledges)


def _candidates(project: Project) -> tuple[Candidate, ...]:
    section, plan = funding_of(project), plan_of(project)
    operations = {one.code: one.title for one in section.operations}
    planned: dict[str, dict[int | None, Decimal]] = {}
    for expense in plan.expenses:
        years = planned.setdefault(expense.cost.code, {})
        years[expense.year] = years.get(expense.year, ZERO) + expense.ttc
    accounts: dict[str, set[str]] = {}
    for entry in entries_of(project):
        if entry.account and (code := entry.cost or entry.line):
            accounts.setdefault(code, set()).add(entry.account)
    costs = (
        Candidate(
            code=cost.code,
            is_aid=False,
            label=cost.label,
            amounts=frozenset([*(years := planned.get(cost.code, {})).values(), total(years.values())]),
            words=words_of(cost.label),
            around=words_of(operations.get(cost.operation, "")),
            accounts=frozenset(accounts.get(cost.code, ())),
        )
        for cost in (*section.costs, *asleep_costs(project))
    )
    aids = (
        Candidate(
            code=item.line.code,
            is_aid=True,
            label=f"{item.funder.name}, {item.operation.title}",
            amounts=frozenset(one for one in (item.amount,) if one),
            words=words_of(f"{item.funder.name} {item.line.reference}"),
            around=words_of(f"{item.operation.title} {item.line.note}"),
            accounts=frozenset(accounts.get(item.line.code, ())),
        )
        for item in lines_of(project)
    )
    return (*costs, *aids)


def candidates_of(project: Project) -> tuple[Candidate, ...]:
    """The lines that an entry may be tied to: costs, then aids."""
    return project.once(_candidates)


def open_entries(project: Project) -> int:
    """How many entries nobody tied yet."""
    return sum(kept.entry.is_open for kept in kept_entries(project))


def last_day(project: Project) -> date | None:
    """The day of the last entry: what the accounts say stops there."""
    return max((entry.day for entry in entries_of(project)), default=None)
