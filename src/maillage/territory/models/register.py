"""Communes and the libraries of the register."""

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
    epci_type = models.CharField("type d'EPCI", max_length=10, blank=True)
    department = models.CharField("département", max_length=3, blank=True)
    department_name = models.CharField("nom du département", max_length=60, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    former_codes = models.JSONField("anciens codes INSEE", default=list)

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

    @property
    def choice_label(self) -> str:
        """How a form proposes it: people look for the town first."""
        return f"{self.town or 'Commune inconnue'}, {self.name} ({self.code})"  # type: ignore[attr-defined]


@mirrors(sheet.LibraryGroup)
class LibraryGroup(Record):
    class Meta(Record.Meta):
        verbose_name = "groupe de bibliothèques"
        verbose_name_plural = "groupes de bibliothèques"
        constraints = [models.UniqueConstraint(fields=["network", "code"], name="library_group_code")]
