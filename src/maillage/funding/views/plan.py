"""The financing plan, per year and overall."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpResponse

from maillage.base.ui.components import Link, Listing
from maillage.base.ui.figures import linked_figures
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import page, thing_url, to
from maillage.base.values.tree import Block
from maillage.funding.chapter import after, cash, picture, told_plan
from maillage.funding.domain import FinancingPlan
from maillage.funding.readings import plan_of, standings_of
from maillage.funding.screens.amounts import alike
from maillage.funding.screens.plan import operations, plan_tiles, standing_tiles
from maillage.funding.screens.plan_breakdown import breakdown
from maillage.funding.screens.plan_funders import by_funder
from maillage.funding.screens.plan_sides import resources, uses
from maillage.funding.screens.plan_view import By, PlanView, view_of
from maillage.funding.screens.plan_waterfall import net_picture
from maillage.funding.screens.undated import left_out
from maillage.funding.steps import money_remarks, next_steps
from maillage.funding.tables import standings_table, yearly_plan


def plan(request: Any) -> HttpResponse:
    project, found = request.project, plan_of(request.project)
    view = view_of(request, found)
    year = view.year
    standing = next(one for one in standings_of(project) if one.year == year)
    left, right = alike(uses(request, found, view), resources(request, found, view))
    return page(
        request,
        "funding/plan.html",
        title="Plan de financement",
        lead=_lead(found, year),
        tools=_tools(request),
        steps=next_steps(request, money_remarks(project), home=to(request, "funding:costs")),
        view=view,
        year=year,
        tabs=view.years(found),
        has_costs=bool(found.expenses),
        unpriced=found.unpriced,
        **left_out(found),
        tiles=plan_tiles(request, found, year),
        standing=standing_tiles(request, standing),
        uses=left,
        resources=right,
        operations=sorted_listing(operations(request, project, year), request.GET),
        picture=next(picture(found), None) if year is None else None,
        net=net_picture(found, year),
        lag=project.rules.value("funding.fctva.lag", on=project.today).text,
        breakdown=_shared(request, view),
        more=_more(request, found) if year is None else (),
    )


def _shared(request: Any, view: PlanView) -> list[Listing]:
    """The first can be sorted; the second keeps its order, to be read beside it."""
    found = alike(*([by_funder(request, view)] if view.by is By.FUNDER else breakdown(request, view)))
    first = (
        found[0]
        if view.by is By.FUNDER
        else sorted_listing(replace(found[0], sort_param="tri_r"), request.GET)
    )
    return [first, *found[1:]]


def _lead(found: FinancingPlan, year: int | None) -> str:
    if not found.expenses:
        return "Aucune dépense n'est encore chiffrée."
    return (
        told_plan(found)
        if year is None
        else f"L'année {year}. Sur tout le programme, {_lowered(told_plan(found))}"
    )


def _lowered(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _more(request: Any, found: FinancingPlan) -> list[tuple[str, list[Block]]]:
    """What comes under the plan: title and blocks, as in the dossier."""
    return [
        ("Année par année", [yearly_plan(found), standings_table(standings_of(request.project))]),
        ("La trésorerie et le coût net", list(linked_figures(request.project, cash(request.project, found)))),
        ("Les dépenses qui durent", list(linked_figures(request.project, [after(found)]))),
    ]


def _tools(request: Any) -> list[Link]:
    tools = []
    if request.can_edit:
        tools.append(Link("Ajouter une dépense", to(request, "funding:costline-new"), "primary", "plus"))
    # The dossier is a later room: its page is found by name, and is not asked for when it is not there.
    if dossier := thing_url(request.network.department, "dossier.Dossier"):
        tools.append(Link("Le classeur, dans le dossier", dossier, "button", "file-spreadsheet"))
    return tools
