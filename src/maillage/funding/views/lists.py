"""The costs and the grants of the plan, each line leading to its page."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from maillage.base.ui.components import Link
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import page, to
from maillage.base.values.french import count, euros
from maillage.funding.readings import funding_of, lines_of, plan_of, standings_of
from maillage.funding.screens.asleep import asleep_costs_listing
from maillage.funding.screens.costs import costs_listing, matching, query_of
from maillage.funding.screens.grants import asked_for, funders_listing, lines_listing, status_filter
from maillage.funding.screens.plan import standing_tiles
from maillage.funding.steps import money_remarks, next_steps

# The remarks on funders' money; the others are about costs.
GRANTS = ("FIN-01", "FIN-02", "FIN-03", "FIN-10", "FIN-11", "FIN-12", "FIN-13")


def plan_link(request: Any) -> Link:
    return Link("Plan de financement", to(request, "funding:plan"))


def costs(request: Any) -> HttpResponse:
    project = request.project
    query = query_of(project, request.GET)
    found = matching(project, query)
    listing = sorted_listing(costs_listing(request, project, found, year=query.year), request.GET)
    lines = funding_of(project).costs
    return page(
        request,
        "funding/costs.html",
        title="Dépenses",
        lead=f"{count(len(lines), 'poste')} de dépense pour {euros(plan_of(project).cost_ht())} HT.",
        crumbs=[plan_link(request)],
        tools=_new(request, "costline", "Ajouter une dépense"),
        steps=next_steps(request, [one for one in money_remarks(project) if one.code not in GRANTS]),
        query=query,
        words=request.GET.get("q", ""),
        found=count(len(found), "dépense"),
        listing=listing,
        asleep=asleep_costs_listing(project),
    )


def grants(request: Any) -> HttpResponse:
    project = request.project
    status = status_filter(request.GET)
    items = asked_for(project, status.value)
    overall = standings_of(project)[0]
    return page(
        request,
        "funding/grants.html",
        title="Recettes",
        lead=f"{count(len(lines_of(project)), 'aide')} pour {euros(overall.expected)}, dont {euros(overall.notified)} "
        "de notifiées.",
        crumbs=[plan_link(request)],
        tools=[
            *_new(request, "fundingline", "Ajouter une recette"),
            *[Link(one.label, one.url, "button") for one in _new(request, "funder", "Ajouter un financeur")],
        ],
        steps=next_steps(request, [one for one in money_remarks(project) if one.code in GRANTS]),
        filters=[status],
        tiles=standing_tiles(overall, to(request, "funding:grants")),
        listing=sorted_listing(lines_listing(request, items), request.GET),
        funders=funders_listing(request, project),
    )


def _new(request: Any, name: str, label: str) -> list[Link]:
    return [Link(label, to(request, f"funding:{name}-new"), "primary", "plus")] if request.can_edit else []
