"""Frameworks of a network: drafts, and versions sealed for good once a campaign uses them."""

from __future__ import annotations

from django.db import models

from maillage.base.models import NetworkQuerySet


class FrameworkQuerySet(NetworkQuerySet):
    def sealed(self) -> FrameworkQuerySet:
        return self.exclude(sealed_at=None)


class FrameworkVersion(models.Model):
    """A version of a framework as its YAML text. Sealed, its text never changes: answers are read with it.

    `digest`: SHA-256 of the text, by which a parsed framework is kept in memory.
    """

    network = models.ForeignKey("accounts.Network", on_delete=models.CASCADE, related_name="+")
    code = models.CharField("code", max_length=40)
    version = models.CharField("version", max_length=20)
    title = models.CharField("intitulé", max_length=300)
    kind = models.CharField("nature", max_length=40)
    text = models.TextField("texte")
    digest = models.CharField("empreinte", max_length=64)
    sealed_at = models.DateTimeField("scellée le", null=True, blank=True)
    changed_at = models.DateTimeField("modifiée le", auto_now=True)

    objects = FrameworkQuerySet.as_manager()

    class Meta:
        verbose_name = "version de référentiel"
        verbose_name_plural = "versions de référentiels"
        ordering = ["code", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["network", "code", "version"], name="one_framework_version")
        ]

    def __str__(self) -> str:
        return f"{self.title} (version {self.version})"
