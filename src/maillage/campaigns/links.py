"""Links that open a questionnaire without an account: made, followed, confirmed, revoked."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from maillage.accounts.models import Network
from maillage.base.models.prepared import TEXT, Prepared
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


def _all(model: Any, path: str = "") -> list[str]:
    return [f"{path}{field.attname}" for field in model._meta.concrete_fields]


# Every page of a questionnaire begins here: compiled at each request, these four tables cost more than the page.
_PARTS: tuple[tuple[Any, str], ...] = (
    (AccessLink, ""),
    (Campaign, "campaign__"),
    (Network, "network__"),
    (Participation, "participation__"),
)
_found = Prepared(
    lambda: AccessLink.objects.filter(digest=TEXT).values_list(
        *(name for model, path in _PARTS for name in _all(model, path))
    )
)


def link_of(token: str) -> AccessLink | None:
    """The link that a secret names, whatever its state, with its campaign, its network and its questionnaire; None
    when it never existed. One query."""
    rows = _found.rows(digest_of(token))
    if not rows:
        return None
    values, made = list(rows[0]), []
    for model, _ in _PARTS:
        names = _all(model)
        made.append(model.from_db(connection.alias, names, values[: len(names)]))
        del values[: len(names)]
    link, campaign, network, person = made
    link.campaign, link.network = campaign, network
    link.participation = person if person.pk is not None else None
    if link.participation is not None:
        link.participation.campaign, link.participation.network = campaign, network
    return link  # type: ignore[no-any-return]


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
