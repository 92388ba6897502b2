"""The national reference: every library of the country as published, and the tables that pages read.

It is of no network: open data are everyone's, and one copy serves all networks of an installation.
"""

from __future__ import annotations

from django.db import models


class NationalExport(models.Model):
    """A national file, one a vintage, reduced to what is compared and kept as Parquet."""

    vintage = models.CharField("millésime", max_length=20, unique=True)
    name = models.CharField("nom du fichier", max_length=200)
    digest = models.CharField("empreinte SHA-256", max_length=64)
    rows = models.PositiveIntegerField("lignes")
    departments = models.PositiveSmallIntegerField("départements")
    fictitious = models.BooleanField("fictif", default=False)
    content = models.BinaryField("contenu (Parquet)")
    loaded_at = models.DateTimeField("chargé le", auto_now=True)

    class Meta:
        verbose_name = "export national"
        ordering = ["vintage", "pk"]

    def __str__(self) -> str:
        return f"{self.name} ({self.vintage})"


class NationalReference(models.Model):
    """What the tables below were computed from, and the libraries as points for finding peers. One row, or none.

    `scales` brings each quantity to standard deviations; `points` holds them as 64-bit floats, one column after
    the other, in the order of `NationalLibrary.position`.
    """

    computed_at = models.DateTimeField("calculé le", auto_now=True)
    sources = models.JSONField("fichiers", default=list)
    libraries = models.PositiveIntegerField("bibliothèques")
    fictitious = models.BooleanField("fictif", default=False)
    scales = models.JSONField("échelles", default=list)
    points = models.BinaryField("points")

    class Meta:
        verbose_name = "référence nationale"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.libraries} bibliothèques, {self.computed_at:%Y-%m-%d}"


class NationalSpread(models.Model):
    """The answers to a question in a vintage, in a class of commune population; the class "" is all of them.

    `values` and `counts` are the distinct answers and how many gave each. To a question answered by yes or no, 1 is
    yes; for other questions the class "" has none: only quartiles are shown of it.
    """

    vintage = models.CharField("millésime", max_length=20)
    variable = models.CharField("donnée", max_length=40)
    stratum = models.CharField("classe de population", max_length=40, blank=True)
    total = models.PositiveIntegerField("bibliothèques")
    known = models.PositiveIntegerField("réponses")
    q1 = models.FloatField("premier quartile", null=True)
    median = models.FloatField("médiane", null=True)
    q3 = models.FloatField("troisième quartile", null=True)
    values = models.JSONField("réponses distinctes", default=list)
    counts = models.JSONField("nombre de chacune", default=list)

    class Meta:
        verbose_name = "répartition nationale"
        ordering = ["vintage", "variable", "stratum", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["vintage", "variable", "stratum"], name="one_spread_a_class")
        ]

    def __str__(self) -> str:
        return f"{self.variable} {self.vintage} {self.stratum}".rstrip()


class NationalDepartment(models.Model):
    """A département seen through the national files: its size, its means, and who answered."""

    code = models.CharField("département", max_length=4, unique=True)
    name = models.CharField("nom", max_length=80)
    profile = models.JSONField("profil", default=dict)
    answers = models.JSONField("réponses par millésime", default=dict)
    ranks = models.JSONField("rang médian de ses bibliothèques, à taille égale", default=dict)

    class Meta:
        verbose_name = "département (référence nationale)"
        ordering = ["code", "pk"]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class NationalLibrary(models.Model):
    """A library open to the public somewhere in the country. `values`: what peers are chosen on; null is unknown."""

    position = models.PositiveIntegerField("rang", unique=True)
    code = models.CharField("code", max_length=40, db_index=True)
    name = models.CharField("nom", max_length=200)
    town = models.CharField("commune", max_length=120)
    department = models.CharField("département", max_length=4)
    population = models.PositiveIntegerField("population de la commune")
    values = models.JSONField("valeurs comparées", default=dict)

    class Meta:
        verbose_name = "bibliothèque (référence nationale)"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.name}, {self.town} ({self.department})"
