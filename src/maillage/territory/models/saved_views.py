"""Searches of the register that people come back to."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from maillage.base.models import NetworkQuerySet


class SavedViewQuerySet(NetworkQuerySet):
    def seen_by(self, user: Any) -> SavedViewQuerySet:
        """Those of the team and her own."""
        return self.filter(models.Q(shared=True) | models.Q(owner=user))


class SavedView(models.Model):
    """Filters, columns and order of the register under a name: one person's, or `shared` with the team.

    `query` is the query string of the register's address.
    """

    network = models.ForeignKey("accounts.Network", on_delete=models.CASCADE, related_name="+")
    name = models.CharField("nom", max_length=80)
    query = models.CharField("filtres", max_length=2000, blank=True)
    shared = models.BooleanField("partagée avec l'équipe", default=False)
    # Empty when who made it has no account any more: a shared view stays.
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = "vue enregistrée"
        verbose_name_plural = "vues enregistrées"
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name
