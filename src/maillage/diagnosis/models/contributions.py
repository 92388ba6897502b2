"""Contributions received, the links by which forms open without an account, and the public page of answers.

No address, no name, no e-mail: a contribution carries a quality and a commune when its author chose to give them.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from maillage.base.models import NetworkQuerySet
from maillage.base.values.french import folded
from maillage.diagnosis.domain.contributions import Channel, ContributionState, Quality
from maillage.diagnosis.models.declared import Consultation, ContributionTheme


class ConsultationLink(models.Model):
    """An address that opens the form of a consultation to whoever has it. Only a digest of its secret is kept."""

    network = models.ForeignKey("accounts.Network", on_delete=models.CASCADE, related_name="+")
    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="links")
    digest = models.CharField("empreinte", max_length=64, unique=True)
    opened_at = models.DateTimeField("ouvert le", auto_now_add=True)
    revoked_at = models.DateTimeField("fermé le", null=True, blank=True)

    objects = NetworkQuerySet.as_manager()

    class Meta:
        verbose_name = "lien vers un formulaire"
        verbose_name_plural = "liens vers un formulaire"
        ordering = ["-opened_at", "-pk"]

    def __str__(self) -> str:
        return f"Lien {self.pk}"


class ContributionQuerySet(NetworkQuerySet):
    def in_state(self, state: ContributionState) -> ContributionQuerySet:
        """Those in a state, which follows from what was done with them."""
        match state:
            case ContributionState.ASIDE:
                return self.exclude(set_aside="")
            case ContributionState.GROUPED:
                return self.filter(set_aside="", theme__isnull=False)
            case ContributionState.READ:
                return self.filter(set_aside="", theme__isnull=True, read_at__isnull=False)
        return self.filter(set_aside="", theme__isnull=True, read_at__isnull=True)

    def unread_first(self) -> ContributionQuerySet:
        return self.order_by(models.F("read_at").asc(nulls_first=True), "-at", "-number")


class Contribution(models.Model):
    """What someone said in a consultation. `answers`: a list of {question, title, text}; `folded` is searched."""

    network = models.ForeignKey("accounts.Network", on_delete=models.CASCADE, related_name="+")
    # PROTECT: what people said does not vanish with the sheet of a consultation.
    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="contributions")
    number = models.PositiveIntegerField("numéro")
    at = models.DateTimeField("reçue le")
    channel = models.CharField("voie", max_length=20, choices=[(c.value, c.label) for c in Channel])
    quality = models.CharField(
        "qualité", max_length=20, blank=True, choices=[(q.value, q.label) for q in Quality]
    )
    commune = models.CharField("commune", max_length=100, blank=True)
    answers = models.JSONField("réponses", default=list)
    folded = models.TextField("texte de recherche", blank=True)
    theme = models.ForeignKey(
        ContributionTheme, null=True, blank=True, on_delete=models.SET_NULL, related_name="contributions"
    )
    set_aside = models.CharField("raison de l'avoir écartée", max_length=300, blank=True)
    read_at = models.DateTimeField("lue le", null=True, blank=True)
    # What the form sent to tell one sending from the next: pressing the button twice makes one contribution.
    receipt = models.CharField("envoi", max_length=64, blank=True)

    # Told before the consultation that holds it is removed.
    is_told = True

    objects: ClassVar[Any] = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name = "contribution"
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["network", "number"], name="contribution_number"),
            models.UniqueConstraint(
                fields=["consultation", "receipt"],
                condition=~models.Q(receipt=""),
                name="one_contribution_a_sending",
            ),
        ]
        indexes = [models.Index(fields=["network", "-at"])]

    def __str__(self) -> str:
        return f"Contribution {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = folded(" ".join([*(answer["text"] for answer in self.answers), self.commune]))
        super().save(*args, **kwargs)

    @property
    def state(self) -> ContributionState:
        if self.set_aside:
            return ContributionState.ASIDE
        if self.theme_id:
            return ContributionState.GROUPED
        return ContributionState.READ if self.read_at else ContributionState.UNREAD

    @property
    def quality_label(self) -> str:
        return Quality(self.quality).label if self.quality else ""

    @property
    def channel_label(self) -> str:
        return Channel(self.channel).label


class PublicPage(models.Model):
    """The page « Vous avez dit, nous avons fait » of a network is open. No row: closed, as it is at first."""

    network = models.OneToOneField("accounts.Network", on_delete=models.CASCADE, related_name="+")
    opened_at = models.DateTimeField("ouverte le", auto_now_add=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = NetworkQuerySet.as_manager()

    class Meta:
        verbose_name = "page publique de la concertation"
        verbose_name_plural = "pages publiques de la concertation"

    def __str__(self) -> str:
        return "Vous avez dit, nous avons fait"
