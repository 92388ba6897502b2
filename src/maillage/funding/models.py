"""Operations, costs, funders and grants of a network."""

from __future__ import annotations

from django.db import models

from maillage.base.models import Record, mirrors
from maillage.funding.domain import lines as domain


@mirrors(domain.Operation)
class Operation(Record):
    class Meta(Record.Meta):
        verbose_name = "opération"
        constraints = [models.UniqueConstraint(fields=["network", "code"], name="operation_code")]


@mirrors(domain.CostLine)
class CostLine(Record):
    action = models.ForeignKey("programme.Action", on_delete=models.PROTECT, related_name="costs")
    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="costs")
    step = models.ForeignKey(
        "programme.Step", null=True, blank=True, on_delete=models.PROTECT, related_name="costs"
    )

    class Meta(Record.Meta):
        verbose_name = "dépense"
        constraints = [
            models.UniqueConstraint(fields=["network", "code"], name="cost_line_code"),
            models.CheckConstraint(condition=models.Q(amount_ht__gte=0), name="cost_is_not_negative"),
        ]


@mirrors(domain.Funder)
class Funder(Record):
    class Meta(Record.Meta):
        verbose_name = "financeur"
        constraints = [models.UniqueConstraint(fields=["network", "code"], name="funder_code")]


@mirrors(domain.FundingLine)
class FundingLine(Record):
    funder = models.ForeignKey(Funder, on_delete=models.PROTECT, related_name="lines")
    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="funding_lines")

    class Meta(Record.Meta):
        verbose_name = "recette"
        constraints = [models.UniqueConstraint(fields=["network", "code"], name="funding_line_code")]
