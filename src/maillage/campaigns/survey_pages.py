"""What every page of one survey shares: the survey or a 404, its crumbs, how it stands."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404

from maillage.base.ui.components import Badge, Link, Tone
from maillage.base.ui.pages import to
from maillage.campaigns.campaign_pages import Found, find_campaign
from maillage.campaigns.campaign_states import TONES
from maillage.campaigns.domain.campaigns import CampaignState
from maillage.campaigns.domain.frameworks import Framework
from maillage.campaigns.managing import known_framework
from maillage.campaigns.opening import NotPossible

SURVEYS = "Enquêtes d'usagers"


def find_survey(request: Any, code: str) -> tuple[Found, Framework]:
    """A campaign that people answer, with its framework; Http404 for anything else."""
    found = find_campaign(request, code)
    try:
        framework = known_framework(found.row)
    except NotPossible as refusal:
        raise Http404(str(refusal)) from refusal
    if framework.kind.is_of_libraries:
        raise Http404("Cette campagne s'adresse aux bibliothèques, pas aux usagers.")
    return found, framework


def survey_crumbs(request: Any, found: Found | None = None) -> list[Link]:
    first = Link(SURVEYS, to(request, "campaigns:surveys"))
    if found is None:
        return [first]
    return [first, Link(found.declared.title, to(request, "campaigns:survey", found.declared.code))]


def survey_badge(campaign: Any, today: date) -> Badge:
    if campaign.state is CampaignState.OPEN and campaign.closes is not None and campaign.closes < today:
        return Badge("dernier jour passé, à clore", Tone.WARNING)
    return Badge(campaign.state.label, TONES[campaign.state])
