"""Links of coordinators: one for the libraries of an EPCI, made and revoked; and links to print and hand over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from maillage.campaigns.links import make_link
from maillage.campaigns.models import AccessLink, Campaign, Participation
from maillage.campaigns.opening import NotPossible, trail


@dataclass(frozen=True, kw_only=True)
class Entrusted:
    """An EPCI of a campaign: its libraries, how many sent, how many links of a coordinator are in service."""

    code: str
    name: str
    libraries: int
    sent: int
    links: int


def entrusted_of(campaign: Campaign, on: date) -> list[Entrusted]:
    """Every EPCI of a campaign, by name. Two queries."""
    rows = list(Participation.objects.filter(campaign=campaign).of_libraries().exclude(epci_code=""))
    links = AccessLink.objects.filter(campaign=campaign, participation=None, revoked_at=None)
    in_service = Counter(links.filter(expires_on__gte=on).values_list("epci_code", flat=True))
    names = {row.epci_code: row.epci_name for row in rows}
    whole = Counter(row.epci_code for row in rows)
    sent = Counter(row.epci_code for row in rows if row.submitted_at)
    return [
        Entrusted(code=code, name=name, libraries=whole[code], sent=sent[code], links=in_service[code])
        for code, name in sorted(names.items(), key=lambda one: one[1])
    ]


@transaction.atomic
def entrust(*, campaign: Campaign, epci: str, today: date, actor: Any = None) -> str:
    """A new secret for the coordinator of an EPCI, to be shown once. Raises NotPossible."""
    named = Participation.objects.filter(campaign=campaign, epci_code=epci).exclude(epci_code="").first()
    if named is None:
        raise NotPossible("Aucune bibliothèque de cet EPCI n'est interrogée par cette campagne.")
    trail(campaign, "campaign.entrust", actor, epci=named.epci_name)
    return make_link(campaign=campaign, epci_code=epci, today=today)


@transaction.atomic
def take_back(*, campaign: Campaign, epci: str, actor: Any = None) -> int:
    """Every link of the coordinator of an EPCI stops working; returns how many did."""
    links = AccessLink.objects.filter(campaign=campaign, participation=None, epci_code=epci, revoked_at=None)
    gone: int = links.update(revoked_at=timezone.now())
    if gone:
        trail(campaign, "campaign.take-back", actor, epci=epci, links=gone)
    return gone


@dataclass(frozen=True)
class Slip:
    """A link to hand over: to whom, and the secret that opens the questionnaire."""

    name: str
    place: str
    token: str


@transaction.atomic
def slips_for(
    *, campaign: Campaign, rows: Sequence[Participation], today: date, actor: Any = None
) -> list[Slip]:
    """A new link for each questionnaire, to be printed once."""
    found = [
        Slip(str(row), row.epci_name, make_link(campaign=campaign, participation=row, today=today))
        for row in rows
    ]
    if found:
        trail(campaign, "campaign.print", actor, links=len(found))
    return found
