"""The local values that a network gives to parameters."""

from __future__ import annotations

from django.db import models

from maillage.base.models import Record


class RuleOverride(Record):
    """A parameter changed for one network. Law is refused by `Rules.with_overrides`."""

    rule = models.CharField("règle", max_length=80)
    value = models.DecimalField("valeur locale", max_digits=16, decimal_places=6)
    by = models.CharField("décidé par", max_length=120)
    on = models.DateField("le")
    why = models.TextField("pourquoi")

    class Meta(Record.Meta):
        verbose_name = "paramètre local"
        verbose_name_plural = "paramètres locaux"
        constraints = [models.UniqueConstraint(fields=["network", "rule"], name="one_override_per_rule")]
