"""The département's own service: its team, how it compares, its tools, its budget, what it offers."""

from __future__ import annotations

from django.http import HttpResponse

from maillage.base.ui.components import Link
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.values.french import count
from maillage.territory import service_screens as screens
from maillage.territory.inventory_steps import inventory_steps
from maillage.territory.own_service import offers_of, posts_of
from maillage.territory.service_budget import budget_listing
from maillage.territory.service_budget_picture import budget_picture
from maillage.territory.service_compared import compared_staff


def service(request: NetworkRequest) -> HttpResponse:
    project = request.project
    staff = compared_staff(project)
    return page(
        request,
        "territory/service.html",
        title="Le service départemental",
        lead=_lead(request),
        crumbs=[Link("Réseau", to(request, "territory:map"))],
        tools=_tools(request),
        steps=inventory_steps(request, ("TER-16",)),
        tiles=screens.tiles(project),
        posts=sorted_listing(screens.posts_listing(request), request.GET),
        comparison=screens.comparison_listing(project),
        contradiction=staff if staff.contradicts else None,
        service_tools=screens.tools_listing(request),
        budget=budget_listing(request),
        picture=budget_picture(project),
        offers=sorted_listing(screens.offers_listing(request), request.GET),
    )


def _lead(request: NetworkRequest) -> str:
    posts, offers = posts_of(request.project), offers_of(request.project)
    if not posts and not offers:
        return "Son équipe, ses outils, son budget numérique et ce qu'il offre aux bibliothèques restent à décrire."
    return (
        f"{count(len(posts), 'fonction')} dans l'équipe, {count(len(offers), 'service rendu', 'services rendus')} aux "
        "bibliothèques."
    )


def _tools(request: NetworkRequest) -> list[Link]:
    if not request.can_edit:
        return []
    return [
        Link("Ajouter une fonction", to(request, "territory:servicepost-new"), "button", "plus"),
        Link("Ajouter une ligne de budget", to(request, "territory:servicebudgetline-new"), "button", "plus"),
        Link("Ajouter un service", to(request, "territory:serviceoffer-new"), "button", "plus"),
    ]
