"""The previous schémas of a project, reviewed."""

from __future__ import annotations

from maillage.base.plugs import Project
from maillage.territory.domain.past import PastCommitment, PastPlan
from maillage.territory.domain.reviewing import Reviewed, by_orientation
from maillage.territory.readings import territory_of


def plans_of(project: Project) -> tuple[PastPlan, ...]:
    return territory_of(project).past_plans


def commitments_of(project: Project) -> tuple[PastCommitment, ...]:
    return tuple(one for plan in plans_of(project) for one in plan.commitments)


def review_of(plan: PastPlan) -> tuple[Reviewed, ...]:
    """By orientation, then the whole."""
    groups = by_orientation(plan.commitments)
    return (*groups, Reviewed(label="Ensemble", commitments=plan.commitments))
