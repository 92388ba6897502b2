"""What every page of one campaign shares: the campaign or a 404, its crumbs, the pages beside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import NoReverseMatch

from maillage.base.ui.components import Link
from maillage.base.ui.pages import to
from maillage.campaigns import domain
from maillage.campaigns.domain.campaigns import CampaignState
from maillage.campaigns.ground import campaigns_of
from maillage.campaigns.models import Campaign, Participation

CAMPAIGNS = "Campagnes"


def place(request: Any, name: str, *codes: object) -> str:
    """The address of a page of another part of campaigns; "" where that part is not there."""
    try:
        return to(request, name, *codes)
    except NoReverseMatch:
        return ""


@dataclass(frozen=True)
class Found:
    """A campaign as people wrote it (`declared`), and as it is stored (`row`)."""

    declared: domain.Campaign
    row: Campaign

    @property
    def state(self) -> CampaignState:
        return self.row.state


def find_campaign(request: Any, code: str) -> Found:
    """The campaign of a code; Http404 when there is none."""
    declared = next((one for one in campaigns_of(request.project) if one.code == code), None)
    rows = Campaign.objects.filter(network=request.network, code=code).select_related("network")
    row = rows.first() if declared else None
    if declared is None or row is None:
        raise Http404("Cette campagne n'existe pas, ou plus.")
    return Found(declared, row)


def find_participation(request: Any, found: Found, **key: Any) -> Participation:
    """One questionnaire of a campaign; Http404 when there is none."""
    rows = Participation.objects.filter(campaign=found.row, network=request.network)
    row = rows.select_related("campaign", "network").filter(**key).first()
    if row is None:
        raise Http404("Cette bibliothèque n'est pas interrogée par cette campagne.")
    return row  # type: ignore[no-any-return]


def crumbs_of(request: Any, found: Found | None = None) -> list[Link]:
    first = Link(CAMPAIGNS, to(request, "campaigns:campaigns"))
    if found is None:
        return [first]
    return [first, Link(found.declared.title, to(request, "campaigns:campaign", found.declared.code))]


def pages_beside(request: Any, code: str) -> list[Link]:
    """The pages of a campaign that was opened."""
    named = [("Réponse", "campaigns:campaign-response", "chart-bar")]
    if request.can_edit:
        named += [
            ("Envois et relances", "campaigns:campaign-sending", "send"),
            ("Appels", "campaigns:campaign-calls", "phone"),
            ("Liens par EPCI", "campaigns:campaign-links", "link"),
            ("Hors ligne", "campaigns:offline", "file-spreadsheet"),
        ]
    named += [
        ("Doubles regards", "campaigns:campaign-pairs", "users"),
        ("Résultats", "campaigns:results", "clipboard-list"),
        ("Emporter les réponses", "campaigns:exports", "download"),
    ]
    found = ((label, place(request, name, code), icon) for label, name, icon in named)
    return [Link(label, url, "button", icon) for label, url, icon in found if url]
