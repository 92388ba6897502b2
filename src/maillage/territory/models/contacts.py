"""Whom to reach at a library."""

from __future__ import annotations

from datetime import date

from django.db import models

from maillage.base.models import NetworkQuerySet


class ContactQuerySet(NetworkQuerySet):
    def due(self, today: date) -> ContactQuerySet:
        """People whose details may not be kept any longer."""
        return self.filter(personal=True, purge_on__lte=today)


class Contact(models.Model):
    """A role's address, or a person's with the day she was informed and the day her details go.

    Nothing of it is written in the trail or kept after a deletion: what is erased is erased. The library is named by
    its code: one that is removed then brought back finds its contacts again.
    """

    network = models.ForeignKey("accounts.Network", on_delete=models.CASCADE, related_name="+")
    library_code = models.CharField("code de la bibliothèque", max_length=40)
    role = models.CharField("fonction", max_length=120)
    label = models.CharField("nom", max_length=160, blank=True)
    email = models.EmailField("adresse électronique", blank=True)
    phone = models.CharField("téléphone", max_length=40, blank=True)
    personal = models.BooleanField("coordonnées d'une personne", default=False)
    notice_given_on = models.DateField("personne informée le", null=True, blank=True)
    purge_on = models.DateField("à effacer le", null=True, blank=True)
    note = models.CharField("précision", max_length=300, blank=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = "contact"
        ordering = ["library_code", "personal", "role", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(personal=False)
                | models.Q(notice_given_on__isnull=False, purge_on__isnull=False),
                name="a_person_was_informed",
            )
        ]

    def __str__(self) -> str:
        return f"{self.library_code} {self.role}"
