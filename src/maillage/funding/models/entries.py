"""What the finance software says: commitments, payments and receipts, a row each, file by file."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from maillage.base.models.records import NetworkQuerySet
from maillage.funding.domain.entries import EntryKind, Match
from maillage.funding.models.plan import CostLine, FundingLine


class EntryFile(models.Model):
    """A file of the finance software, taken in one go: it may be taken back in one go."""

    is_told = True
    network = models.ForeignKey("accounts.Network", on_delete=models.CASCADE, related_name="+")
    name = models.CharField("nom du fichier", max_length=200)
    digest = models.CharField("empreinte", max_length=64)
    at = models.DateTimeField("importé le", default=timezone.now)
    author_name = models.CharField("importé par", max_length=200, blank=True)

    objects = NetworkQuerySet.as_manager()

    class Meta:
        verbose_name = "fichier d'écritures"
        verbose_name_plural = "fichiers d'écritures"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.name


class Entry(models.Model):
    """One entry. `number` names it in the finance software, and `commitment` the commitment that a payment settles."""

    is_told = True
    network = models.ForeignKey("accounts.Network", on_delete=models.CASCADE, related_name="+")
    file = models.ForeignKey(EntryFile, on_delete=models.CASCADE, related_name="entries")
    row = models.PositiveIntegerField("ligne du fichier")
    kind = models.CharField("nature", max_length=12, choices=[(one.value, one.label) for one in EntryKind])
    number = models.CharField("numéro", max_length=60, blank=True)
    commitment = models.CharField("engagement", max_length=60, blank=True)
    day = models.DateField("jour")
    amount_ttc = models.DecimalField("montant TTC", max_digits=14, decimal_places=2)
    label = models.CharField("libellé", max_length=300, blank=True)
    third_party = models.CharField("tiers", max_length=200, blank=True)
    account = models.CharField("imputation", max_length=60, blank=True)
    cost = models.ForeignKey(
        CostLine,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="entries",
        verbose_name="dépense",
    )
    line = models.ForeignKey(
        FundingLine,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="entries",
        verbose_name="recette",
    )
    match = models.CharField(
        "rapprochée", max_length=12, blank=True, choices=[(one.value, one.label) for one in Match]
    )

    objects = NetworkQuerySet.as_manager()

    class Meta:
        verbose_name = "écriture"
        ordering = ["day", "pk"]
        indexes = [models.Index(fields=["network", "kind", "number"], name="entry_number")]

    def __str__(self) -> str:
        return f"{self.number} {self.label}".strip()
