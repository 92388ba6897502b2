"""A library agrees to show its profile to everyone, or takes its consent back."""

from __future__ import annotations

from django.db import transaction

from maillage.base.models import record
from maillage.campaigns.models import Participation


@transaction.atomic
def agree(*, participation: Participation, shown: bool, actor: object = None) -> None:
    """Saying twice the same changes nothing."""
    row = (
        Participation.objects.select_for_update()
        .select_related("campaign", "network")
        .get(pk=participation.pk)
    )
    if row.opted_public == shown:
        return
    row.opted_public = shown
    row.save(update_fields=["opted_public"])
    verb = "profile.show" if shown else "profile.hide"
    record(
        network=row.network,
        actor=actor,
        verb=verb,
        target=f"campaigns.Campaign/{row.campaign.code}",
        label=str(row),
    )
