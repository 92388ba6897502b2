"""A file that people keep with a thing: what is told of it in one table, its bytes in another that no list reads."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from maillage.base.models.records import NetworkQuerySet


class KeptFile(models.Model):
    """What is told of a file. The model that keeps it adds the key of the thing it goes with."""

    is_told = True
    network = models.ForeignKey("accounts.Network", on_delete=models.CASCADE, related_name="+")
    name = models.CharField("nom du fichier", max_length=200)
    title = models.CharField("ce que c'est", max_length=300, blank=True)
    media_type = models.CharField("nature", max_length=100)
    size = models.PositiveIntegerField("taille en octets")
    digest = models.CharField("empreinte", max_length=64)
    at = models.DateTimeField("déposé le", default=timezone.now)
    author_name = models.CharField("déposé par", max_length=200, blank=True)

    objects = NetworkQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.title or self.name


class KeptContent(models.Model):
    """The bytes of a kept file. The model adds `attachment`, the key of the file."""

    is_told = False
    network = models.ForeignKey("accounts.Network", on_delete=models.CASCADE, related_name="+")
    data = models.BinaryField("contenu")

    objects = NetworkQuerySet.as_manager()

    class Meta:
        abstract = True
