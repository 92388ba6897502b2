"""Needs and purchases of a network."""

from __future__ import annotations

from django.db import models

from maillage.base.models import Record, mirrors
from maillage.procurement.domain import purchases as domain


@mirrors(domain.HomogeneousNeed)
class HomogeneousNeed(Record):
    class Meta(Record.Meta):
        verbose_name = "besoin homogène"
        constraints = [models.UniqueConstraint(fields=["network", "code"], name="homogeneous_need_code")]


@mirrors(domain.Purchase)
class Purchase(Record):
    need = models.ForeignKey(HomogeneousNeed, on_delete=models.PROTECT, related_name="purchases")
    costs = models.ManyToManyField("funding.CostLine", related_name="purchases", verbose_name="dépenses")
    step = models.ForeignKey("programme.Step", on_delete=models.PROTECT, related_name="purchases")

    class Meta(Record.Meta):
        verbose_name = "achat"
        constraints = [models.UniqueConstraint(fields=["network", "code"], name="purchase_code")]
