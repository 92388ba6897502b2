"""Sets the steps on the calendar: greedy start, CP-SAT, then the figures of the plan."""

from __future__ import annotations

from maillage.phasing.domain import greedy, model
from maillage.phasing.domain.bound import floor_of
from maillage.phasing.domain.grid import Sheet, sheet_of
from maillage.phasing.domain.measures import loads, slacks, spending
from maillage.phasing.domain.plan import Plan, Result, Status
from maillage.phasing.domain.problem import Problem

# Measured, effort 1, 150 steps: 2 s of serial schedules, which find the plan, 2.5 s of CP-SAT, which proves.
TRIES_PER_EFFORT = 800
SEARCH_PER_EFFORT = 0.6
# A first, short attempt: programmes with room to spare are proved there, in a tenth of the time.
QUICK = 0.1


def solve(problem: Problem, *, effort: float | None = None) -> Result:
    """The plan in which actions end as early as their priority deserves.

    `effort` bounds the search (default: the problem's); same problem, same effort, same plan everywhere.
    Minimises the sum over actions of priority x week of end, under precedence, dates, meetings, weekly
    capacity and yearly ceilings. `Status.UNKNOWN` when nothing was found nor proved;
    call `explain` on INFEASIBLE.
    """
    sheet = sheet_of(problem)
    if sheet is None or sheet.cramped or sheet.overspent:
        return Result(status=Status.INFEASIBLE)
    if not problem.tasks:
        return Result(
            status=Status.OPTIMAL, objective=0, bound=0, gap=0.0, spending=spending(problem, Plan())
        )
    effort = problem.effort if effort is None else effort
    floor = floor_of(sheet)
    quick = _attempt(sheet, floor, effort * QUICK)
    if quick.status in (Status.OPTIMAL, Status.INFEASIBLE):
        return quick
    return _attempt(sheet, floor, effort)


def _attempt(sheet: Sheet, floor: int, effort: float) -> Result:
    first = greedy.first_plan(sheet, tries=max(1, round(effort * TRIES_PER_EFFORT)), enough=floor)
    if first is not None:
        first = greedy.shifted_left(sheet, first)
        if greedy.objective(sheet, first) == floor:
            return _result(sheet, model.NOTHING, first, floor)
    built = model.build(sheet)
    model.minimise_ends(built, sheet, floor)
    model.hint(built, first or {})
    return _result(sheet, model.search(built, effort=effort * SEARCH_PER_EFFORT), first, floor)


def _result(sheet: Sheet, found: model.Found, first: greedy.Starts | None, floor: int) -> Result:
    if found.status == "INFEASIBLE":
        return Result(status=Status.INFEASIBLE, seconds=found.seconds)
    # The search may stop before it has rebuilt the plan it was given.
    starts = found.starts or first or {}
    if not starts:
        return Result(status=Status.UNKNOWN, seconds=found.seconds)
    starts = greedy.shifted_left(sheet, starts)
    objective = greedy.objective(sheet, starts)
    # Without a plan of its own, CP-SAT's figures are not to be relied on.
    proved = round(found.bound) if found.starts else floor
    bound = min(objective, max(floor, proved))
    plan = plan_of(sheet, starts)
    return Result(
        status=Status.OPTIMAL if bound == objective else Status.FEASIBLE,
        plan=plan,
        objective=objective,
        bound=bound,
        gap=(objective - bound) / objective if objective else 0.0,
        seconds=found.seconds,
        loads=loads(sheet.problem, plan),
        spending=spending(sheet.problem, plan),
        slacks=slacks(sheet, starts),
    )


def plan_of(sheet: Sheet, starts: greedy.Starts) -> Plan:
    """Dates in place of weeks, in order of start."""
    codes = sorted(starts, key=lambda code: (starts[code], code))
    return Plan(placements=tuple(sheet.slots[code].placement(starts[code], sheet.grid) for code in codes))
