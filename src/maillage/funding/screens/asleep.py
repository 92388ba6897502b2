"""The costs that wait with an archived action, under those that count."""

from __future__ import annotations

from maillage.base.plugs import Project
from maillage.base.ui.components import Listing
from maillage.funding.domain import CostLine
from maillage.funding.readings import asleep_costs
from maillage.funding.telling import exact
from maillage.programme.asleep import Asleep, asleep_listing


def told_asleep(cost: CostLine) -> Asleep:
    return Asleep(code=cost.code, title=cost.label, by=cost.action, told=f"{exact(cost.ht)} HT")


def asleep_costs_listing(project: Project, action: str = "") -> Listing | None:
    """All of them, or those of one action."""
    return asleep_listing(
        project,
        [told_asleep(cost) for cost in asleep_costs(project) if action in ("", cost.action)],
        target="funding.CostLine",
        caption="Dépenses d'actions archivées",
        head="Dépense",
        figure="Montant",
    )
