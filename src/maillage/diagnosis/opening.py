"""Verbs that open and close what people see without an account: forms by link, and the page of answers."""

from __future__ import annotations

import hmac
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from maillage.base.models import record
from maillage.base.secret_links import digest_of, new_secret
from maillage.base.values.french import plain_date
from maillage.diagnosis.models import Consultation, ConsultationLink, PublicPage


class NotPossible(ValueError):
    """Something that cannot be done now; the message is French and says what to do."""


@transaction.atomic
def open_form(*, consultation: Consultation, today: date, actor: Any) -> str:
    """A new secret for the form of a consultation, to be shown once; an older one keeps working. Raises NotPossible."""
    if not consultation.questions.exists():
        raise NotPossible(
            "Le formulaire n'a pas encore de question : écrivez-en une au moins, puis ouvrez-le."
        )
    end = consultation.end  # type: ignore[attr-defined]
    if end is not None and end < today:
        raise NotPossible(
            f"Le dernier jour de cette concertation, le {plain_date(end)}, est passé : repoussez-le d'abord."
        )
    token = new_secret()
    ConsultationLink.objects.create(
        network=consultation.network, consultation=consultation, digest=digest_of(token)
    )
    record_on(consultation, "consultation.open", actor)
    return token


@transaction.atomic
def close_form(*, consultation: Consultation, actor: Any) -> int:
    """Every link of a consultation stops working; returns how many did."""
    links = ConsultationLink.objects.filter(consultation=consultation, revoked_at=None)
    closed: int = links.update(revoked_at=timezone.now())
    if closed:
        record_on(consultation, "consultation.close", actor)
    return closed


def link_of(token: str) -> ConsultationLink | None:
    """The link that a secret names, closed or not; None when it never existed."""
    digest = digest_of(token)
    found = ConsultationLink.objects.select_related("consultation", "network").filter(digest=digest).first()
    return found if found is not None and hmac.compare_digest(found.digest, digest) else None


@transaction.atomic
def open_public_page(*, network: Any, actor: Any) -> bool:
    """Open « Vous avez dit, nous avons fait »; False when it was open."""
    _, opened = PublicPage.objects.get_or_create(network=network, defaults={"opened_by": actor})
    if opened:
        record(
            network=network, actor=actor, verb="public-page.open", target="diagnosis.PublicPage", label=_PAGE
        )
    return opened


@transaction.atomic
def close_public_page(*, network: Any, actor: Any) -> bool:
    """Close it; False when it was closed."""
    gone, _ = PublicPage.objects.filter(network=network).delete()
    if gone:
        record(
            network=network, actor=actor, verb="public-page.close", target="diagnosis.PublicPage", label=_PAGE
        )
    return bool(gone)


_PAGE = "Page « Vous avez dit, nous avons fait »"


def record_on(consultation: Consultation, verb: str, actor: Any, **detail: Any) -> None:
    """Write one line of the history of a consultation."""
    record(
        network=consultation.network,
        actor=actor,
        verb=verb,
        target=f"diagnosis.Consultation/{consultation.code}",  # type: ignore[attr-defined]
        label=str(consultation),
        **detail,
    )
