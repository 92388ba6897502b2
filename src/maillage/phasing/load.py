"""The team's load, from the dates the steps carry, and what it can give, week by week as the optimiser counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from maillage.base.plugs import Project
from maillage.phasing.readings import phasing_of
from maillage.programme.readings import programme_of

WEEK = timedelta(weeks=1)


def person_days_by_year(project: Project) -> dict[int, Decimal]:
    """Work of dated steps, spread evenly over their weeks, by calendar year of each week's Monday."""
    programme = programme_of(project)
    found: dict[int, Decimal] = defaultdict(Decimal)
    for _, step in programme.steps():
        if not step.planned_start or not step.weeks:
            continue
        each = step.person_days / step.weeks
        first = _monday(step.planned_start)
        for week in range(step.weeks):
            found[_year(first + week * WEEK, programme.start)] += each
    return dict(found)


def capacity_of_year(project: Project, year: int) -> Decimal | None:
    """Person-days the team can give in the programme's weeks of a year; None when no capacity is stated."""
    settings = phasing_of(project)
    weekly = settings.person_days_per_week
    if weekly is None:
        return None
    by_year = dict(settings.capacity_by_year)
    start = programme_of(project).start
    mondays = [monday for monday in _mondays(project) if _year(monday, start) == year]
    return sum((by_year.get(monday.year, weekly) for monday in mondays), Decimal(0))


def _mondays(project: Project) -> Iterator[date]:
    """The whole weeks of the programme: the first may begin before it, work never fills a last, incomplete one."""
    period = programme_of(project).period
    assert period.end is not None
    monday = _monday(period.start)
    while monday + WEEK <= period.end:
        yield monday
        monday += WEEK


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _year(monday: date, start: date) -> int:
    """The year of a week; that in which the programme starts belongs to its first year."""
    return max(monday, start).year
