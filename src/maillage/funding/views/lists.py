"""The costs and the grants of the plan, each line leading to its page."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from maillage.base.ui.components import Link
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import page, to
from maillage.base.values.french import count, euros
from maillage.funding.readings import funding_of, plan_of
from maillage.funding.screens.asleep import asleep_costs_listing
from maillage.funding.screens.costs import costs_listing, matching, query_of
from maillage.funding.steps import money_remarks, next_steps

# The remarks on funders' money; the others are about costs.
GRANTS = (
    *("FIN-01", "FIN-02", "FIN-03", "FIN-10", "FIN-11", "FIN-12", "FIN-13"),
    *("FIN-19", "FIN-20", "FIN-21", "FIN-22", "FIN-23", "FIN-24", "FIN-29", "FIN-30"),
)


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
        tools=[*_new(request, "costline", "Ajouter une dépense"), *_paste(request)],
        steps=next_steps(request, [one for one in money_remarks(project) if one.code not in GRANTS]),
        query=query,
        words=request.GET.get("q", ""),
        found=count(len(found), "dépense"),
        listing=listing,
        asleep=asleep_costs_listing(project),
    )


def _paste(request: Any) -> list[Link]:
    return [Link("Coller depuis un tableur", to(request, "funding:cost-paste"))] if request.can_edit else []


def _new(request: Any, name: str, label: str) -> list[Link]:
    return [Link(label, to(request, f"funding:{name}-new"), "primary", "plus")] if request.can_edit else []
