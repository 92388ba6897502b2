"""How much the effort and the help of a next step count: choices that each network may change."""

from __future__ import annotations

from maillage.base.plugs import Project
from maillage.campaigns.domain.choosing import Feasibility


def feasibility_of(project: Project) -> Feasibility:
    def rate(name: str) -> float:
        return float(project.rules.value(name, on=project.today).value)

    return Feasibility(
        month=rate("campaigns.feasibility.month"),
        year=rate("campaigns.feasibility.year"),
        alone=rate("campaigns.feasibility.alone"),
    )
