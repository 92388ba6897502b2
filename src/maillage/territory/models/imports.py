"""Each import with the files it read, their lines, and its quality report."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from maillage.base.models import NetworkQuerySet


class SourceFile(models.Model):
    """An export as it was read: kept whole, so that every value can be traced to its file and line."""

    network = models.ForeignKey("accounts.Network", on_delete=models.CASCADE, related_name="+")
    name = models.CharField("nom du fichier", max_length=200)
    vintage = models.CharField("millésime", max_length=20)
    delimiter = models.CharField("séparateur", max_length=3)
    digest = models.CharField("empreinte SHA-256", max_length=64)
    read_at = models.DateTimeField("lu le", auto_now_add=True)

    objects = NetworkQuerySet.as_manager()

    class Meta:
        verbose_name = "fichier source"
        ordering = ["vintage", "name", "pk"]
        constraints = [models.UniqueConstraint(fields=["network", "digest"], name="a_file_is_read_once")]

    def __str__(self) -> str:
        return f"{self.name} ({self.vintage})"


class SourceRow(models.Model):
    """One line of an export, cells as written and values as read."""

    network = models.ForeignKey("accounts.Network", on_delete=models.CASCADE, related_name="+")
    file = models.ForeignKey(SourceFile, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField("ligne")
    content = models.JSONField("contenu")

    objects = NetworkQuerySet.as_manager()

    class Meta:
        verbose_name = "ligne source"
        ordering = ["file", "line", "pk"]

    def __str__(self) -> str:
        return f"{self.file} l. {self.line}"


class ImportRun(models.Model):
    """One import: which files, what came of it, and its quality report line by line."""

    network = models.ForeignKey("accounts.Network", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField("le", auto_now_add=True)
    kind = models.CharField("nature", max_length=20)
    files = models.JSONField("fichiers (nom et empreinte)", default=list)
    summary = models.JSONField("bilan", default=dict)
    remarks = models.JSONField("rapport de qualité", default=list)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name="par"
    )
    undone_at = models.DateTimeField("annulé le", null=True)

    objects = NetworkQuerySet.as_manager()

    class Meta:
        verbose_name = "import"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d}"


class BeforeImport(models.Model):
    """What an import changed, as it was before and as it left it: what undoing needs, and no page reads."""

    network = models.ForeignKey("accounts.Network", on_delete=models.CASCADE, related_name="+")
    run = models.OneToOneField(ImportRun, on_delete=models.CASCADE, related_name="before")
    content = models.JSONField("contenu", default=dict)

    objects = NetworkQuerySet.as_manager()

    class Meta:
        verbose_name = "état d'avant import"
        ordering = ["run", "pk"]

    def __str__(self) -> str:
        return f"avant {self.run}"
