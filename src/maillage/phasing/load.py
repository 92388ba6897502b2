"""The team's load, from the dates the steps carry."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from decimal import Decimal

from maillage.base.plugs import Project
from maillage.phasing.readings import phasing_of
from maillage.programme.readings import programme_of


def person_days_by_year(project: Project) -> dict[int, Decimal]:
    """Work of dated steps, spread evenly over their weeks, by calendar year of each week's Monday."""
    found: dict[int, Decimal] = defaultdict(Decimal)
    for _, step in programme_of(project).steps():
        if not step.planned_start or not step.weeks:
            continue
        each = step.person_days / step.weeks
        for week in range(step.weeks):
            found[(step.planned_start + timedelta(weeks=week)).year] += each
    return dict(found)


def capacity_of_year(project: Project, year: int) -> Decimal | None:
    """Person-days the team can give in a year of 52 weeks; None when no capacity is stated."""
    settings = phasing_of(project)
    if settings.person_days_per_week is None:
        return None
    return dict(settings.capacity_by_year).get(year, settings.person_days_per_week) * 52
