"""Communes, libraries, what was observed of them, and each import with its quality report."""

from __future__ import annotations

from django.db import models

from maillage.base.models import Record, Root, mirrors
from maillage.territory.domain import sheet


@mirrors(sheet.TerritorySection)
class Territory(Root):
    class Meta(Root.Meta):
        verbose_name = "territoire"


class Commune(Record):
    """A commune of the département, with the EPCI it belongs to. Figures left out are unknown."""

    insee = models.CharField("code INSEE", max_length=5)
    name = models.CharField("nom", max_length=120)
    postcodes = models.JSONField("codes postaux", default=list)
    population = models.IntegerField("population municipale", null=True)
    population_year = models.IntegerField("millésime de la population", null=True)
    epci_code = models.CharField("code de l'EPCI", max_length=9, blank=True)
    epci_name = models.CharField("EPCI", max_length=200, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)

    class Meta(Record.Meta):
        verbose_name = "commune"
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["network", "insee"], name="commune_insee")]


@mirrors(sheet.Library)
class Library(Record):
    commune = models.ForeignKey(
        Commune, null=True, blank=True, on_delete=models.SET_NULL, related_name="libraries"
    )

    class Meta(Record.Meta):
        verbose_name = "bibliothèque"
        constraints = [models.UniqueConstraint(fields=["network", "code"], name="library_code")]


class Observation(models.Model):
    """A value published for a library: variable, vintage, state, and the place it was read at."""

    network = models.ForeignKey("accounts.Network", on_delete=models.CASCADE, related_name="+")
    library = models.ForeignKey(Library, on_delete=models.CASCADE, related_name="observations")
    variable = models.CharField("variable", max_length=40)
    vintage = models.CharField("millésime", max_length=20)
    state = models.CharField("état", max_length=12)
    # Text, so that a suspect value keeps exactly what the source said.
    value = models.CharField("valeur", max_length=300, blank=True)
    source = models.CharField("fichier", max_length=200)
    line = models.PositiveIntegerField("ligne", null=True)

    class Meta:
        verbose_name = "observation"
        constraints = [
            models.UniqueConstraint(fields=["library", "variable", "vintage"], name="one_observation_a_vintage")
        ]

    def __str__(self) -> str:
        return f"{self.library_id} {self.variable} {self.vintage}"


class ImportRun(models.Model):
    """One import: which files, what came of it, and its quality report line by line."""

    network = models.ForeignKey("accounts.Network", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField("le", auto_now_add=True)
    kind = models.CharField("nature", max_length=20)
    files = models.JSONField("fichiers (nom et empreinte)", default=list)
    summary = models.JSONField("bilan", default=dict)
    remarks = models.JSONField("rapport de qualité", default=list)

    class Meta:
        verbose_name = "import"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d}"
