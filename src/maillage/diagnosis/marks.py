"""The marks against which a network reads its figures: its own, those of the rulebook, else its median."""

from __future__ import annotations

from collections.abc import Sequence

from maillage.base.plugs import Project
from maillage.diagnosis.domain.spreads import Site, spread
from maillage.rulebook.domain.rules import RuleValue
from maillage.territory.domain.variables import ValueKind, Variable

# The figures of which the rulebook holds a mark that each network may set.
_RULED = {
    "weekly_hours": "diagnosis.mark.weekly_hours",
    "surface_m2": "diagnosis.mark.surface_m2",
}


def rule_of_mark(project: Project, variable: Variable) -> RuleValue | None:
    name = _RULED.get(variable.code)
    return project.rules.value(name, on=project.today) if name else None


def usual_mark(project: Project, variable: Variable, sites: Sequence[Site]) -> float:
    """A yes for a question; for a number the mark of the rulebook, else the median of those who answered."""
    if variable.kind is not ValueKind.NUMBER:
        return 1.0
    ruled = rule_of_mark(project, variable)
    if ruled is not None:
        return float(ruled.value)
    found = spread("", sites).quartiles
    return found.median if found else 1.0
