"""The outline of each commune, for maps."""

from __future__ import annotations

from django.db import models

from maillage.base.models import NetworkQuerySet


class Contour(models.Model):
    """The outline of a commune, simplified: a GeoJSON geometry in degrees (longitude, latitude)."""

    network = models.ForeignKey("accounts.Network", on_delete=models.CASCADE, related_name="+")
    insee = models.CharField("code INSEE", max_length=5)
    geometry = models.JSONField("géométrie")

    objects = NetworkQuerySet.as_manager()

    class Meta:
        verbose_name = "contour de commune"
        ordering = ["insee", "pk"]
        constraints = [models.UniqueConstraint(fields=["network", "insee"], name="one_contour_a_commune")]

    def __str__(self) -> str:
        return self.insee
