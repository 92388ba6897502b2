"""Computes a plan, has it verified by an independent eye, and writes the adopted dates to the programme's steps."""

from __future__ import annotations

from dataclasses import dataclass
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
from maillage.phasing.readings import problem_of
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
    return Phased(problem=problem, result=result)


def dates_of(phased: Phased) -> dict[str, tuple[date, date]]:
    """Start (included) and end (excluded) of every step, as adopted: what is shown is what the programme keeps."""
    gated = {task.code for task in phased.problem.tasks if task.gate}
    found = {}
    for placement in phased.result.plan.placements:
        found[placement.task] = _stored(
            placement.start, placement.end, phased.problem.start, gated=placement.task in gated
        )
    return found


@transaction.atomic
def adopt(*, project: Project, phased: Phased, actor: Any = None) -> int:
    """Write the plan's dates to the steps; returns how many changed. The rest of the house reads them there."""
    if not phased.has_plan:
        raise ValueError("Aucun calendrier à adopter.")
    placed = phased.result.plan.by_task
    changed = []
    for step in Step.objects.filter(network=project.network).select_related("gate").order_by("pk"):
        placement = placed[step.code]
        start, end = _stored(
            placement.start, placement.end, phased.problem.start, gated=step.gate_id is not None
        )
        if (step.planned_start, step.planned_end) != (start, end):
            step.planned_start, step.planned_end = start, end
            changed.append(step)
    Step.objects.bulk_update(changed, ["planned_start", "planned_end"])
    record(network=project.network, actor=actor, verb="phasing.adopt", target="programme", steps=len(changed))
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
