"""Dates to weeks and back: where each step may start, given precedence, gates and dates."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import cached_property
from graphlib import CycleError, TopologicalSorter

from maillage.base.values.euros import cents
from maillage.base.values.periods import add_months
from maillage.phasing.domain.plan import Placement
from maillage.phasing.domain.problem import Problem, Section, Task

# The solver counts in whole numbers: hundredths of a person-day, cents of a euro.
HUNDREDTHS = 100

Ledger = dict[tuple[int, Section], int]


@dataclass(frozen=True, kw_only=True)
class Grid:
    """Weeks from `monday`, the Monday on or before the start, to `closing`, the day after the programme.

    Work fills whole weeks only; a meeting may be held in the last, incomplete one.
    """

    monday: date
    closing: date

    @property
    def whole_weeks(self) -> int:
        return (self.closing - self.monday).days // 7

    @property
    def weeks(self) -> int:
        return ((self.closing - self.monday).days + 6) // 7

    def week(self, day: date) -> int:
        return (day - self.monday).days // 7

    def day(self, week: int) -> date:
        return self.monday + timedelta(weeks=week)


def grid_of(problem: Problem) -> Grid:
    monday = problem.start - timedelta(days=problem.start.weekday())
    return Grid(monday=monday, closing=add_months(problem.start, problem.months))


@dataclass(frozen=True, kw_only=True)
class Slot:
    """A step on the grid: `span` weeks taken, `demand` hundredths of person-day a week, allowed `starts`.

    `last_days[start]` is the day on which the step ends when it starts that week: it decides the budget year.
    """

    task: Task
    span: int
    demand: int
    starts: tuple[int, ...]
    last_days: dict[int, date]

    def placement(self, start: int, grid: Grid) -> Placement:
        first = grid.day(start)
        if self.task.gate is None and self.task.imposed_day is None:
            return Placement(task=self.task.code, start=first, end=grid.day(start + self.span))
        day = self.last_days[start]
        return Placement(task=self.task.code, start=first if self.task.weeks else day, end=day)

    def first_start(self, not_before: int) -> int | None:
        return next((start for start in self.starts if start >= not_before), None)

    def last_start(self, end_by: int) -> int | None:
        return next((start for start in reversed(self.starts) if start + self.span <= end_by), None)


def slot_of(task: Task, problem: Problem, grid: Grid) -> Slot:
    """The step alone: its window, its gate and its dates, without its neighbours."""
    # A gated milestone takes its meeting's week: what follows cannot start before the decision. So does one whose
    # day is imposed, unless it is a Monday.
    day = task.imposed_day
    inside = bool(day and day.weekday())
    span = 1 if not task.weeks and (task.gate or inside) else task.weeks
    if day is not None:
        last_days = _imposed_day(task, day, problem, grid)
    else:
        last_days = _gated_days(task, problem, grid, span) if task.gate else _plain_days(task, problem, grid)
    if task.fixed_start is not None:
        fixed = grid.week(task.fixed_start)
        last_days = {start: day for start, day in last_days.items() if start == fixed}
    rate = task.person_days / task.weeks if task.weeks else Decimal(0)
    demand = int((rate * HUNDREDTHS).to_integral_value(ROUND_CEILING))
    return Slot(task=task, span=span, demand=demand, starts=tuple(sorted(last_days)), last_days=last_days)


def _plain_days(task: Task, problem: Problem, grid: Grid) -> dict[int, date]:
    # The working week ends on Friday: a step "by Friday the 30th" may fill that week.
    offset = timedelta(days=task.weeks * 7 - 3) if task.weeks else timedelta()
    starts = range(grid.whole_weeks - task.weeks + 1)
    # The first Monday may be of the year before: what ends then is paid in the programme's first year.
    days = {start: max(grid.day(start) + offset, problem.start) for start in starts}
    return {
        start: last
        for start, last in days.items()
        if (task.earliest is None or grid.day(start) >= task.earliest)
        and (task.latest is None or last <= task.latest)
    }


def _gated_days(task: Task, problem: Problem, grid: Grid, span: int) -> dict[int, date]:
    days: dict[int, date] = {}
    for meeting in problem.meetings[task.gate or ""]:
        start = grid.week(meeting) - span + 1
        first = grid.day(start) if task.weeks else meeting
        inside = start >= 0 and problem.start <= meeting < grid.closing
        wanted = (task.earliest is None or first >= task.earliest) and (
            task.latest is None or meeting <= task.latest
        )
        if inside and wanted:
            days.setdefault(start, meeting)  # two meetings in a week: the first one
    return days


def _imposed_day(task: Task, day: date, problem: Problem, grid: Grid) -> dict[int, date]:
    inside = problem.start <= day < grid.closing
    wanted = (task.earliest is None or day >= task.earliest) and (task.latest is None or day <= task.latest)
    return {grid.week(day): day} if inside and wanted else {}


def order_of(problem: Problem) -> tuple[str, ...] | None:
    """Codes with predecessors first, or None when the steps wait for each other."""
    try:
        return tuple(
            TopologicalSorter({task.code: task.predecessors for task in problem.tasks}).static_order()
        )
    except CycleError:
        return None


def cycle_of(problem: Problem) -> tuple[str, ...]:
    """The codes of a cycle, in the order in which they wait for each other; () when there is none."""
    try:
        TopologicalSorter({task.code: task.predecessors for task in problem.tasks}).prepare()
    except CycleError as error:
        return tuple(reversed(error.args[1]))
    return ()


def narrowed(slots: dict[str, Slot], order: tuple[str, ...], end_by: int) -> dict[str, Slot]:
    """The slots without the starts that precedence excludes. A slot left empty proves impossibility."""
    first: dict[str, int] = {}
    for code in order:
        task = slots[code].task
        ready = max((first[p] + slots[p].span for p in task.predecessors), default=0) + task.lag
        start = slots[code].first_start(ready)
        first[code] = ready if start is None else start
    last = {code: -1 for code in order}
    due = {code: end_by for code in order}
    for code in reversed(order):
        start = slots[code].last_start(due[code])
        last[code] = -1 if start is None else start
        for predecessor in slots[code].task.predecessors:
            due[predecessor] = min(due[predecessor], last[code] - slots[code].task.lag)
    return {
        code: replace(slot, starts=tuple(s for s in slot.starts if first[code] <= s <= last[code]))
        for code, slot in slots.items()
    }


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A problem laid out on its grid. `available` is per week, None without capacity; `room` is what the
    ceilings leave once the spending of fixed years is paid; `bills` lists what each step pays at its end."""

    problem: Problem
    grid: Grid
    order: tuple[str, ...]
    slots: dict[str, Slot]
    available: tuple[int, ...] | None
    room: Ledger
    bills: dict[str, tuple[tuple[Section, int], ...]]

    @cached_property
    def alone(self) -> dict[str, int]:
        """The earliest start of each step when neither work nor money holds it back."""
        return {code: slot.starts[0] for code, slot in self.slots.items()}

    @cached_property
    def ancestors(self) -> dict[str, tuple[str, ...]]:
        """Everything that must come before each step, predecessors first."""
        found: dict[str, dict[str, None]] = {}
        for code in self.order:
            before = self.slots[code].task.predecessors
            found[code] = dict.fromkeys(step for p in before for step in (*found[p], p))
        return {code: tuple(steps) for code, steps in found.items()}

    @property
    def cramped(self) -> bool:
        """Some step has no start left."""
        return any(not slot.starts for slot in self.slots.values())

    @property
    def overspent(self) -> bool:
        """The spending of fixed years alone exceeds a ceiling."""
        return min(self.room.values(), default=0) < 0


