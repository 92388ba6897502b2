"""Computes a plan, has it verified by an independent eye, and writes the adopted dates to the programme's steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from maillage.base.models import record
from maillage.base.plugs import Project
from maillage.phasing.domain.explain import explain
from maillage.phasing.domain.plan import Result
from maillage.phasing.domain.prechecks import Explanation
from maillage.phasing.domain.problem import Problem
from maillage.phasing.domain.solver import solve
from maillage.phasing.domain.verifier import verify
from maillage.phasing.readings import problem_of, rest_of
from maillage.programme.models import Step

UNEXPLAINED = Explanation(
    families=(),
    message="Aucun calendrier n'a été trouvé dans le temps de calcul imparti, sans qu'aucun empêchement soit établi.",
    remedy="Relancez le phasage avec plus d'effort (--effort 10), ou allégez les contraintes.",
)


class UnverifiedPlan(RuntimeError):
    """The optimiser proposed a plan that the verifier refuses: a defect of Maillage, never shown as a plan."""


@dataclass(frozen=True, kw_only=True)
class Phased:
    """The outcome of a phasing: a verified result, or the reasons why there is none."""

    problem: Problem
    result: Result
    reasons: tuple[Explanation, ...] = ()
    # The starts that steps under way keep: the plan only holds what is left of them.
    begun: Mapping[str, date] = field(default_factory=dict)

    @property
    def has_plan(self) -> bool:
        return self.result.found


def phase(project: Project, *, effort: float | None = None) -> Phased:
    """Plan a project. Raises NoProgramme, ValueError (what makes no sense) and UnverifiedPlan."""
    problem = problem_of(project)
    result = solve(problem, effort=effort)
    if not result.found:
        return Phased(problem=problem, result=result, reasons=explain(problem) or (UNEXPLAINED,))
    violations = verify(problem, result.plan)
    if violations:
        raise UnverifiedPlan("; ".join(str(violation) for violation in violations[:3]))
    left = rest_of(project)
    return Phased(problem=problem, result=result, begun=left.begun if left else {})


def dates_of(phased: Phased) -> dict[str, tuple[date, date]]:
    """Start (included) and end (excluded) of every step planned, as adopted; finished steps are not planned."""
    gated = {task.code for task in phased.problem.tasks if task.gate}
    return {
        placed.task: _stored(
            phased.begun.get(placed.task, placed.start),
            placed.end,
            phased.problem.start,
            gated=placed.task in gated,
        )
        for placed in phased.result.plan.placements
    }


def adopt(*, project: Project, phased: Phased, actor: Any = None) -> int:
    """Write the plan's dates to the steps; returns how many changed. The rest of the house reads them there."""
    if not phased.has_plan:
        raise ValueError("Aucun calendrier à adopter.")
    return write_dates(network=project.network, dates=dates_of(phased), actor=actor)


@transaction.atomic
def write_dates(*, network: Any, dates: Mapping[str, tuple[date, date]], actor: Any = None) -> int:
    """Set the planned dates of some steps, by code, and leave a trace; returns how many changed."""
    changed, before = [], {}
    for step in Step.objects.filter(network=network, code__in=dates).order_by("pk"):
        if (step.planned_start, step.planned_end) != dates[step.code]:
            before[step.code] = [day and day.isoformat() for day in (step.planned_start, step.planned_end)]
            step.planned_start, step.planned_end = dates[step.code]
            changed.append(step)
    Step.objects.bulk_update(changed, ["planned_start", "planned_end"])
    record(
        network=network,
        actor=actor,
        verb="phasing.adopt",
        target="programme",
        steps=len(changed),
        before=before,
    )
    return len(changed)


def _stored(start: date, end: date, first: date, *, gated: bool) -> tuple[date, date]:
    """Half-open dates inside the programme: the first week may begin before it, a meeting's day is included.

    A week of work ends on Friday: the plan's excluded Monday becomes the Saturday before, so that money spent by
    the step falls in the year that the ceilings were checked for.
    """
    begins = max(start, first)
    if start != end:
        end = end + timedelta(days=1) if gated else end - timedelta(days=2)
    return begins, max(end, begins)
