"""Links that are not mailed: those of the coordinators of EPCI, and those printed for libraries without an address."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from maillage.base.ui.pages import NetworkRequest, needs, page, to
from maillage.base.values.french import count
from maillage.campaigns.campaign_pages import Found, crumbs_of, find_campaign
from maillage.campaigns.coordinators import Slip, entrust, entrusted_of, slips_for, take_back
from maillage.campaigns.mailing import questionnaire_url
from maillage.campaigns.models import Participation
from maillage.campaigns.opening import NotPossible
from maillage.campaigns.standings import questionnaires


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@needs("team")
def campaign_links(request: NetworkRequest, code: str) -> HttpResponse:
    found = find_campaign(request, code)
    if found.row.opened_at is None:
        messages.info(request, "Ouvrez d'abord la campagne : les liens viennent ensuite.")
        return redirect(to(request, "campaigns:campaign", code))
    epci, act = request.POST.get("epci", ""), request.POST.get("acte", "")
    if request.method == "POST" and act == "revoquer":
        gone = take_back(campaign=found.row, epci=epci, actor=request.user)
        messages.success(request, f"{count(gone, 'lien révoqué', 'liens révoqués')}.")
        return redirect(request.path)
    if request.method == "POST" and act == "imprimer":
        return _printed(request, found, epci)
    if request.method == "POST":
        return _entrusted(request, found, epci)
    return _shown(request, found)


def _shown(request: NetworkRequest, found: Found, address: str = "", name: str = "") -> HttpResponse:
    today = request.project.today
    silent = [
        one for one in questionnaires(found.row, today) if not one.addresses and not one.standing.is_sent
    ]
    return page(
        request,
        "campaigns/campaign_links.html",
        title="Liens par EPCI",
        lead="Confier ses bibliothèques à une coordinatrice, ou imprimer les liens de celles sans adresse.",
        crumbs=crumbs_of(request, found),
        steps=None,
        epcis=entrusted_of(found.row, today),
        silent=len([one for one in silent if not one.standing.is_closed]),
        address=address,
        name=name,
    )


def _entrusted(request: NetworkRequest, found: Found, epci: str) -> HttpResponse:
    try:
        token = entrust(campaign=found.row, epci=epci, today=request.project.today, actor=request.user)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect(request.path)
    name = next((one.name for one in entrusted_of(found.row, request.project.today) if one.code == epci), "")
    return _shown(request, found, questionnaire_url(request.build_absolute_uri("/"), token), name)


def _printed(request: NetworkRequest, found: Found, epci: str) -> HttpResponse:
    """The links of an EPCI, or without one, of every library that has no address."""
    today = request.project.today
    rows: list[Participation] = [
        one.participation
        for one in questionnaires(found.row, today)
        if not (one.standing.is_sent or one.standing.is_closed)
        and (one.participation.epci_code == epci if epci else not one.addresses)
    ]
    slips = slips_for(campaign=found.row, rows=rows, today=today, actor=request.user)
    return slips_page(request, found, slips)


def slips_page(request: NetworkRequest, found: Found, slips: Sequence[Slip]) -> HttpResponse:
    """A page to print, one slip a questionnaire; its secrets are shown this once."""
    origin = request.build_absolute_uri("/")
    return page(
        request,
        "campaigns/campaign_slips.html",
        title="Liens à remettre",
        lead=f"{count(len(slips), 'lien neuf', 'liens neufs')} pour « {found.declared.title} », à imprimer maintenant.",
        crumbs=crumbs_of(request, found),
        steps=None,
        one=found.declared,
        slips=[(slip, questionnaire_url(origin, slip.token)) for slip in slips],
    )
