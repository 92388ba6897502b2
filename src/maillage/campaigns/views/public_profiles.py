"""The public page of a campaign: the profiles of the libraries that agreed, and the whole when nobody is recognised."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from maillage.accounts.models import Network
from maillage.base.clock import today
from maillage.base.ui.components import Cell, Head, Listing, Tile
from maillage.base.ui.pages import public
from maillage.base.values.french import folded, number
from maillage.campaigns.card_screens import band_badge
from maillage.campaigns.domain.placing import disclosed
from maillage.campaigns.readings import CampaignResults, Result, results_of
from maillage.campaigns.results_listing import core_cell
from maillage.rulebook.projects import shared_project
from maillage.statistics.quantiles import quantile

UNKNOWN_PAGE = "Cette page n'existe pas, ou n'est pas publique."


@public
@require_safe
def profiles(request: HttpRequest, department: str, code: str) -> HttpResponse:
    network = Network.objects.filter(department=department).first()
    found = results_of(shared_project(network, today())).get(code) if network else None
    if found is None or not found.campaign.public:  # type: ignore[attr-defined]
        raise Http404(UNKNOWN_PAGE)
    shown = [result for result in found.own if result.participation.opted_public]
    shown.sort(key=lambda result: folded(result.participation.library_name))
    context = {
        "title": "Les bibliothèques se montrent",
        "campaign": found.campaign,
        "lead": "Ce que des bibliothèques du réseau ont choisi de montrer.",
        "owner": network,
        "whole": _whole(found),
        "listing": _listing(shown),
    }
    return render(request, "campaigns/public_profiles.html", context)


def _whole(found: CampaignResults) -> list[Tile]:
    """The network as a whole, all libraries together: nothing when so few answered that one could be recognised."""
    tiles = []
    for domain in found.framework.domains:
        scores = disclosed(
            [
                one.score
                for result in found.own
                for one in result.profile.domains
                if one.domain.code == domain.code and one.score is not None
            ]
        )
        if scores:
            tiles.append(Tile(domain.title, number(quantile(scores, 0.5)), "médiane du réseau, de 0 à 100"))
    return tiles


def _listing(shown: list[Result]) -> Listing:
    return Listing(
        caption="Les bibliothèques qui montrent leur profil",
        heads=(Head("Bibliothèque"), Head("EPCI"), Head("Bande"), Head("Socle", "right")),
        rows=[
            [
                Cell(result.participation.library_name),
                Cell(result.participation.epci_name),
                Cell("", badge=band_badge(result.profile.band)),
                core_cell(result.profile),
            ]
            for result in shown
        ],
        empty="Aucune bibliothèque n'a encore choisi de montrer son profil.",
    )
