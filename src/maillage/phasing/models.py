"""What bounds a network's calendar, and the plan that was computed."""

from __future__ import annotations

from django.db import models

from maillage.base.models import Record, Root, mirrors
from maillage.phasing.domain import settings as domain


@mirrors(domain.PhasingSection)
class PhasingSettings(Root):
    class Meta(Root.Meta):
        verbose_name = "réglage du phasage"


@mirrors(domain.BudgetCeiling)
class BudgetCeiling(Record):
    class Meta(Record.Meta):
        verbose_name = "plafond annuel"
        constraints = [models.UniqueConstraint(fields=["network", "year"], name="one_ceiling_a_year")]
