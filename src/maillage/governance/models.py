"""Bodies and meetings of a network."""

from __future__ import annotations

from django.db import models

from maillage.base.models import Record, mirrors
from maillage.governance import domain


@mirrors(domain.Body)
class Body(Record):
    class Meta(Record.Meta):
        verbose_name = "instance"
        constraints = [models.UniqueConstraint(fields=["network", "code"], name="body_code")]


@mirrors(domain.Meeting)
class Meeting(Record):
    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="meetings")

    class Meta(Record.Meta):
        verbose_name = "séance"
        constraints = [models.UniqueConstraint(fields=["body", "day"], name="one_meeting_a_day")]
