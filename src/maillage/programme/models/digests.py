"""Who receives the digest of the programme, for which functions, and when it was last sent."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from maillage.base.models import NetworkQuerySet


class Rhythm(models.TextChoices):
    WEEKLY = "weekly", "chaque lundi"
    MONTHLY = "monthly", "le premier lundi du mois"
    NEVER = "never", "jamais"


class DigestChoice(models.Model):
    """What a person asked for. `functions`: those she holds ("Chef de projet numérique"), as the sheets name leads."""

    network = models.ForeignKey("accounts.Network", on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    functions = models.JSONField("fonctions tenues", default=list, blank=True)
    rhythm = models.CharField("rythme", max_length=10, choices=Rhythm.choices, default=Rhythm.WEEKLY)
    sent_on = models.DateField("dernier envoi", null=True, blank=True)

    objects = NetworkQuerySet.as_manager()

    class Meta:
        verbose_name = "choix de rappel"
        verbose_name_plural = "choix de rappel"
        constraints = [models.UniqueConstraint(fields=["network", "user"], name="one_digest_choice")]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_rhythm_display()})"