def sheet_of(problem: Problem) -> Sheet | None:
    """None when the steps wait for each other."""
    order = order_of(problem)
    if order is None:
        return None
    grid = grid_of(problem)
    slots = {task.code: slot_of(task, problem, grid) for task in problem.tasks}
    room, bills = _money(problem)
    return Sheet(
        problem=problem,
        grid=grid,
        order=order,
        slots=narrowed(slots, order, grid.weeks),
        available=_available(problem, grid),
        room=room,
        bills=bills,
    )


def _available(problem: Problem, grid: Grid) -> tuple[int, ...] | None:
    if problem.capacity is None:
        return None
    amounts = [problem.capacity.on(grid.day(week)) * HUNDREDTHS for week in range(grid.weeks)]
    return tuple(int(amount.to_integral_value(ROUND_FLOOR)) for amount in amounts)


def _money(problem: Problem) -> tuple[Ledger, dict[str, tuple[tuple[Section, int], ...]]]:
    room = {(c.year, c.section): int(cents(c.amount_ht) * 100) for c in problem.ceilings}
    bills: dict[str, list[tuple[Section, int]]] = {}
    for cost in problem.costs:
        amount = int(cents(cost.amount_ht) * 100)
        if cost.task is not None:
            bills.setdefault(cost.task, []).append((cost.section, amount))
        elif cost.year is not None and (cost.year, cost.section) in room:
            room[cost.year, cost.section] -= amount
    return room, {code: tuple(items) for code, items in bills.items()}
