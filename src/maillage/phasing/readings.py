"""Turns a project into what the optimiser plans: steps, money that follows them, ceilings, capacity, meetings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from maillage.base.plugs import Project
from maillage.base.readings import reader_of
from maillage.funding.domain import BudgetSection
from maillage.funding.readings import funding_of
from maillage.governance.readings import governance_of
from maillage.phasing.domain.problem import Capacity, Ceiling, Cost, Gate, Problem, Section, Task
from maillage.phasing.domain.reality import Rest, rest, rest_of_ceilings, rest_of_costs, rest_of_gates
from maillage.phasing.domain.settings import PhasingSection
from maillage.phasing.section import SECTION
from maillage.programme.readings import archived_codes, programme_of, progress_of

_read = reader_of(SECTION)

SECTIONS = {BudgetSection.INVESTMENT: Section.INVESTMENT, BudgetSection.RUNNING: Section.RUNNING}


def phasing_of(project: Project) -> PhasingSection:
    section: PhasingSection = project.once(_read)
    return section


def _problem(project: Project) -> Problem:
    programme = programme_of(project)
    settings = phasing_of(project)
    capacity = None
    if settings.person_days_per_week is not None:
        capacity = Capacity(
            person_days_per_week=settings.person_days_per_week, years=settings.capacity_by_year
        )
    whole = Problem(
        start=programme.start,
        months=programme.months,
        tasks=tuple(_tasks(project)),
        costs=tuple(_costs(project)),
        ceilings=tuple(_ceilings(settings)),
        capacity=capacity,
        gates=tuple(
            Gate(body=body.code, dates=tuple(meeting.day for meeting in body.meetings))
            for body in governance_of(project).bodies
        ),
    )
    return _left(project, whole)


def _left(project: Project, whole: Problem) -> Problem:
    """The problem itself before anybody follows the programme; then what is left of it today."""
    left = rest_of(project)
    if left is None:
        return whole
    ceilings, _ = _open_ceilings(project, left)
    return replace(
        whole,
        tasks=left.tasks,
        costs=rest_of_costs(whole.costs, left.past_years),
        ceilings=ceilings,
        gates=rest_of_gates(whole.gates, project.today),
    )


def problem_of(project: Project) -> Problem:
    """Raises NoProgramme, or ValueError with a French sentence when the project makes no sense to plan."""
    return project.once(_problem)


def _rest(project: Project) -> Rest | None:
    progress = progress_of(project)
    if not progress.tracked:
        return None
    return rest(_tasks(project), progress.steps, project.today)


def rest_of(project: Project) -> Rest | None:
    """What is left to plan today; None until a first step is marked done: the whole is then planned."""
    return project.once(_rest)


def notes_of(project: Project) -> tuple[str, ...]:
    """The limits that the past has broken and that bound nothing any more, as French sentences."""
    left = rest_of(project)
    return () if left is None else (*left.notes, *_open_ceilings(project, left)[1])


def _open_ceilings(project: Project, left: Rest) -> tuple[tuple[Ceiling, ...], tuple[str, ...]]:
    costs = tuple(_costs(project))
    return rest_of_ceilings(_ceilings(phasing_of(project)), costs, left.past_years, project.today)


def _tasks(project: Project) -> Iterator[Task]:
    steps = [step for _, step in programme_of(project).steps()]
    dated = sum(step.planned_start is not None for step in steps)
    # A file that dates some steps means those dates; one that dates them all is planned anew when asked.
    keeps_dates = 0 < dated < len(steps)
    for action, step in programme_of(project).steps():
        yield Task(
            code=step.code,
            title=step.title,
            action=action.code,
            weeks=step.weeks,
            predecessors=step.predecessors,
            person_days=step.person_days,
            earliest=step.earliest,
            latest=step.latest,
            gate=step.gate,
            priority=action.priority,
            fixed_start=step.fixed or (step.planned_start if keeps_dates else None),
            lag_weeks=step.lag_weeks,
            exact=step.fixed is not None and not step.weeks and not step.gate,
        )


def _costs(project: Project) -> Iterator[Cost]:
    gone = archived_codes(project)
    for cost in funding_of(project).costs:
        section = SECTIONS[cost.section]
        if cost.spread:
            for year, amount in cost.spread:
                yield Cost(code=f"{cost.code}-{year}", section=section, amount_ht=amount, year=year)
        elif cost.ht is None:
            continue  # without a price it cannot weigh on a ceiling: the linter asks for one
        elif cost.year:
            yield Cost(code=cost.code, section=section, amount_ht=cost.ht, year=cost.year)
        elif cost.step not in gone:  # else it has no date: the linter tells it
            yield Cost(code=cost.code, section=section, amount_ht=cost.ht, task=cost.step)


def _ceilings(settings: PhasingSection) -> Iterator[Ceiling]:
    for ceiling in settings.ceilings:
        for section, amount in (
            (Section.INVESTMENT, ceiling.investment_ht),
            (Section.RUNNING, ceiling.running_ht),
        ):
            if amount is not None:
                yield Ceiling(year=ceiling.year, section=section, amount_ht=amount)
