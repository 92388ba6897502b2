"""Questionnaires: who answers a campaign, by which link, and what was answered."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from maillage.base.models import NetworkQuerySet
from maillage.campaigns.domain.answers import LONGEST_TEXT, Missing, Provenance
from maillage.campaigns.domain.answers import Answer as AnswerValue
from maillage.campaigns.domain.campaigns import Rater
from maillage.campaigns.models.declared import Campaign


class ParticipationQuerySet(NetworkQuerySet):
    def submitted(self) -> ParticipationQuerySet:
        return self.exclude(submitted_at=None)

    def of_libraries(self) -> ParticipationQuerySet:
        """Their own questionnaires: neither a second look nor what an EPCI answers for all its sites."""
        return self.filter(rater=Rater.SELF.value).exclude(library_code="")


class Participation(models.Model):
    """The questionnaire of a library (or of an EPCI, when `library_code` is empty) in a campaign.

    `stratum` and `epci_code` are frozen at the opening: rates stay true when the register moves. `express`: the short
    form was chosen. `rater_label`: who looked, for a second look. `opted_public`: the library agreed to be shown.
    """

    network = models.ForeignKey("accounts.Network", on_delete=models.CASCADE, related_name="+")
    # PROTECT: what libraries said does not vanish with the sheet of a campaign.
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="participations")
    library_code = models.CharField("bibliothèque", max_length=40, blank=True)
    library_name = models.CharField("nom", max_length=300, blank=True)
    epci_code = models.CharField("EPCI", max_length=9, blank=True)
    epci_name = models.CharField("nom de l'EPCI", max_length=200, blank=True)
    stratum = models.CharField("classe de taille", max_length=60, blank=True)
    population = models.IntegerField("population de la commune", null=True, blank=True)
    rater = models.CharField("qui regarde", max_length=20, choices=[(r.value, r.label) for r in Rater])
    rater_label = models.CharField("par", max_length=160, blank=True)
    double_rated = models.BooleanField("tirée pour un double regard", default=False)
    express = models.BooleanField("forme courte", null=True, blank=True)
    opened_at = models.DateTimeField("ouverte le", null=True, blank=True)
    saved_at = models.DateTimeField("enregistrée le", null=True, blank=True)
    submitted_at = models.DateTimeField("envoyée le", null=True, blank=True)
    submitted_by = models.CharField("envoyée par", max_length=160, blank=True)
    reopened_at = models.DateTimeField("rouverte le", null=True, blank=True)
    # After the end of the campaign, one library may still answer until that day, included.
    open_until = models.DateField("ouverte jusqu'au", null=True, blank=True)
    opted_public = models.BooleanField("profil public", default=False)
    on_behalf = models.BooleanField("saisie par le service", default=False)

    # Told before the campaign that holds it is removed.
    is_told = True

    objects: ClassVar[Any] = ParticipationQuerySet.as_manager()

    class Meta:
        verbose_name = "questionnaire"
        ordering = ["library_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "library_code", "epci_code", "rater", "rater_label"],
                name="one_questionnaire_a_rater",
            )
        ]
        indexes = [models.Index(fields=["network", "library_code"])]

    def __str__(self) -> str:
        return self.library_name or self.epci_name


class AccessLink(models.Model):
    """An address that opens one questionnaire, or the list of those of an EPCI (`epci_code`), without an account.

    Only a digest of its secret is kept. `confirmed_at`: somebody pressed the button; mail scanners only look.
    """

    network = models.ForeignKey("accounts.Network", on_delete=models.CASCADE, related_name="+")
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="links")
    participation = models.ForeignKey(
        Participation, null=True, blank=True, on_delete=models.CASCADE, related_name="links"
    )
    epci_code = models.CharField("EPCI confié", max_length=9, blank=True)
    digest = models.CharField("empreinte", max_length=64, unique=True)
    created_at = models.DateTimeField("créé le", auto_now_add=True)
    expires_on = models.DateField("dernier jour")
    revoked_at = models.DateTimeField("révoqué le", null=True, blank=True)
    confirmed_at = models.DateTimeField("confirmé le", null=True, blank=True)

    objects = NetworkQuerySet.as_manager()

    class Meta:
        verbose_name = "lien d'accès"
        verbose_name_plural = "liens d'accès"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Lien {self.pk}"


class Answer(models.Model):
    """The answer to an item of a questionnaire, in its canonical text. `item` is its code in the sealed version."""

    network = models.ForeignKey("accounts.Network", on_delete=models.CASCADE, related_name="+")
    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="answers")
    item = models.CharField("question", max_length=40)
    value = models.TextField("valeur", blank=True, max_length=LONGEST_TEXT)
    missing = models.CharField(
        "sans valeur", max_length=20, blank=True, choices=[(m.value, m.label) for m in Missing]
    )
    comment = models.TextField("remarque", blank=True, max_length=LONGEST_TEXT)
    evidence = models.TextField("ce qui le montre", blank=True, max_length=LONGEST_TEXT)
    provenance = models.CharField("voie", max_length=20, choices=[(p.value, p.label) for p in Provenance])
    by = models.CharField("par", max_length=80, blank=True)
    at = models.DateTimeField("le")
    revision = models.PositiveIntegerField("révision", default=1)

    objects = NetworkQuerySet.as_manager()

    class Meta:
        verbose_name = "réponse"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["participation", "item"], name="one_answer_an_item")]

    def __str__(self) -> str:
        return f"{self.item} {self.value or self.missing}"

    def as_value(self) -> AnswerValue:
        return AnswerValue(
            item=self.item,
            value=self.value,
            missing=Missing(self.missing) if self.missing else None,
            comment=self.comment,
            evidence=self.evidence,
            provenance=Provenance(self.provenance),
            by=self.by,
            at=self.at,
            revision=self.revision,
        )
