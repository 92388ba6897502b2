"""Checks a plan against its problem on dates alone, sharing no code with the solver."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from maillage.base.values.euros import ZERO
from maillage.base.values.french import count, euros, number, short_date
from maillage.base.values.periods import add_months
from maillage.phasing.domain.plan import Placement, Plan
from maillage.phasing.domain.problem import Family, Problem, Section, Task

WEEK = timedelta(days=7)
# From the excluded Monday back to the last Friday worked.
TO_FRIDAY = timedelta(days=3)
Dated = list[tuple[Task, Placement]]


@dataclass(frozen=True, kw_only=True)
class Violation:
    """A constraint the plan breaks: its family, the step, year or week concerned, and a French sentence."""

    family: Family
    where: str
    message: str


def verify(problem: Problem, plan: Plan) -> tuple[Violation, ...]:
    """Everything wrong with the plan; () when it holds."""
    dated = [(problem.by_code[p.task], p) for p in plan.placements if p.task in problem.by_code]
    return (
        *_steps(problem, plan),
        *(violation for task, placement in dated for violation in _dates(problem, task, placement)),
        *_precedence(problem, plan),
        *_capacity(problem, dated),
        *_ceilings(problem, plan),
    )


def _steps(problem: Problem, plan: Plan) -> Iterator[Violation]:
    times = Counter(placement.task for placement in plan.placements)
    for code, placed in times.items():
        if code not in problem.by_code:
            yield _of(Family.STEPS, code, "cette étape du plan n'existe pas dans le programme.")
        if placed > 1:
            yield _of(Family.STEPS, code, f"l'étape est placée {placed} fois.")
    for task in problem.tasks:
        if task.code not in times:
            yield _of(Family.STEPS, task.code, "l'étape n'est pas placée.")


def _dates(problem: Problem, task: Task, placed: Placement) -> Iterator[Violation]:
    yield from _shape(task, placed)
    yield from _gate(problem, task, placed)
    start, last = placed.start, _last_day(problem, task, placed)
    opening = problem.start - timedelta(days=problem.start.weekday())
    closing = add_months(problem.start, problem.months)
    # The closing day is already outside: work may end on that morning, a meeting may not be held that day.
    if start < opening or placed.end > closing or (task.gate is not None and placed.end == closing):
        yield _of(
            Family.HORIZON,
            task.code,
            f"du {short_date(start)} au {short_date(last)}, l'étape sort du programme,"
            f" qui va du {short_date(problem.start)} au {short_date(closing - timedelta(days=1))}.",
        )
    if task.earliest is not None and start < task.earliest:
        text = f"elle commence le {short_date(start)}, avant le {short_date(task.earliest)}."
        yield _of(Family.DATES, task.code, text)
    if task.latest is not None and last > task.latest:
        text = f"elle finit le {short_date(last)}, après sa date limite du {short_date(task.latest)}."
        yield _of(Family.DATES, task.code, text)
    if task.fixed_start is not None and not _on_time(task, task.fixed_start, start):
        text = f"elle commence le {short_date(start)} alors que le {short_date(task.fixed_start)} est imposé."
        yield _of(Family.FIXED, task.code, text)


def _on_time(task: Task, fixed: date, start: date) -> bool:
    return start == fixed if task.exact else _monday(start) == _monday(fixed)


def _shape(task: Task, placed: Placement) -> Iterator[Violation]:
    """A Monday start, and the duration of the step."""
    day_told = task.gate is not None or (task.exact and task.fixed_start is not None)
    if day_told and not task.weeks:
        right = placed.start == placed.end
    elif task.gate is not None:
        right = placed.start.weekday() == 0 and _monday(placed.end) == placed.start + (task.weeks - 1) * WEEK
    else:
        right = placed.start.weekday() == 0 and placed.end == placed.start + task.weeks * WEEK
    if not right:
        text = f"du {short_date(placed.start)} au {short_date(placed.end)} ne font pas"
        yield _of(Family.STEPS, task.code, f"{text} {task.weeks} semaines entières à partir d'un lundi.")


def _gate(problem: Problem, task: Task, placed: Placement) -> Iterator[Violation]:
    if task.gate is None:
        return
    meetings = next(gate.dates for gate in problem.gates if gate.body == task.gate)
    if placed.end not in meetings:
        text = f"l'étape s'achève le {short_date(placed.end)}, où {task.gate} ne se réunit pas."
        yield _of(Family.GATES, task.code, text)
    elif placed.end < problem.start:
        text = f"la séance du {short_date(placed.end)} a lieu avant le début du programme."
        yield _of(Family.GATES, task.code, text)


def _precedence(problem: Problem, plan: Plan) -> Iterator[Violation]:
    for task in problem.tasks:
        after = plan.by_task.get(task.code)
        for code in task.predecessors:
            before = plan.by_task.get(code)
            if after is None or before is None:
                continue
            # A decision counts from the day after the meeting.
            decided = problem.by_code[code].gate is not None
            ready = before.end + timedelta(days=1) if decided else before.end
            if after.start < ready + task.lag_weeks * WEEK:
                last = short_date(_last_day(problem, problem.by_code[code], before))
                text = f"elle commence le {short_date(after.start)} alors que {code} s'achève le {last}"
                wait = (
                    f" et qu'elle attend ensuite {count(task.lag_weeks, 'semaine')}" if task.lag_weeks else ""
                )
                text = f"{text}{wait}."
                yield _of(Family.PRECEDENCE, task.code, text)


def _capacity(problem: Problem, dated: Dated) -> Iterator[Violation]:
    if problem.capacity is None:
        return
    weekly: dict[date, Decimal] = defaultdict(Decimal)
    for task, placed in dated:
        for week in range(task.weeks):
            weekly[_monday(placed.start) + week * WEEK] += task.person_days / task.weeks
    for monday in sorted(weekly):
        offered = problem.capacity.on(monday)
        # Decimal thirds do not add up exactly: a billionth of a day is not an overload.
        if weekly[monday] - offered > Decimal("1e-9"):
            text = f"{number(weekly[monday], 2)} jours-personnes pour {number(offered, 2)} disponibles."
            yield _of(Family.CAPACITY, f"semaine du {short_date(monday)}", text)


def _ceilings(problem: Problem, plan: Plan) -> Iterator[Violation]:
    spent: dict[tuple[int, Section], Decimal] = defaultdict(lambda: ZERO)
    for cost in problem.costs:
        year = cost.year
        if cost.task is not None and cost.task in plan.by_task:
            year = _last_day(problem, problem.by_code[cost.task], plan.by_task[cost.task]).year
        if year is not None:
            spent[year, cost.section] += cost.amount_ht
    for ceiling in problem.ceilings:
        amount = spent[ceiling.year, ceiling.section]
        if amount > ceiling.amount_ht:
            text = f"{euros(amount)} HT pour un plafond de {euros(ceiling.amount_ht)}."
            yield _of(Family.CEILINGS, f"{ceiling.year}, {ceiling.section.label}", text)


def _last_day(problem: Problem, task: Task, placed: Placement) -> date:
    """The first week may begin before the programme: nothing is done, or paid, before its first day."""
    end = placed.end - TO_FRIDAY if task.gate is None and task.weeks else placed.end
    return max(end, problem.start)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _of(family: Family, where: str, message: str) -> Violation:
    return Violation(family=family, where=where, message=f"{where} : {message}")
