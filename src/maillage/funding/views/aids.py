"""The grants, a funder, an aid with its ladder and its letters."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from maillage.base.ui.components import Badge, Link, Tone
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import page, to
from maillage.base.ui.things import find_thing
from maillage.base.values.french import count, euros
from maillage.funding.coming import coming
from maillage.funding.domain import FundingStatus
from maillage.funding.domain.standing import Standing
from maillage.funding.letters import LETTER_FILES
from maillage.funding.readings import funding_of, lines_of, standings_of
from maillage.funding.screens.aids import ladder, line_facts, line_panels
from maillage.funding.screens.funders import funder_facts, funder_panels, funders_listing
from maillage.funding.screens.grants import asked_for, lines_listing, status_filter
from maillage.funding.screens.plan import standing_tiles
from maillage.funding.screens.why.panels import what_it_pays
from maillage.funding.steps import money_remarks, next_steps
from maillage.funding.telling import capital, exact
from maillage.funding.views.lists import GRANTS, plan_link
from maillage.funding.views.things import thing_page
from maillage.programme.views.sheet_pieces import pieces

ADVANCE = {
    FundingStatus.ENVISAGED: "Noter le dépôt de la demande",
    FundingStatus.REQUESTED: "Noter la réponse",
    FundingStatus.PROMISED: "Noter la notification",
    FundingStatus.NOTIFIED: "Noter un versement",
}


def grants(request: Any) -> HttpResponse:
    project = request.project
    status = status_filter(request.GET)
    items = asked_for(project, status.value)
    overall = standings_of(project)[0]
    return page(
        request,
        "funding/grants.html",
        title="Recettes",
        lead=f"{count(len(lines_of(project)), 'aide')}, {_weight(overall)}.",
        crumbs=[plan_link(request)],
        tools=_tools(request),
        steps=next_steps(request, [one for one in money_remarks(project) if one.code in GRANTS]),
        filters=[status],
        tiles=standing_tiles(request, overall),
        listing=sorted_listing(lines_listing(request, items), request.GET),
        funders=funders_listing(request, project),
    )


def _weight(overall: Standing) -> str:
    notified = f"dont {euros(overall.notified)} de notifiées" if overall.notified is not None else ""
    if overall.expected is None:
        return f"d'un montant encore inconnu{notified and ', '}{notified}"
    return f"{euros(overall.expected)} en tout, {notified or 'part notifiée inconnue'}"


def _tools(request: Any) -> list[Link]:
    if not request.can_edit:
        return []
    return [
        Link("Ajouter une recette", to(request, "funding:fundingline-new"), "primary", "plus"),
        Link("Ajouter un financeur", to(request, "funding:funder-new"), "button"),
    ]


def funder(request: Any, code: str) -> HttpResponse:
    one = find_thing(funding_of(request.project).funders, code, "Ce financeur")
    return thing_page(
        request,
        "Funder",
        code,
        title=one.name,
        lead=f"{capital(one.kind.label)}.",
        crumbs=[Link("Recettes", to(request, "funding:grants"))],
        facts=funder_facts(request.project, one),
        prose=one.note,
        panels=funder_panels(request, one),
    )


def fundingline(request: Any, code: str) -> HttpResponse:
    item = find_thing(lines_of(request.project), code, "Cette recette", by="line.code")
    return thing_page(
        request,
        "FundingLine",
        code,
        template="funding/aid.html",
        title=f"{code}. {item.operation.title}",
        lead=f"{item.funder.name} : {exact(item.amount)}, aide {item.line.status.label}.",
        crumbs=[Link("Recettes", to(request, "funding:grants"))],
        facts=line_facts(request, item),
        panels=[*line_panels(request, item), *what_it_pays(request, item.line)],
        coming=coming(request.project, item),
        late_badge=Badge("en retard", Tone.BAD),
        advance_url=to(request, "funding:fundingline-advance", code),
        correct_url=to(request, "funding:fundingline-etat", code),
        advance_label=ADVANCE.get(item.line.status, ""),
        ladder=ladder(request, item),
        may_edit=request.can_edit,
        **pieces(request, code, LETTER_FILES),
    )
