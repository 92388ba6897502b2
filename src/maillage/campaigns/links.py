"""Links that open a questionnaire without an account: made, followed, confirmed, revoked."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from maillage.base.secret_links import digest_of, new_secret
from maillage.base.values.fields import Choice
from maillage.campaigns.models import AccessLink, Campaign, Participation

# After the last day of a campaign its links still show the results, until the next one sends new links.
DAYS_AFTER = 365


class LinkState(Choice):
    VALID = "valid", "en service"
    REVOKED = "revoked", "révoqué"
    EXPIRED = "expired", "périmé"


def make_link(
    *, campaign: Campaign, participation: Participation | None = None, epci_code: str = "", today: date
) -> str:
    """A new secret for one questionnaire, or for those of an EPCI; to be sent or shown once. Older ones stay valid."""
    token = new_secret()
    last: date = campaign.closes or today  # type: ignore[attr-defined]
    AccessLink.objects.create(
        network_id=campaign.network_id,
        campaign=campaign,
        participation=participation,
        epci_code=epci_code,
        digest=digest_of(token),
        expires_on=max(last, today) + timedelta(days=DAYS_AFTER),
    )
    return token


def link_of(token: str) -> AccessLink | None:
    """The link that a secret names, whatever its state; None when it never existed. One query."""
    rows = AccessLink.objects.select_related(
        "participation", "campaign", "network", "participation__campaign"
    )
    return rows.filter(digest=digest_of(token)).first()


def state_of(link: AccessLink, today: date) -> LinkState:
    if link.revoked_at is not None:
        return LinkState.REVOKED
    return LinkState.EXPIRED if link.expires_on < today else LinkState.VALID


def confirm(*, link: AccessLink) -> None:
    """Someone pressed the button: from now on the link opens the questionnaire at once."""
    if link.confirmed_at is None:
        AccessLink.objects.filter(pk=link.pk, confirmed_at=None).update(confirmed_at=timezone.now())
        if link.participation_id:
            Participation.objects.filter(pk=link.participation_id, opened_at=None).update(
                opened_at=timezone.now()
            )


@transaction.atomic
def revoke_links(*, participation: Participation) -> int:
    """Every link of a questionnaire stops working; returns how many did."""
    gone: int = AccessLink.objects.filter(participation=participation, revoked_at=None).update(
        revoked_at=timezone.now()
    )
    return gone
