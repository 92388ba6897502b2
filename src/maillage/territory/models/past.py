"""Previous schémas and what they promised."""

from __future__ import annotations

from django.db import models

from maillage.base.models import Record, mirrors
from maillage.territory.domain import past


@mirrors(past.PastPlan)
class PastPlan(Record):
    class Meta(Record.Meta):
        verbose_name = "schéma précédent"
        verbose_name_plural = "schémas précédents"
        constraints = [models.UniqueConstraint(fields=["network", "code"], name="past_plan_code")]


@mirrors(past.PastCommitment)
class PastCommitment(Record):
    plan = models.ForeignKey(PastPlan, on_delete=models.CASCADE, related_name="commitments")

    class Meta(Record.Meta):
        verbose_name = "engagement"
        constraints = [models.UniqueConstraint(fields=["network", "code"], name="past_commitment_code")]
