"""Addresses of a survey, printed on posters: made, found, revoked. Short enough to be typed from a wall."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from maillage.base.secret_links import digest_of
from maillage.base.values.french import plain_date
from maillage.campaigns.domain.campaigns import CampaignState
from maillage.campaigns.models import Campaign, SurveyLink
from maillage.campaigns.opening import NotPossible, trail

# Neither 0 and O, nor 1, i and l. What it opens is public, a form that shows nothing: 49 bits keep chance away.
LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
LENGTH = 10
LONGEST_OCCASION = 120


@transaction.atomic
def make_survey_link(
    *,
    campaign: Campaign,
    library: str = "",
    occasion: str = "",
    day: date | None = None,
    actor: object = None,
) -> str:
    """A new address for the network, a library, or an occasion there; shown once. Raises NotPossible."""
    if campaign.state is not CampaignState.OPEN:
        raise NotPossible("Ouvrez d'abord cette enquête : un lien n'y mène qu'une fois ouverte.")
    if day is not None and not occasion:
        raise NotPossible("Donnez le nom de l'atelier ou de l'occasion, avec sa date.")
    token = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    row = SurveyLink.objects.create(
        network_id=campaign.network_id,
        campaign=campaign,
        library_code=library,
        occasion=f"{occasion} ({plain_date(day)})" if day else occasion,
        digest=digest_of(token),
    )
    trail(campaign, "survey.link", actor, link=row.pk)
    return token


def survey_link_of(token: str) -> SurveyLink | None:
    """The link that an address names, revoked or not, however it was typed; None when it never existed."""
    plain = token.strip().lower().replace("-", "")
    rows = SurveyLink.objects.select_related("campaign", "campaign__network", "network")
    return rows.filter(digest=digest_of(plain)).first()


def survey_url(origin: str, token: str) -> str:
    """`https://…/enquete/k7mf3-qxr9d/`"""
    half = LENGTH // 2
    return origin.rstrip("/") + reverse("survey-form", args=[f"{token[:half]}-{token[half:]}"])


@transaction.atomic
def revoke_survey_link(*, link: SurveyLink, actor: object = None) -> None:
    """Its poster leads to a closed page from now on; what was replied stays. Twice changes nothing."""
    gone = SurveyLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now())
    if gone:
        trail(link.campaign, "survey.link-revoke", actor, link=link.pk)


def links_of(campaign: Any) -> list[SurveyLink]:
    return list(SurveyLink.objects.filter(campaign=campaign).order_by("-pk"))
