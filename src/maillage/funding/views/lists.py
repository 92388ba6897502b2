"""The costs and the grants of the plan, each line leading to its page."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from maillage.base.ui.components import Link
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import page, to
from maillage.base.ui.paging import pages_of
from maillage.base.values.french import count, euros
from maillage.funding.pasting import pastes_of
from maillage.funding.readings import funding_of, plan_of
from maillage.funding.screens.asleep import asleep_costs_listing
from maillage.funding.screens.cost_order import in_order
from maillage.funding.screens.cost_sheet_file import costs_sheet
from maillage.funding.screens.costs import CostQuery, Spent, costs_listing, matching, query_of, told_totals
from maillage.funding.steps import money_remarks, next_steps
from maillage.territory.sheet_files import sheets_file

A_PAGE = 50
FORMS = {"xlsx": "Excel", "ods": "LibreOffice", "csv": "CSV"}

# The remarks on funders' money; the others are about costs.
GRANTS = (
    *("FIN-01", "FIN-02", "FIN-03", "FIN-10", "FIN-11", "FIN-12", "FIN-13"),
    *("FIN-19", "FIN-20", "FIN-21", "FIN-22", "FIN-23", "FIN-24", "FIN-29", "FIN-30"),
)


def plan_link(request: Any) -> Link:
    return Link("Plan de financement", to(request, "funding:plan"))


@require_safe
def costs(request: Any) -> HttpResponse:
    project = request.project
    query = query_of(project, request.GET)
    found = _found(request, query)
    part = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    params = request.GET.copy()
    params.pop("page", None)  # in another order, the list begins anew
    listing = costs_listing(request, project, found, year=query.year, shown=part.object_list)
    return page(
        request,
        "funding/costs.html",
        title="Dépenses",
        lead=f"{count(len(funding_of(project).costs), 'poste')} de dépense pour {euros(plan_of(project).cost_ht())} HT.",
        crumbs=[plan_link(request)],
        tools=[*_new(request, "costline", "Ajouter une dépense"), *_together(request)],
        steps=next_steps(request, [one for one in money_remarks(project) if one.code not in GRANTS]),
        query=query,
        forms=FORMS.items(),
        words=request.GET.get("q", ""),
        told=told_totals(project, found, query),
        listing=sorted_listing(listing, params),
        part=part,
        pages=pages_of(part, request.GET),
        asleep=asleep_costs_listing(project),
        pasted=_pasted(request),
    )


@require_safe
def costs_file(request: Any, form: str) -> HttpResponse:
    """What the filters leave, in the order shown, every page of it. `form`: csv, xlsx or ods."""
    if form not in FORMS:
        raise Http404
    found = _found(request, query_of(request.project, request.GET))
    name = f"depenses-{request.network.department}-{len(found)}"
    return sheets_file([costs_sheet(found, plan_of(request.project).years)], form, name)


def _found(request: Any, query: CostQuery) -> list[Spent]:
    project = request.project
    years = (query.year,) if query.year else plan_of(project).years
    return in_order(matching(project, query), years, request.GET, whole=not query.year)


def _pasted(request: Any) -> Any:
    """What was just pasted, for those who may take it back."""
    given = request.GET.get("colle", "")
    if not request.can_edit or not given.isascii() or not given.isdigit():
        return None
    return next((one for one in pastes_of(request.network) if str(one.pk) == given), None)


def _together(request: Any) -> list[Link]:
    """Ways of writing several costs at once."""
    if not request.can_edit:
        return []
    asked = f"?{request.GET.urlencode()}" if request.GET else ""
    return [
        Link("Saisir dans le tableau", f"{to(request, 'funding:cost-table')}{asked}"),
        Link("Coller depuis un tableur", to(request, "funding:cost-paste")),
    ]


def _new(request: Any, name: str, label: str) -> list[Link]:
    return [Link(label, to(request, f"funding:{name}-new"), "primary", "plus")] if request.can_edit else []
