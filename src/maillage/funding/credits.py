"""Readings of what money becomes besides the plan: authorisations, what comes after, staff time, inhabitants."""

from __future__ import annotations

from decimal import Decimal

from maillage.base.plugs import Project
from maillage.funding.domain.after import Afterwards, afterwards
from maillage.funding.domain.authorisations import Credits, credits_of, without_authorisation
from maillage.funding.domain.staff import FunctionTime, StaffTime, function_time, staff_time
from maillage.funding.domain.written import Operation
from maillage.funding.readings import funding_of, plan_of
from maillage.programme.readings import programme_of
from maillage.territory.readings import open_libraries, population_of


def _credits(project: Project) -> tuple[Credits, ...]:
    return credits_of(plan_of(project), funding_of(project).authorisations, project.rules, project.today)


def all_credits(project: Project) -> tuple[Credits, ...]:
    """Every multi-year authorisation with its yearly credits."""
    return project.once(_credits)


def unheld(project: Project) -> tuple[tuple[Operation, tuple[int, ...]], ...]:
    """Investment operations of several years that no authorisation holds."""
    return without_authorisation(plan_of(project), funding_of(project).authorisations)


def _after(project: Project) -> Afterwards:
    years = int(project.rules.value("funding.after.years", on=project.today).value)
    return afterwards(plan_of(project), years=years)


def after_of(project: Project) -> Afterwards:
    """What the programme costs once it is over."""
    return project.once(_after)


def _actions(project: Project) -> tuple[tuple[StaffTime, ...], tuple[FunctionTime, ...]]:
    actions = [action for _, _, action in programme_of(project).actions()]
    return staff_time(actions), function_time(actions)


def staff_of(project: Project) -> tuple[tuple[StaffTime, ...], tuple[FunctionTime, ...]]:
    """The team's days by action and year, then by function."""
    return project.once(_actions)


def daily_cost(project: Project) -> Decimal:
    return project.rules.value("funding.staff.daily_cost", on=project.today).value


def per_inhabitant(project: Project, amount: Decimal) -> Decimal | None:
    """None while the population is not known."""
    population = population_of(project)
    return amount / population if population else None


def per_library(project: Project, amount: Decimal) -> Decimal | None:
    """None while open libraries are not counted."""
    opened = open_libraries(project).count
    return amount / opened if opened else None
