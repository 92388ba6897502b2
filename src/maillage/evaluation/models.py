"""Indicators and measures of a network."""

from __future__ import annotations

from typing import Any

from django.db import models

from maillage.base.models import Record, mirrors
from maillage.base.values.french import plain_date
from maillage.evaluation.domain import indicators as domain


@mirrors(domain.Indicator)
class Indicator(Record):
    objective = models.ForeignKey("programme.Objective", on_delete=models.PROTECT, related_name="indicators")

    class Meta(Record.Meta):
        verbose_name = "indicateur"
        constraints = [models.UniqueConstraint(fields=["network", "code"], name="indicator_code")]


@mirrors(domain.Measure)
class Measure(Record):
    # PROTECT: a programme file that no longer names an indicator must not take its measures away.
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="measures")

    class Meta(Record.Meta):
        ordering = ["day", "pk"]
        verbose_name = "mesure"
        constraints = [models.UniqueConstraint(fields=["indicator", "day"], name="one_measure_a_day")]

    def __str__(self) -> str:
        return f"Mesure de {self.indicator.code}, {plain_date(self.day)}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises ValueError when another measure of the indicator has the same day."""
        others = type(self).objects.filter(indicator=self.indicator_id, day=self.day).exclude(pk=self.pk)
        if others.exists():
            raise ValueError(
                f"{self.indicator.code} a déjà une mesure le {plain_date(self.day)} : modifiez celle-là, ou changez la date."
            )
        super().save(*args, **kwargs)
