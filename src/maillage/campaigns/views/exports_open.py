"""The open data of a campaign: seen before it is taken, with what is hidden and why."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from maillage.base.ui.components import Cell, Head, Listing, Tile
from maillage.base.ui.downloads import download
from maillage.base.ui.filters import Filter, chosen
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.values.french import number
from maillage.campaigns.campaign_pages import crumbs_of, find_campaign
from maillage.campaigns.exports.opened import BANDS, Group, agreed, groups, hidden_told
from maillage.campaigns.exports.opened_files import archive
from maillage.campaigns.readings import CampaignResults, results_of
from maillage.campaigns.survey_readings import least_shown

MESHES = {"epci": "EPCI", "strate": "taille de commune", "ensemble": "réseau"}


def _read(request: NetworkRequest, code: str) -> tuple[CampaignResults, list[Group]]:
    found = results_of(request.project).get(code)
    if found is None or not found.framework.core:
        raise Http404(
            "Il n'y a pas de données ouvertes pour cette campagne : son référentiel n'a pas de bandes."
        )
    return found, groups(found, least=least_shown(request.project))


def _licence(request: NetworkRequest) -> Filter:
    return chosen("licence", "Licence", [("odbl", "ODbL 1.0")], request.GET, whole="Licence Ouverte 2.0")


@require_safe
def open_data(request: NetworkRequest, code: str) -> HttpResponse:
    campaign = find_campaign(request, code)
    found, lines = _read(request, code)
    hidden = hidden_told(lines)
    return page(
        request,
        "campaigns/open_data.html",
        title="Données ouvertes",
        lead=f"Ce que « {campaign.declared.title} » peut donner à tous, sans que personne n'y soit reconnu.",
        crumbs=crumbs_of(request, campaign),
        tiles=[
            Tile("Bibliothèques nommées", number(len(agreed(found))), "elles ont accepté de se montrer"),
            *(Tile("Effectifs masqués", number(n), why.label) for why, n in hidden.items()),
        ],
        least=least_shown(request.project),
        listing=_listing(lines),
        filters=[_licence(request)],
        file_url=to(request, "campaigns:open-data-zip", code),
    )


def _listing(lines: list[Group]) -> Listing:
    return Listing(
        caption="Bibliothèques par bande, celles qui se montrent par leur nom non comprises",
        heads=(Head("Maille"), Head("Nom"), *(Head(b, "right") for b in BANDS), Head("ensemble", "right")),
        rows=[
            [
                Cell(MESHES[line.mesh]),
                Cell(line.name),
                *(Cell("masqué" if one.value is None else number(one.value)) for one in line.counts),
            ]
            for line in lines
        ],
        empty="Aucune bibliothèque n'a encore envoyé son questionnaire sans se montrer par son nom.",
    )


@require_safe
def open_data_zip(request: NetworkRequest, code: str) -> HttpResponseBase:
    found, lines = _read(request, code)
    content = archive(
        found,
        lines,
        licence=_licence(request).value or "lov2",
        owner=str(request.network),
        on=request.project.today,
    )
    return download(content, f"{code}-donnees-ouvertes.zip")
