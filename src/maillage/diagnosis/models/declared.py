"""What people write of the diagnosis; each table stores a declared dataclass of `domain/`."""

from __future__ import annotations

from django.db import models

from maillage.base.models import Record, mirrors
from maillage.diagnosis import domain


def _one(name: str) -> list[models.UniqueConstraint]:
    return [models.UniqueConstraint(fields=["network", "code"], name=name)]


@mirrors(domain.WorkingSession)
class WorkingSession(Record):
    class Meta(Record.Meta):
        verbose_name = "séance de travail"
        verbose_name_plural = "séances de travail"
        constraints = _one("working_session_code")


@mirrors(domain.SessionTask)
class SessionTask(Record):
    session = models.ForeignKey(WorkingSession, on_delete=models.CASCADE, related_name="tasks")

    class Meta(Record.Meta):
        verbose_name = "tâche"
        constraints = _one("session_task_code")


@mirrors(domain.Consultation)
class Consultation(Record):
    class Meta(Record.Meta):
        verbose_name = "concertation"
        constraints = _one("consultation_code")

    def __str__(self) -> str:
        return f"{self.code} {self.who}"  # type: ignore[attr-defined]


@mirrors(domain.ConsultationQuestion)
class ConsultationQuestion(Record):
    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="questions")

    class Meta(Record.Meta):
        verbose_name = "question"
        constraints = _one("consultation_question_code")


@mirrors(domain.ContributionTheme)
class ContributionTheme(Record):
    class Meta(Record.Meta):
        verbose_name = "thème de contributions"
        verbose_name_plural = "thèmes de contributions"
        constraints = _one("contribution_theme_code")


@mirrors(domain.Finding)
class Finding(Record):
    sessions = models.ManyToManyField(
        WorkingSession, related_name="findings", verbose_name="séances de travail"
    )
    consultations = models.ManyToManyField(
        Consultation, related_name="findings", verbose_name="concertations"
    )
    themes = models.ManyToManyField(ContributionTheme, related_name="findings", verbose_name="contributions")

    class Meta(Record.Meta):
        verbose_name = "constat"
        constraints = _one("finding_code")


@mirrors(domain.SwotLine)
class SwotLine(Record):
    findings = models.ManyToManyField(Finding, related_name="swot_lines", verbose_name="constats")
    sessions = models.ManyToManyField(
        WorkingSession, related_name="swot_lines", verbose_name="séances de travail"
    )
    themes = models.ManyToManyField(
        ContributionTheme, related_name="swot_lines", verbose_name="contributions"
    )

    class Meta(Record.Meta):
        verbose_name = "ligne du tableau des forces et faiblesses"
        verbose_name_plural = "lignes du tableau des forces et faiblesses"
        constraints = _one("swot_line_code")


@mirrors(domain.Comparable)
class Comparable(Record):
    class Meta(Record.Meta):
        verbose_name = "projet comparable"
        verbose_name_plural = "projets comparables"
        constraints = _one("comparable_code")

    def __str__(self) -> str:
        return f"{self.code} {self.territory}"  # type: ignore[attr-defined]
