"""Long work asked for by a person: how far it is, and what came of it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from maillage.base.models.records import NetworkQuerySet


class JobState(models.TextChoices):
    WAITING = "waiting", "en attente"
    RUNNING = "running", "en cours"
    DONE = "done", "terminé"
    FAILED = "failed", "échoué"


class Job(models.Model):
    """`progress` goes from 0 to 100, or is None when nobody can tell. `result` is what the work returned."""

    network = models.ForeignKey("accounts.Network", on_delete=models.CASCADE, related_name="+")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    kind = models.CharField("nature", max_length=60)
    label = models.CharField("intitulé", max_length=200)
    state = models.CharField("état", max_length=10, choices=JobState.choices, default=JobState.WAITING)
    progress = models.PositiveSmallIntegerField("avancement", null=True, blank=True)
    message = models.CharField("étape", max_length=300, blank=True)
    arguments = models.JSONField("paramètres", default=dict)
    result = models.JSONField("résultat", default=dict)
    created_at = models.DateTimeField("demandé le", auto_now_add=True)
    ended_at = models.DateTimeField("fini le", null=True, blank=True)

    objects = NetworkQuerySet.as_manager()

    class Meta:
        verbose_name = "travail"
        verbose_name_plural = "travaux"
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["network", "kind", "-created_at"])]

    def __str__(self) -> str:
        return self.label

    @property
    def is_over(self) -> bool:
        return self.state in (JobState.DONE, JobState.FAILED)

    def tell(self, message: str, progress: int | None = None) -> None:
        """Say where the work is: seen at once by whoever looks."""
        self.message, self.progress = message[:300], progress
        self.save(update_fields=["message", "progress"])

    def end(self, state: JobState, *, message: str = "", result: dict[str, Any] | None = None) -> None:
        self.state, self.message, self.ended_at = state, message[:300], timezone.now()
        self.progress = 100 if state == JobState.DONE else self.progress
        if result is not None:
            self.result = result
        self.save(update_fields=["state", "message", "ended_at", "progress", "result"])
