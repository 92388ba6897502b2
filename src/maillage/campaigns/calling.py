"""Calls by the referents of the département: what came of each, in one line."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from maillage.campaigns.models import Call, CallOutcome, Participation
from maillage.campaigns.opening import trail


@transaction.atomic
def note_call(
    *, participation: Participation, outcome: CallOutcome, on: date, note: str = "", actor: Any = None
) -> Call:
    """Note a call. « Bibliothèque fermée » takes the library out of the rates until another call says otherwise."""
    call = Call.objects.create(
        network_id=participation.network_id,
        participation=participation,
        outcome=outcome.value,
        note=" ".join(note.split())[:300],
        on=on,
        actor=actor,
    )
    trail(participation.campaign, "campaign.call", actor, library=str(participation), outcome=outcome.label)
    return call
