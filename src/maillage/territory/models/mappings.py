"""How the columns of the service's own files are read, remembered from one import to the next."""

from __future__ import annotations

from django.db import models

from maillage.base.models import NetworkQuerySet


class ColumnMapping(models.Model):
    """What each column of a kind of file holds; `fingerprint` tells the kind by its headers."""

    network = models.ForeignKey("accounts.Network", on_delete=models.CASCADE, related_name="+")
    name = models.CharField("nom", max_length=120)
    fingerprint = models.CharField("empreinte des intitulés", max_length=64)
    # Folded header -> target ("name", "postcode", "surface_m2", "" to leave the column out).
    targets = models.JSONField("correspondances", default=dict)
    used_at = models.DateTimeField("utilisé le", auto_now=True)

    objects = NetworkQuerySet.as_manager()

    class Meta:
        verbose_name = "correspondance de colonnes"
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["network", "fingerprint"], name="one_mapping_a_kind")]

    def __str__(self) -> str:
        return self.name
