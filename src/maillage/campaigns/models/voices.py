"""What readers and participants said, without a name: satisfaction surveys, and the questions after a workshop."""

from __future__ import annotations

from django.db import models

from maillage.base.models import NetworkQuerySet
from maillage.campaigns.models.declared import Campaign


class SurveyLink(models.Model):
    """An address (or the QR code of it) that anyone may answer. `library_code` empty: for the whole network."""

    network = models.ForeignKey("accounts.Network", on_delete=models.CASCADE, related_name="+")
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="survey_links")
    library_code = models.CharField("bibliothèque", max_length=40, blank=True)
    occasion = models.CharField("atelier ou occasion", max_length=160, blank=True)
    digest = models.CharField("empreinte", max_length=64, unique=True)
    created_at = models.DateTimeField("créé le", auto_now_add=True)
    revoked_at = models.DateTimeField("révoqué le", null=True, blank=True)

    objects = NetworkQuerySet.as_manager()

    class Meta:
        verbose_name = "lien d'enquête"
        verbose_name_plural = "liens d'enquête"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.occasion or self.library_code or f"Lien {self.pk}"


class SurveyReply(models.Model):
    """One person's answers: {item: canonical value}. Nothing tells who; the day alone is kept."""

    network = models.ForeignKey("accounts.Network", on_delete=models.CASCADE, related_name="+")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="replies")
    library_code = models.CharField("bibliothèque", max_length=40, blank=True)
    occasion = models.CharField("atelier ou occasion", max_length=160, blank=True)
    on = models.DateField("le")
    on_paper = models.BooleanField("recopiée du papier", default=False)
    values = models.JSONField("réponses", default=dict)
    receipt = models.CharField("envoi", max_length=64, blank=True)

    is_told = True
    objects = NetworkQuerySet.as_manager()

    class Meta:
        verbose_name = "réponse d'enquête"
        verbose_name_plural = "réponses d'enquête"
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "receipt"], condition=~models.Q(receipt=""), name="one_reply_a_sending"
            )
        ]
        indexes = [models.Index(fields=["campaign", "library_code"])]

    def __str__(self) -> str:
        return f"{self.campaign_id} {self.on}"
