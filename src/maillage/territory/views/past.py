"""The previous schéma: what it promised, what happened, what is learnt from it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from maillage.base.ui.components import Link
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.ui.things import find_thing, thing_tools
from maillage.base.values.french import count, listed
from maillage.territory import past_screens as screens
from maillage.territory.domain.past import PastPlan
from maillage.territory.inventory_steps import inventory_steps
from maillage.territory.past_plans import commitments_of, plans_of
from maillage.territory.views.things import thing_page


def past(request: NetworkRequest) -> HttpResponse:
    plans = plans_of(request.project)
    return page(
        request,
        "territory/past.html",
        title="Le schéma précédent",
        lead=_lead(plans),
        crumbs=[Link("Réseau", to(request, "territory:map"))],
        tools=_tools(request, plans),
        steps=inventory_steps(request, ("TER-15",)),
        plans=[_shown(request, plan) for plan in plans],
    )


def _lead(plans: tuple[PastPlan, ...]) -> str:
    if not plans:
        return "Ce que promettait le schéma précédent, et ce qui s'est passé : rien n'est encore décrit."
    n = sum(len(plan.commitments) for plan in plans)
    return f"{listed([plan.title for plan in plans])} : {count(n, 'engagement')}, ce qu'ils sont devenus, ce que l'on en retient."


def _tools(request: NetworkRequest, plans: tuple[PastPlan, ...]) -> list[Link]:
    if not request.can_edit:
        return []
    if not plans:
        return [Link("Décrire le schéma précédent", to(request, "territory:pastplan-new"), "primary", "plus")]
    new = f"{to(request, 'territory:pastcommitment-new')}?plan={plans[-1].code}"
    return [Link("Ajouter un engagement", new, "primary", "plus")]


def _shown(request: NetworkRequest, plan: PastPlan) -> dict[str, Any]:
    return {
        "plan": plan,
        "page": to(request, "territory:pastplan", plan.code),
        "facts": screens.plan_facts(plan),
        "tiles": screens.plan_tiles(plan),
        "picture": screens.results_picture(plan),
        "listing": sorted_listing(screens.commitments_listing(request, plan), request.GET),
        "lessons": [
            {"commitment": one, "url": to(request, "territory:pastcommitment", one.code), "text": text}
            for one, text in screens.lessons(plan)
        ],
    }


def pastplan(request: NetworkRequest, code: str) -> HttpResponse:
    plan = find_thing(plans_of(request.project), code, "Ce schéma")
    return page(
        request,
        "territory/past.html",
        title=plan.title,
        lead=f"Schéma de {screens.years_told(plan)}." if plan.start or plan.end else "",
        crumbs=_crumbs(request),
        tools=thing_tools(request, "territory:pastplan", code),
        steps=inventory_steps(request, target=f"territory.PastPlan/{code}"),
        plans=[_shown(request, plan)],
    )


def pastcommitment(request: NetworkRequest, code: str) -> HttpResponse:
    things = commitments_of(request.project)
    result = next((screens.result_badge(one.result) for one in things if one.code == code), None)
    return thing_page(
        request, things, code, "Cet engagement", title="title", crumbs=_crumbs(request), without=("result",),
        badge=result,
    )  # fmt: skip


def _crumbs(request: NetworkRequest) -> list[Link]:
    return [Link("Schéma précédent", to(request, "territory:past"))]
