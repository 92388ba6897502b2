"""The rules of the money checked on the plan, and the other aids worth asking for."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from maillage.base.ui.components import Link
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import page, to
from maillage.base.values.french import count
from maillage.funding.aid_list import AIDS
from maillage.funding.rule_checks import RULE_CODES
from maillage.funding.rulings import rulings_of
from maillage.funding.screens.other_aids import aid_panels, missing_aids
from maillage.funding.screens.ruling_query import matching, query_of
from maillage.funding.screens.rulings import groups, tiles
from maillage.funding.steps import money_remarks, next_steps
from maillage.funding.views.lists import plan_link


@require_safe
def rulings(request: Any) -> HttpResponse:
    project = request.project
    query = query_of(project, request.GET)
    whole = rulings_of(project)
    found = matching(project, query)
    state = query.filters[0].value
    return page(
        request,
        "funding/rulings.html",
        title="Règles de l'argent",
        lead=f"{count(len(whole), 'vérification', 'vérifications')} des règles sur ce plan, chacune avec sa raison et son "
        "texte.",
        crumbs=[plan_link(request)],
        tools=[Link("Autres aides", to(request, "funding:other-aids"), "button", "hand-coins")],
        steps=next_steps(request, [one for one in money_remarks(project) if one.code in RULE_CODES]),
        query=query,
        tiles=tiles(request, whole),
        found=count(len(found), "vérification"),
        listings=[sorted_listing(listing, request.GET) for listing in groups(request, found, state)],
    )


@require_safe
def other_aids(request: Any) -> HttpResponse:
    left = len(missing_aids(request))
    return page(
        request,
        "funding/other_aids.html",
        title="Autres aides",
        lead=f"{count(len(AIDS), 'aide connue', 'aides connues')} du référentiel, dont {left} que le plan ne compte pas. "
        "Rien n'est promis : ce sont des pistes, avec ce que l'on en sait.",
        crumbs=[plan_link(request), Link("Règles de l'argent", to(request, "funding:rulings"))],
        steps=None,
        panels=aid_panels(request),
    )
