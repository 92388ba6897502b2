"""Every purchase, one purchase, one homogeneous need."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from maillage.base.ui.components import Link
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import page, to
from maillage.base.ui.panels import panels_for
from maillage.base.ui.remarks import steps_by_code
from maillage.base.ui.things import find_thing, thing_tools
from maillage.base.values.french import count
from maillage.base.values.remarks import Remark
from maillage.procurement.pictures import timeline_picture
from maillage.procurement.readings import (
    asleep_purchases,
    follow_of,
    procurement_of,
    purchases_are_tracked,
)
from maillage.procurement.screens.asleep import asleep_purchases_listing, told_asleep
from maillage.procurement.screens.one import (
    dates_listing,
    need_facts,
    need_panels,
    needs_listing,
    purchase_facts,
    purchase_panels,
)
from maillage.procurement.screens.purchases import purchases_listing, tiles, told_dates
from maillage.procurement.steps import ACTS, purchase_remarks
from maillage.programme.asleep import asleep_page


def purchases(request: Any) -> HttpResponse:
    project = request.project
    followed = follow_of(project)
    tools = []
    if request.can_edit:
        tools = [
            Link("Ajouter un achat", to(request, "procurement:purchase-new"), "primary", "plus"),
            Link("Ajouter un besoin", to(request, "procurement:homogeneousneed-new"), "button"),
        ]
    return page(
        request,
        "procurement/purchases.html",
        title="Achats",
        lead=f"{count(len(followed), 'achat')} pour {count(len(procurement_of(project).needs), 'besoin')} : "
        "la procédure de chacun, et les dates auxquelles il doit avancer.",
        crumbs=[Link("Plan de financement", to(request, "funding:plan"))],
        tools=tools,
        steps=steps_by_code(
            request, purchase_remarks(project), ACTS, home=to(request, "procurement:purchases")
        ),
        tiles=tiles(project),
        tracked=purchases_are_tracked(project),
        listing=sorted_listing(purchases_listing(request, followed), request.GET),
        picture=timeline_picture(followed, project.today),
        needs=needs_listing(request, project),
        asleep=asleep_purchases_listing(project),
    )


def purchase(request: Any, code: str) -> HttpResponse:
    asleep = next((one for one in asleep_purchases(request.project) if one.code == code), None)
    if asleep:
        crumbs = [Link("Achats", to(request, "procurement:purchases"))]
        return asleep_page(
            request,
            told_asleep(asleep),
            target="procurement.Purchase",
            crumbs=crumbs,
            steps=steps_by_code(request, _remarks(request, f"procurement.Purchase/{code}"), ACTS),
        )
    item = find_thing(follow_of(request.project), code, "Cet achat", by="planned.purchase.code")
    bought = item.planned.purchase
    return _thing(
        request,
        "Purchase",
        code,
        title=f"{bought.code}. {bought.title}",
        lead=told_dates(item),
        facts=purchase_facts(request, item),
        prose=bought.note,
        choice=item.planned.choice,
        dates=dates_listing(item),
        panels=purchase_panels(request, item),
    )


def need(request: Any, code: str) -> HttpResponse:
    one = find_thing(procurement_of(request.project).needs, code, "Ce besoin")
    return _thing(
        request,
        "HomogeneousNeed",
        code,
        title=f"{one.code}. {one.title}",
        lead="Ce qui s'achète ensemble compte ensemble : la valeur du besoin décide de la procédure.",
        facts=need_facts(request.project, one),
        panels=need_panels(request, one),
    )


def _thing(request: Any, name: str, code: str, *, panels: Any, **context: Any) -> HttpResponse:
    target = f"procurement.{name}"
    return page(
        request,
        "procurement/purchase.html",
        crumbs=[Link("Achats", to(request, "procurement:purchases"))],
        tools=thing_tools(request, f"procurement:{name.lower()}", code),
        steps=steps_by_code(request, _remarks(request, f"{target}/{code}"), ACTS),
        panels=[*panels, *panels_for(request, target, code)],
        **context,
    )


def _remarks(request: Any, target: str) -> list[Remark]:
    return [one for one in purchase_remarks(request.project) if one.target == target]
