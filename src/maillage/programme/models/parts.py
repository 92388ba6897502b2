"""What an action sheet holds besides its steps: team, risks, deliverables, legal points, notes of progress."""

from __future__ import annotations

from django.db import models

from maillage.base.models import Record, mirrors
from maillage.programme import domain
from maillage.programme.models.tree import Action


@mirrors(domain.TeamMember)
class TeamMember(Record):
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="team")

    class Meta(Record.Meta):
        verbose_name = "membre de l'équipe"
        verbose_name_plural = "membres de l'équipe"


@mirrors(domain.Risk)
class Risk(Record):
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="risks")

    class Meta(Record.Meta):
        verbose_name = "risque"
        constraints = [models.UniqueConstraint(fields=["network", "code"], name="risk_code")]


@mirrors(domain.Deliverable)
class Deliverable(Record):
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="deliverables")

    class Meta(Record.Meta):
        verbose_name = "livrable"


@mirrors(domain.LegalPoint)
class LegalPoint(Record):
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="legal")

    class Meta(Record.Meta):
        verbose_name = "point de droit"
        verbose_name_plural = "points de droit"


@mirrors(domain.ProgressNote)
class ProgressNote(Record):
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="notes")

    class Meta(Record.Meta):
        verbose_name = "note d'avancement"
        verbose_name_plural = "notes d'avancement"
