"""Who answered: by EPCI and by size of commune, with the targets; how long it takes, and where people stop."""

from __future__ import annotations

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from maillage.base.spreadsheets import sheet_csv
from maillage.base.ui.components import Link
from maillage.base.ui.downloads import download
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.values.french import percent
from maillage.campaigns.answer_rates import rates_of, targets_of
from maillage.campaigns.burden import burden_of
from maillage.campaigns.campaign_pages import crumbs_of, find_campaign
from maillage.campaigns.closed import closed_of
from maillage.campaigns.framework_store import FrameworkRefused, framework_of
from maillage.campaigns.response_tables import (
    cautions,
    items_listing,
    minutes_told,
    rates_listing,
    rates_picture,
    rates_sheet,
)


@require_safe
def campaign_response(request: NetworkRequest, code: str) -> HttpResponse:
    found, targets = find_campaign(request, code), targets_of(request.project)
    whole, epcis, strata = rates_of(found.row, closed_of(request.project))
    by_epci = rates_listing("Par EPCI", "EPCI", epcis, whole, targets.overall, "epci")
    by_stratum = rates_listing(
        "Par taille de commune", "Habitants de la commune", strata, whole, targets.stratum, "tailles"
    )
    url = to(request, "campaigns:campaign-response-csv", code)
    return page(
        request,
        "campaigns/campaign_response.html",
        title="Réponse",
        lead=f"« {found.declared.title} » : {whole.sent} sur {whole.asked}, soit {percent(whole.share)}."
        if whole.asked
        else f"« {found.declared.title} » : personne n'est encore interrogé.",
        crumbs=crumbs_of(request, found),
        tools=[Link("Exporter en CSV", url, "button", "download")],
        steps=None,
        picture=rates_picture("Réponse par taille de commune", strata, whole) if whole.asked else None,
        by_epci=sorted_listing(by_epci, request.GET),
        by_stratum=sorted_listing(by_stratum, request.GET),
        cautions=cautions(whole),
        closed=whole.closed,
        **_burden(found.row),
    )


def _burden(row: object) -> dict[str, object]:
    try:
        found = burden_of(row, framework_of(row))  # type: ignore[arg-type]
    except FrameworkRefused:
        return {}
    return {
        "minutes": minutes_told(found),
        "stops": items_listing(
            "Où s'arrêtent les questionnaires commencés", "Brouillons", found.stops,
            "Aucun questionnaire n'est resté en chemin.",
        ),
        "unknown": items_listing(
            "Questions le plus souvent « je ne sais pas »", "Réponses", found.unknown,
            "Personne n'a répondu « je ne sais pas ».",
        ),
    }  # fmt: skip


@require_safe
def campaign_response_csv(request: NetworkRequest, code: str) -> HttpResponseBase:
    found = find_campaign(request, code)
    whole, epcis, strata = rates_of(found.row, closed_of(request.project))
    sheet = rates_sheet(whole, (("EPCI", epcis), ("Taille de commune", strata)))
    return download(sheet_csv(sheet), f"reponse-{code}.csv")
