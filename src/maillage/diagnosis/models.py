"""What a network's diagnosis holds."""

from __future__ import annotations

from django.db import models

from maillage.base.models import Record, mirrors
from maillage.diagnosis import domain


@mirrors(domain.Finding)
class Finding(Record):
    class Meta(Record.Meta):
        verbose_name = "constat"
        constraints = [models.UniqueConstraint(fields=["network", "code"], name="finding_code")]


@mirrors(domain.Comparable)
class Comparable(Record):
    class Meta(Record.Meta):
        verbose_name = "projet comparable"
        constraints = [models.UniqueConstraint(fields=["network", "code"], name="comparable_code")]

    def __str__(self) -> str:
        return f"{self.code} {self.territory}"  # type: ignore[attr-defined]


@mirrors(domain.WorkingSession)
class WorkingSession(Record):
    class Meta(Record.Meta):
        verbose_name = "séance de travail"
        constraints = [models.UniqueConstraint(fields=["network", "code"], name="working_session_code")]


@mirrors(domain.Consultation)
class Consultation(Record):
    class Meta(Record.Meta):
        verbose_name = "concertation"
        constraints = [models.UniqueConstraint(fields=["network", "code"], name="consultation_code")]

    def __str__(self) -> str:
        return f"{self.code} {self.who}"  # type: ignore[attr-defined]
