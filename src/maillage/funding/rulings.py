"""The rules of the money checked on a project, once a state."""

from __future__ import annotations

from maillage.base.plugs import Project
from maillage.funding.domain.conditions import Ruling, rulings
from maillage.funding.readings import lines_of, loose_of, plan_of, shares_of
from maillage.programme.readings import step_starts
from maillage.territory.domain.geography import is_overseas


def _rulings(project: Project) -> tuple[Ruling, ...]:
    return rulings(
        plan_of(project),
        project.rules,
        project.today,
        items=lines_of(project),
        shares=shares_of(project),
        loose=loose_of(project),
        starts=step_starts(project),
        overseas=is_overseas(project.network.department),
    )


def rulings_of(project: Project) -> tuple[Ruling, ...]:
    """Every rule on every thing that it bears on, in the order of the families."""
    return project.once(_rulings)
