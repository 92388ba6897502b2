"""The private address at which a person's own calendar program reads the dates of a network."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from maillage.base.models import NetworkQuerySet


class FeedToken(models.Model):
    """One address a person and a network. Only a digest of its secret is kept: it can be made anew, never shown again."""

    network = models.ForeignKey("accounts.Network", on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField("empreinte", max_length=64, unique=True)
    made_at = models.DateTimeField("créé le", auto_now=True)

    objects = NetworkQuerySet.as_manager()

    class Meta:
        verbose_name = "abonnement au calendrier"
        verbose_name_plural = "abonnements au calendrier"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["network", "user"], name="one_feed_a_person")]

    def __str__(self) -> str:
        return f"Abonnement de {self.user}"
