"""Every improvement plan of the network, and what libraries wish for."""

from __future__ import annotations

from collections import Counter

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from maillage.base.spreadsheets import sheet_csv
from maillage.base.ui.components import Link, NextStep, Tile, Tone
from maillage.base.ui.downloads import download
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.values.french import count
from maillage.campaigns.models import StepState, WishKind
from maillage.campaigns.plan_listing import (
    kept_steps,
    steps_filters,
    steps_listing,
    steps_sheet,
    wishes_listing,
    wishes_sheet,
)
from maillage.campaigns.plan_readings import Plans, is_late, plans_of, wishes_of

PLANS = "Plans de progrès"


@require_safe
def plans(request: NetworkRequest) -> HttpResponse:
    project, found = request.project, plans_of(request.project)
    filters = steps_filters(project, found.steps, request.GET)
    shown = kept_steps(project, found.steps, filters)
    libraries = count(len({step.library_code for step in found.steps}), "bibliothèque")
    query = request.GET.urlencode()
    return page(
        request,
        "campaigns/plans.html",
        title=PLANS,
        lead=f"{count(len(found.steps), 'pas choisi', 'pas choisis')} par {libraries}, trois au plus par campagne.",
        tools=[
            Link("Souhaits des bibliothèques", to(request, "campaigns:wishes"), "button", "message-square"),
            Link("Exporter en CSV", f"{to(request, 'campaigns:plans-csv')}?{query}", "button", "download"),
        ],
        steps=_steps(request, found),
        tiles=_tiles(request, found),
        filters=filters,
        narrowed=any(one.value for one in filters),
        whole_url=to(request, "campaigns:plans"),
        listing=sorted_listing(steps_listing(request, shown), request.GET),
    )


def _tiles(request: NetworkRequest, found: Plans) -> list[Tile]:
    states, here = Counter(step.state for step in found.steps), to(request, "campaigns:plans")
    return [
        Tile(
            state.label[:1].upper() + state.label[1:],
            str(states[state.value]),
            url=f"{here}?etat={state.value}",
        )
        for state in StepState
    ]


def _steps(request: NetworkRequest, found: Plans) -> list[NextStep]:
    late = sum(is_late(step, request.project.today) for step in found.steps)
    helped = sum(bool(step.help_wanted) and step.state == StepState.CHOSEN.value for step in found.steps)
    here, steps = to(request, "campaigns:plans"), []
    if late:
        told = f"Prendre des nouvelles de {count(late, 'pas', 'pas')} dont la date est passée"
        steps.append(NextStep(told, f"{here}?retard=oui", "Un appel suffit souvent.", Tone.WARNING))
    if helped:
        told = f"Répondre à {count(helped, 'demande')} d'aide"
        steps.append(NextStep(told, f"{here}?aide=oui&etat=chosen", "Rien n'est encore commencé."))
    return steps


@require_safe
def plans_csv(request: NetworkRequest) -> HttpResponseBase:
    project, found = request.project, plans_of(request.project)
    shown = kept_steps(project, found.steps, steps_filters(project, found.steps, request.GET))
    return download(sheet_csv(steps_sheet(project, shown)), "plans-de-progres.csv")


@require_safe
def wishes(request: NetworkRequest) -> HttpResponse:
    found = wishes_of(request.project)
    kinds = Counter(wish.kind for wish in found)
    listing = wishes_listing(request.project, found)
    return page(
        request,
        "campaigns/wishes.html",
        title="Souhaits des bibliothèques",
        lead=f"{count(len(found), 'souhait')} : de quoi nourrir les formations et les équipements.",
        crumbs=[Link(PLANS, to(request, "campaigns:plans"))],
        tools=[Link("Exporter en CSV", to(request, "campaigns:wishes-csv"), "button", "download")],
        steps=None,
        tiles=[Tile(f"Souhaits de {kind.label}", str(kinds[kind.value])) for kind in WishKind],
        listing=sorted_listing(listing, request.GET),
    )


@require_safe
def wishes_csv(request: NetworkRequest) -> HttpResponseBase:
    project = request.project
    return download(sheet_csv(wishes_sheet(project, wishes_of(project))), "souhaits.csv")
