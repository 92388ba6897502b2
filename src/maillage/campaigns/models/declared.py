"""What people write of a campaign."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models

from maillage.base.models import Frozen, Record, mirrors
from maillage.campaigns.domain import campaigns
from maillage.campaigns.domain.campaigns import CampaignState


@mirrors(campaigns.Campaign)
class Campaign(Record):
    """A campaign, and when it really opened and closed: dates alone neither send an invitation nor lock an answer."""

    group = models.ForeignKey(
        "territory.LibraryGroup",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="groupe ou vague interrogé",
    )
    opened_at = models.DateTimeField("ouverte le", null=True, blank=True)
    closed_at = models.DateTimeField("close le", null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = "campagne"
        constraints = [models.UniqueConstraint(fields=["network", "code"], name="campaign_code")]

    def save(self, *args: Any, **options: Any) -> None:
        """Raises Frozen when it would change what an open campaign asks: answers are read with that version."""
        if self.pk is not None and self.opened_at is not None:
            self._keep_version()
        super().save(*args, **options)

    def _keep_version(self) -> None:
        row: Any = self
        opened = Campaign.objects.filter(pk=self.pk).exclude(opened_at=None)
        kept = opened.values_list("framework", "framework_version").first()
        if kept is None:
            return
        # A file written before the opening names no version: the one in use stays.
        row.framework_version = row.framework_version or kept[1]
        if kept != (row.framework, row.framework_version):
            raise Frozen(
                f"« {self} » est ouverte avec le référentiel {kept[0]}, version {kept[1]} : ses réponses s'y rattachent. "
                "Gardez-le, ou faites une autre campagne."
            )

    @property
    def state(self) -> CampaignState:
        if self.closed_at:
            return CampaignState.CLOSED
        return CampaignState.OPEN if self.opened_at else CampaignState.DRAFT

    def takes_answers(self, on: date) -> bool:
        row: Any = self
        return self.state is CampaignState.OPEN and (row.closes is None or on <= row.closes)
