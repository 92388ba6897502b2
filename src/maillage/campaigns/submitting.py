"""Sending a questionnaire, and opening it again. Results rest on what was sent, never on a draft."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from maillage.base.models import record
from maillage.campaigns.answering import Locked, why_locked
from maillage.campaigns.models import Participation


@transaction.atomic
def submit(*, participation: Participation, today: date, by: str = "", actor: object = None) -> Participation:
    """Send a questionnaire, whole or not: what lacks is unknown. Raises Locked. Sending twice changes nothing.

    `participation` was read just before, with its campaign; it comes back as it is now.
    """
    if participation.submitted_at is None and (refusal := why_locked(participation, today)):
        raise Locked(refusal)
    now, told = timezone.now(), by.strip()[:160]
    # One writer only: whoever presses twice finds it sent.
    sent = Participation.objects.filter(pk=participation.pk, submitted_at=None)
    if not sent.update(submitted_at=now, submitted_by=told):
        participation.refresh_from_db(fields=["submitted_at", "submitted_by"])
        return participation
    participation.submitted_at, participation.submitted_by = now, told
    _trail(participation, "questionnaire.submit", actor)
    return participation


@transaction.atomic
def reopen(*, participation: Participation, until: date | None, actor: object = None) -> Participation:
    """Take answers again for one library; `until` (included) lets it answer after the end of the campaign."""
    row = Participation.objects.select_for_update().select_related("campaign").get(pk=participation.pk)
    row.submitted_at, row.reopened_at, row.open_until = None, timezone.now(), until
    row.save(update_fields=["submitted_at", "reopened_at", "open_until"])
    _trail(row, "questionnaire.reopen", actor)
    return row


def _trail(row: Participation, verb: str, actor: object) -> None:
    record(
        network=row.network, actor=actor, verb=verb,
        target=f"campaigns.Campaign/{row.campaign.code}", label=str(row), campaign=str(row.campaign),
    )  # fmt: skip
