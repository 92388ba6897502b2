"""What the service knows of its libraries beside open data, value by value."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from maillage.base.models import NetworkQuerySet


class OwnValue(models.Model):
    """A figure of a library that somebody typed, corrected or imported; it stands over the published one.

    `value` is null when the published value is known to be wrong and the right one is not known. The library is
    named by its code: a library that is removed then brought back finds its values again.
    """

    network = models.ForeignKey("accounts.Network", on_delete=models.CASCADE, related_name="+")
    library_code = models.CharField("code de la bibliothèque", max_length=40)
    variable = models.CharField("donnée", max_length=40)
    year = models.PositiveSmallIntegerField("année", null=True)
    # A number is written as a text, exactly; a flag is a boolean.
    value = models.JSONField("valeur", null=True)
    is_number = models.BooleanField("nombre", default=False)
    source = models.CharField("source", max_length=200)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name="par"
    )
    at = models.DateTimeField("le")
    run = models.ForeignKey(
        "territory.ImportRun", null=True, on_delete=models.SET_NULL, related_name="own_values"
    )

    objects = NetworkQuerySet.as_manager()

    class Meta:
        verbose_name = "valeur du réseau"
        ordering = ["library_code", "variable", "year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "library_code", "variable", "year"], name="one_own_value_a_year"
            ),
            models.UniqueConstraint(
                fields=["network", "library_code", "variable"],
                condition=models.Q(year=None),
                name="one_own_value_without_a_year",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.library_code} {self.variable} {self.year or ''}".rstrip()
