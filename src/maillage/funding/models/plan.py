"""Operations, costs, funders, grants and scenarios of a network."""

from __future__ import annotations

from django.db import models

from maillage.base.models import Record, mirrors
from maillage.funding.domain import written as domain


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
    not_with = models.ManyToManyField("self", symmetrical=False, related_name="excluded_by")

    class Meta(Record.Meta):
        verbose_name = "financeur"
        constraints = [models.UniqueConstraint(fields=["network", "code"], name="funder_code")]


@mirrors(domain.Instalment)
class Instalment(Record):
    funder = models.ForeignKey(Funder, on_delete=models.CASCADE, related_name="payments")

    class Meta(Record.Meta):
        verbose_name = "part de l'échéancier"
        verbose_name_plural = "parts de l'échéancier"


@mirrors(domain.FundingLine)
class FundingLine(Record):
    funder = models.ForeignKey(Funder, on_delete=models.PROTECT, related_name="lines")
    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="funding_lines")
    costs = models.ManyToManyField(CostLine, related_name="funding_lines", verbose_name="dépenses retenues")

    class Meta(Record.Meta):
        verbose_name = "recette"
        constraints = [models.UniqueConstraint(fields=["network", "code"], name="funding_line_code")]


@mirrors(domain.Receipt)
class Receipt(Record):
    line = models.ForeignKey(FundingLine, on_delete=models.CASCADE, related_name="receipts")

    class Meta(Record.Meta):
        verbose_name = "versement reçu"
        verbose_name_plural = "versements reçus"


@mirrors(domain.Authorisation)
class Authorisation(Record):
    operations = models.ManyToManyField(Operation, related_name="authorisations", verbose_name="opérations")

    class Meta(Record.Meta):
        verbose_name = "autorisation pluriannuelle"
        verbose_name_plural = "autorisations pluriannuelles"
        constraints = [models.UniqueConstraint(fields=["network", "code"], name="authorisation_code")]


@mirrors(domain.WhatIf)
class WhatIf(Record):
    without = models.ManyToManyField(Funder, related_name="scenarios", verbose_name="financeurs absents")

    class Meta(Record.Meta):
        verbose_name = "scénario de financement"
        verbose_name_plural = "scénarios de financement"
        constraints = [models.UniqueConstraint(fields=["network", "code"], name="what_if_code")]


@mirrors(domain.Postponement)
class Postponement(Record):
    scenario = models.ForeignKey(WhatIf, on_delete=models.CASCADE, related_name="moves")
    # A hypothesis does not hold an action back.
    action = models.ForeignKey("programme.Action", on_delete=models.CASCADE, related_name="postponements")

    class Meta(Record.Meta):
        verbose_name = "action décalée"
        verbose_name_plural = "actions décalées"
