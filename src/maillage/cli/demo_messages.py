"""What the demo's service sent and whom it called: invitations, reminders, a few conversations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from maillage.campaigns.models import Call, CallOutcome, Message, MessageKind, Participation

NOTES = (
    (CallOutcome.REACHED, "Elle s'y met mercredi, pendant la permanence."),
    (CallOutcome.REACHED, "N'avait pas vu le message : lien renvoyé."),
    (CallOutcome.ANSWERED, "Répondu ensemble en douze minutes."),
    (CallOutcome.ABSENT, "Répondeur, rappeler un samedi matin."),
    (CallOutcome.REFUSED, "Pas cette année, l'équipe change."),
)
# One library in three has no address: it is called, not written to.
WITHOUT_ADDRESS = 0.33


def add_demo_messages(row: Any, people: Sequence[Participation], today: date) -> None:
    """Invitations on the day of the opening, reminders to those who had not sent, then calls."""
    chance = Random(f"{row.code} messages")  # noqa: S311 (an invented story, the same at each run)
    sent: list[Message] = []
    calls: list[Call] = []
    for participation in people:
        if chance.random() < WITHOUT_ADDRESS:
            calls += _call(participation, row, chance, today)
            continue
        sent.append(_message(participation, MessageKind.INVITATION, 0, row.opens))
        for rank, delay in enumerate((row.first_reminder, row.second_reminder), 1):
            day = row.opens + timedelta(days=delay)
            if day < today and not (participation.submitted_at and participation.submitted_at.date() <= day):
                sent.append(_message(participation, MessageKind.REMINDER, rank, day))
    Message.objects.bulk_create(sent)
    Call.objects.bulk_create(calls)


def _message(participation: Participation, kind: MessageKind, rank: int, day: date) -> Message:
    at = datetime.combine(day, time(9), timezone.get_current_timezone())
    return Message(
        network_id=participation.network_id, participation=participation, kind=kind.value, rank=rank, at=at
    )


def _call(participation: Participation, row: Any, chance: Random, today: date) -> list[Call]:
    day = row.opens + timedelta(days=chance.randint(22, 40))
    if day >= today or chance.random() < 0.4:
        return []
    answered = participation.submitted_at is not None
    outcome, note = NOTES[2] if answered else chance.choice(NOTES)
    if outcome is CallOutcome.ANSWERED and not answered:
        outcome, note = NOTES[3]
    return [
        Call(
            network_id=participation.network_id, participation=participation, outcome=outcome.value, note=note, on=day
        )
    ]  # fmt: skip
