"""The financing plan, per year and overall."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from maillage.base.ui.components import Link
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import page, thing_url, to
from maillage.base.values.tree import Block
from maillage.funding.chapter import after, cash, picture, told_plan
from maillage.funding.domain import FinancingPlan
from maillage.funding.readings import plan_of, standings_of
from maillage.funding.screens.plan import operations, plan_tiles, resources, standing_tiles, uses
from maillage.funding.steps import money_remarks, next_steps
from maillage.funding.tables import standings_table, yearly_plan


def plan(request: Any) -> HttpResponse:
    project, found = request.project, plan_of(request.project)
    year = _year(request, found)
    standing = next(one for one in standings_of(project) if one.year == year)
    return page(
        request,
        "funding/plan.html",
        title="Plan de financement",
        lead=told_plan(found) if found.expenses else "Aucune dépense n'est encore chiffrée.",
        tools=_tools(request),
        steps=next_steps(request, money_remarks(project), home=to(request, "funding:costs")),
        year=year,
        tabs=_tabs(found, year),
        has_costs=bool(found.expenses),
        undated=len({expense.cost.code for expense in found.undated}),
        tiles=plan_tiles(found, year),
        standing=standing_tiles(standing, to(request, "funding:grants")),
        uses=uses(request, found, year),
        resources=resources(request, found, year),
        operations=sorted_listing(operations(request, project, year), request.GET),
        picture=next(picture(found), None) if year is None else None,
        more=_more(request, found) if year is None else (),
    )


def _year(request: Any, found: FinancingPlan) -> int | None:
    """The year asked for; None for the whole plan, and for a year that the plan does not have."""
    return next((year for year in found.years if str(year) == request.GET.get("annee")), None)


def _tabs(found: FinancingPlan, year: int | None) -> list[tuple[str, str, bool]]:
    """Label, address and whether it is the one shown."""
    years = [(str(one), f"?annee={one}", one == year) for one in found.years]
    return [("Tout le programme", "?", year is None), *years]


def _more(request: Any, found: FinancingPlan) -> list[tuple[str, list[Block]]]:
    """What comes under the plan: title and blocks, as in the dossier."""
    return [
        ("Année par année", [yearly_plan(found), standings_table(standings_of(request.project))]),
        ("La trésorerie et le coût net", list(cash(request.project, found))),
        ("Les dépenses qui durent", [after(found)]),
    ]


def _tools(request: Any) -> list[Link]:
    tools = []
    if request.can_edit:
        tools.append(Link("Ajouter une dépense", to(request, "funding:costline-new"), "primary", "plus"))
    # The dossier is a later room: its page is found by name, and is not asked for when it is not there.
    if dossier := thing_url(request.network.department, "dossier.Dossier"):
        tools.append(Link("Le classeur, dans le dossier", dossier, "button", "file-spreadsheet"))
    return tools
