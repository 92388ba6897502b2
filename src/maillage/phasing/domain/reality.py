"""What is left to plan once a programme runs: the past stays as it was, the rest starts today at the earliest.

A finished step leaves the problem: its money stays where it was spent. A step under way keeps its start; only what
remains of it is planned. A limit that the past has already broken bounds nothing any more: it is told instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from maillage.base.values.euros import total
from maillage.base.values.french import euros, plain_date
from maillage.phasing.domain.problem import Ceiling, Cost, Gate, Task
from maillage.programme.domain import Step
from maillage.programme.domain.progress import StepProgress, StepState

WEEK = timedelta(weeks=1)
SATURDAY = 5


@dataclass(frozen=True, kw_only=True)
class Rest:
    """The steps left to plan. `begun` gives the start that each step under way keeps, `past_years` the year in
    which the money of each finished step falls, `notes` the French sentences on limits that no longer hold."""

    tasks: tuple[Task, ...]
    begun: dict[str, date]
    past_years: dict[str, int]
    notes: tuple[str, ...] = ()


def has_begun(item: StepProgress) -> bool:
    """A step of work whose start has come and that nothing holds. Nobody notes a start: the plan is believed."""
    running = item.state in (StepState.UNDER_WAY, StepState.LATE)
    return running and bool(item.step.weeks) and not item.held_by


def working_week(today: date) -> date:
    """The Monday of the week in which one can still work: on a weekend, the next one."""
    monday = today - timedelta(days=today.weekday())
    return monday + WEEK if today.weekday() >= SATURDAY else monday


def rest(tasks: Iterable[Task], steps: Sequence[StepProgress], today: date) -> Rest:
    """What is left of `tasks` on a day, given how far each step is. Unknown steps are not expected."""
    found = {item.step.code: item for item in steps}
    # The plan pays a step in the year of its planned end, also once it is done: here too.
    past = {
        code: (item.last_day or item.step.done).year
        for code, item in found.items()
        if item.step.done is not None
    }
    begun = {
        code: item.step.planned_start
        for code, item in found.items()
        if has_begun(item) and item.step.planned_start is not None
    }
    left, notes = [], []
    for task in tasks:
        if task.code in past:
            continue
        if task.latest is not None and task.latest < today:
            notes.append(
                f"L'étape {task.name} devait finir au plus tard le {plain_date(task.latest)}, qui est passé : "
                "cette date limite n'a pas borné ce calcul."
            )
            task = replace(task, latest=None)
        step = found[task.code].step
        if task.code in begun:
            left.append(_remainder(_freed(task, past), step, today))
            continue
        ahead, told = _ahead(
            task, step, today, _waited(task, [found[code].step for code in task.predecessors])
        )
        left.append(_freed(ahead, past))
        notes += told
    return Rest(tasks=tuple(left), begun=begun, past_years=past, notes=tuple(notes))


def _freed(task: Task, past: dict[str, int]) -> Task:
    return replace(task, predecessors=tuple(code for code in task.predecessors if code not in past))


def _waited(task: Task, before: Sequence[Step]) -> date | None:
    """The first day free after the real ends of what comes before and the lag that follows; None without either."""
    # A milestone leaves its day free; work and decisions count from the day after.
    free = [
        one.done + timedelta(days=1 if one.weeks or one.gate else 0) for one in before if one.done is not None
    ]
    return max(free) + task.lag_weeks * WEEK if free and task.lag_weeks else None


def _ahead(task: Task, step: Step, today: date, waited: date | None) -> tuple[Task, list[str]]:
    """Nothing that has not begun is placed before today, even what was due before; a day imposed stays."""
    notes: list[str] = []
    if step.fixed is not None and step.fixed >= today:
        # It may be later this week: its Monday is not to be refused as past.
        return replace(task, earliest=waited, fixed_start=step.fixed), notes
    if step.fixed is not None:
        notes.append(
            f"L'étape {task.name} avait une date imposée, le {plain_date(step.fixed)}, qui est passée : "
            "cette date n'a pas borné ce calcul."
        )
    earliest = max(task.earliest or today, today, waited or today)
    latest = task.latest
    if latest is not None and waited is not None and latest < waited:
        notes.append(
            f"L'étape {task.name} devait finir au plus tard le {plain_date(latest)}, mais son délai court "
            f"jusqu'au {plain_date(waited)} : cette date limite n'a pas borné ce calcul."
        )
        latest = None
    # A limit that today has made impossible is told by the solver, on the dates: only its crossing is refused.
    return replace(task, earliest=earliest, latest=latest, fixed_start=None), notes


def _remainder(task: Task, step: Step, today: date) -> Task:
    """What is left of a step under way: its last weeks, from this one on; one week when it should be over.

    It goes on without a break as long as its time lasts. Late, or closed by a meeting, it ends as soon as the team
    and the meetings allow.
    """
    assert step.planned_start is not None
    monday = working_week(today)
    first = step.planned_start - timedelta(days=step.planned_start.weekday())
    planned = step.weeks - (monday - first).days // 7
    weeks = min(max(1, planned), step.weeks)
    runs_on = planned >= 1 and task.gate is None
    return replace(
        task,
        weeks=weeks,
        person_days=task.person_days * weeks / step.weeks,
        earliest=monday,
        # A limit before the end of this week can be crossed by nobody's fault but the past's.
        latest=task.latest if task.latest is None or task.latest >= monday else None,
        fixed_start=monday if runs_on else None,
    )


def rest_of_costs(costs: Iterable[Cost], past_years: dict[str, int]) -> tuple[Cost, ...]:
    """The same spending; that of finished steps in the year in which it was made."""
    return tuple(
        replace(cost, task=None, year=past_years[cost.task]) if cost.task in past_years else cost
        for cost in costs
    )


def rest_of_ceilings(
    ceilings: Iterable[Ceiling], before: Sequence[Cost], past_years: dict[str, int], today: date
) -> tuple[tuple[Ceiling, ...], tuple[str, ...]]:
    """Ceilings that no past spending exceeds, and what to tell of those that it did.

    `before` are the costs as declared: what finished steps triggered, and whatever was fixed in a past year, is
    spent.
    """
    kept, notes = [], []
    for ceiling in ceilings:
        spent = total(
            cost.amount_ht
            for cost in before
            if cost.section is ceiling.section
            and (
                past_years.get(cost.task or "") == ceiling.year
                or (cost.year == ceiling.year and ceiling.year < today.year)
            )
        )
        if spent > ceiling.amount_ht:
            notes.append(
                f"Le plafond {ceiling.year} en {ceiling.section.label} ({euros(ceiling.amount_ht)} HT) est déjà "
                f"dépassé par ce qui est dépensé ({euros(spent)} HT) : rien d'autre n'y a été placé."
            )
            ceiling = replace(ceiling, amount_ht=spent)
        kept.append(ceiling)
    return tuple(kept), tuple(notes)


def rest_of_gates(gates: Iterable[Gate], today: date) -> tuple[Gate, ...]:
    """The meetings still to come: nothing is decided at a past one any more."""
    return tuple(replace(gate, dates=tuple(day for day in gate.dates if day >= today)) for gate in gates)
