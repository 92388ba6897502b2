"""What a plan adds up to: work per month, euros per year, freedom of each step."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from maillage.base.values.euros import ZERO
from maillage.base.values.periods import add_months
from maillage.phasing.domain.greedy import Starts
from maillage.phasing.domain.grid import Sheet, grid_of, narrowed
from maillage.phasing.domain.plan import Load, Placement, Plan, Slack, Spend
from maillage.phasing.domain.problem import Problem, Section

WORKING_DAYS = 5


def last_day(problem: Problem, placement: Placement) -> date:
    """The day on which a placed step ends: its meeting, the milestone itself, the Friday of its last week.

    Never before the programme, whose first week may begin the year before.
    """
    task = problem.by_code[placement.task]
    gated_or_milestone = task.gate is not None or task.weeks == 0
    return max(problem.start, placement.end if gated_or_milestone else placement.end - timedelta(days=3))


def loads(problem: Problem, plan: Plan) -> tuple[Load, ...]:
    """Person-days per month of the programme; a week astride two months is shared by its working days."""
    used: dict[date, Decimal] = defaultdict(Decimal)
    for placement in plan.placements:
        task = problem.by_code[placement.task]
        if task.person_days:
            daily = task.person_days / (task.weeks * WORKING_DAYS)
            for day in _working_days(placement.start, task.weeks):
                used[day.replace(day=1)] += daily
    offered = _offered(problem)
    first = problem.start.replace(day=1)
    months = {add_months(first, i) for i in range(problem.months)} | set(used)
    return tuple(
        Load(month=m, person_days=_hundredth(used[m]), available=_hundredth(offered[m]) if offered else None)
        for m in sorted(months)
    )


def _offered(problem: Problem) -> dict[date, Decimal]:
    offered: dict[date, Decimal] = defaultdict(Decimal)
    grid = grid_of(problem)
    if problem.capacity is None:
        return offered
    for week in range(grid.weeks):
        daily = problem.capacity.on(grid.day(week)) / WORKING_DAYS
        for day in _working_days(grid.day(week), 1):
            offered[day.replace(day=1)] += daily
    return offered


def _working_days(monday: date, weeks: int) -> list[date]:
    return [monday + timedelta(weeks=week, days=day) for week in range(weeks) for day in range(WORKING_DAYS)]


def _hundredth(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"), ROUND_HALF_UP)


def spending(problem: Problem, plan: Plan) -> tuple[Spend, ...]:
    """Euros HT per year and section, for every year that spends or has a ceiling."""
    amounts: dict[tuple[int, Section], Decimal] = defaultdict(lambda: ZERO)
    for cost in problem.costs:
        year = cost.year
        if cost.task is not None:
            placement = plan.by_task.get(cost.task)
            year = None if placement is None else last_day(problem, placement).year
        if year is not None:
            amounts[year, cost.section] += cost.amount_ht
    ceilings = {(c.year, c.section): c.amount_ht for c in problem.ceilings}
    return tuple(
        Spend(
            year=year,
            section=section,
            amount_ht=amounts[year, section],
            ceiling_ht=ceilings.get((year, section)),
        )
        for year, section in sorted(amounts.keys() | ceilings.keys())
    )


def slacks(sheet: Sheet, starts: Starts) -> tuple[Slack, ...]:
    """In order of start. The end of the plan is kept; capacity and ceilings are not looked at."""
    finish = max((starts[code] + slot.span for code, slot in sheet.slots.items()), default=0)
    free = narrowed(sheet.slots, sheet.order, finish)
    return tuple(
        Slack(
            task=code,
            earliest=sheet.grid.day(free[code].starts[0]),
            latest=sheet.grid.day(free[code].starts[-1]),
            weeks=free[code].starts[-1] - starts[code],
        )
        for code in sorted(starts, key=lambda c: (starts[c], c))
    )
