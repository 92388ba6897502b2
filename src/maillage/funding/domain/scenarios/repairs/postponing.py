"""A year, or the whole, that weighs too much: the fewest actions to postpone, or costs to do without."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from maillage.base.values.euros import ZERO, cents
from maillage.base.values.french import count, euros
from maillage.funding.domain.allocation import Share, allocate, shares
from maillage.funding.domain.plan import FinancingPlan, Inputs, plan_of_inputs
from maillage.funding.domain.scenarios.applying import MONTHS_A_YEAR, moved
from maillage.funding.domain.scenarios.kinds import Breach
from maillage.funding.domain.scenarios.repairs.case import Case, Change, Repair
from maillage.funding.domain.scenarios.repairs.searching import Option, Set, fewest
from maillage.funding.domain.written import Postponement

# How many things a search considers: the heaviest.
CONSIDERED = 40


def postpone(case: Case, breach: Breach) -> Repair | None:
    """The fewest actions to postpone so that a year weighs no more than in the plan, to within the tolerance."""
    year = int(breach.subject)
    options = _actions(case, year)
    most = _most(case.before.own_share(year=year), case.tolerance)

    def changed(chosen: Set) -> Inputs:
        moves = [option.change.move for option in chosen if option.change.move]
        return moved(case.inputs, moves, case.movable)

    def tried(chosen: Set) -> tuple[Decimal, ...] | None:
        plan = plan_of_inputs(changed(chosen))
        return _worth(case, plan, chosen) if plan.own_share(year=year) <= most else None

    found = fewest(options, case.after.own_share(year=year) - most, tried, case.budget)
    if found is None:
        return None
    chosen, exact = found
    return case.proved(breach, changed(chosen), [option.change for option in chosen], exact=exact)


def _worth(case: Case, plan: FinancingPlan, chosen: Set) -> tuple[Decimal, ...]:
    """The less a set breaks, the less it sends beyond the programme, the less money it moves, the better."""
    opened = sum(breach.key not in case.open for breach in case.broken(plan))
    last = case.before.years[-1]
    beyond = sum((plan.cost_ht(year=year) for year in plan.years if year > last), ZERO)
    return Decimal(opened), beyond + sum((option.gain for option in chosen), ZERO)


def _most(was: Decimal, tolerance: Decimal) -> Decimal:
    return was + cents(max(was, ZERO) * tolerance)


def _actions(case: Case, year: int) -> list[Option]:
    """The actions that spend in a year and may still move, each by the fewest months that take all of it out."""
    months: dict[str, int] = {}
    gains: dict[str, Decimal] = {}
    spent: dict[str, Decimal] = {}
    for share in shares(case.after, allocate(case.after)):
        expense, cost = share.expense, share.expense.cost
        if expense.year != year or not _can_move(case, share):
            continue
        # Of a cost with a step, one month more than to the end of the year; else a whole year.
        needed = MONTHS_A_YEAR + 1 - expense.months[0] if cost.step else MONTHS_A_YEAR
        months[cost.action] = max(months.get(cost.action, 0), needed)
        gains[cost.action] = gains.get(cost.action, ZERO) + share.own
        spent[cost.action] = spent.get(cost.action, ZERO) + expense.ht
    found = [
        Option(change=_told_move(action, months[action], spent[action]), gain=gain)
        for action, gain in gains.items()
        if gain > 0
    ]
    return sorted(found, key=lambda option: -option.gain)[:CONSIDERED]


def _can_move(case: Case, share: Share) -> bool:
    cost = share.expense.cost
    if cost.action in case.held:
        return False
    if cost.step:
        return cost.step in case.movable.steps.get(cost.action, ())
    return bool(share.expense.year and share.expense.year >= case.movable.from_year)


def _told_move(action: str, months: int, spent: Decimal) -> Change:
    # The spending, not the own share: a flat aid stays with the other costs, and only computing again tells the rest.
    return Change(
        text=f"Décalez l'action {action} de {count(months, 'mois', 'mois')} ({euros(spent)} HT sortent de l'année).",
        target=f"programme.Action/{action}",
        move=Postponement(action=action, months=months),
    )


def drop(case: Case, breach: Breach) -> Repair | None:
    """The fewest costs to do without, or to have paid by somebody else, so that the whole weighs no more."""
    year = int(breach.subject) if breach.subject else None
    most = _most(case.before.own_share(year=year), case.tolerance)
    options = _costs(case, year)

    def changed(chosen: Set) -> Inputs:
        return without_costs(case.inputs, (option.change.target.partition("/")[2] for option in chosen))

    def tried(chosen: Set) -> tuple[Decimal, ...] | None:
        plan = plan_of_inputs(changed(chosen))
        return _worth(case, plan, chosen) if plan.own_share(year=year) <= most else None

    found = fewest(options, case.after.own_share(year=year) - most, tried, case.budget)
    if found is None:
        return None
    chosen, exact = found
    return case.proved(breach, changed(chosen), [option.change for option in chosen], exact=exact)


def without_costs(inputs: Inputs, codes: Iterable[str]) -> Inputs:
    """The inputs without some costs; an aid that named some of them keeps the others."""
    gone = frozenset(codes)
    lines = []
    for line in inputs.lines:
        kept = tuple(code for code in line.costs if code not in gone)
        # An aid whose costs all go goes with them: naming none would mean all of its operation.
        if kept or not line.costs:
            lines.append(replace(line, costs=kept))
    costs = tuple(cost for cost in inputs.costs if cost.code not in gone)
    return replace(inputs, costs=costs, lines=tuple(lines))


def _costs(case: Case, year: int | None) -> list[Option]:
    gains: dict[str, Decimal] = {}
    spent: dict[str, Decimal] = {}
    labels: dict[str, str] = {}
    for share in shares(case.after, allocate(case.after)):
        when = share.expense.year
        if when and when >= case.movable.from_year and year in (None, when):
            code = share.expense.cost.code
            gains[code] = gains.get(code, ZERO) + share.own
            spent[code] = spent.get(code, ZERO) + share.expense.ht
            labels[code] = share.expense.cost.label
    found = [
        Option(
            change=Change(
                text=f"Retirez la dépense {code}, {labels[code]}, ou faites-la payer par un autre "
                f"({euros(spent[code])} HT).",
                target=f"funding.CostLine/{code}",
            ),
            gain=gain,
        )
        for code, gain in gains.items()
        if gain > 0
    ]
    return sorted(found, key=lambda option: -option.gain)[:CONSIDERED]
