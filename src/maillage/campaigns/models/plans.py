"""What a library decides to do after its results, what it wishes for, and the hours that were checked at its door."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from maillage.base.models import NetworkQuerySet
from maillage.base.values.fields import Choice
from maillage.campaigns.models.declared import Campaign


class StepState(Choice):
    CHOSEN = "chosen", "choisi"
    STARTED = "started", "commencé"
    DONE = "done", "fait"
    DROPPED = "dropped", "abandonné"


class WishKind(Choice):
    TRAINING = "training", "formation"
    EQUIPMENT = "equipment", "équipement"
    VISIT = "visit", "visite ou conseil"


class ImprovementStep(models.Model):
    """A step of a library's improvement plan: at most three a campaign. `owner` is a role or a first name."""

    network = models.ForeignKey("accounts.Network", on_delete=models.CASCADE, related_name="+")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="steps")
    library_code = models.CharField("bibliothèque", max_length=40)
    item = models.CharField("question", max_length=40, blank=True)
    from_level = models.PositiveSmallIntegerField("niveau de départ", null=True, blank=True)
    title = models.CharField("prochain pas", max_length=300)
    owner = models.CharField("qui s'en charge", max_length=120, blank=True)
    help_wanted = models.CharField("aide souhaitée du Département", max_length=300, blank=True)
    due = models.DateField("pour le", null=True, blank=True)
    state = models.CharField(
        "état", max_length=20, choices=[(s.value, s.label) for s in StepState], default=StepState.CHOSEN.value
    )
    review = models.TextField("ce qui s'est passé", blank=True, max_length=2000)
    created_at = models.DateTimeField("choisi le", default=timezone.now)
    changed_at = models.DateTimeField("modifié le", auto_now=True)

    is_told = True
    objects = NetworkQuerySet.as_manager()

    class Meta:
        verbose_name = "pas d'un plan de progrès"
        verbose_name_plural = "pas des plans de progrès"
        ordering = ["library_code", "pk"]
        indexes = [models.Index(fields=["network", "library_code"])]

    def __str__(self) -> str:
        return self.title


class Wish(models.Model):
    """What a library asks the département for; later rooms (training, equipment) gather them."""

    network = models.ForeignKey("accounts.Network", on_delete=models.CASCADE, related_name="+")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="wishes")
    library_code = models.CharField("bibliothèque", max_length=40)
    kind = models.CharField("nature", max_length=20, choices=[(k.value, k.label) for k in WishKind])
    item = models.CharField("question", max_length=40, blank=True)
    text = models.CharField("souhait", max_length=300)
    at = models.DateTimeField("le", default=timezone.now)

    is_told = True
    objects = NetworkQuerySet.as_manager()

    class Meta:
        verbose_name = "souhait"
        ordering = ["kind", "library_code", "pk"]

    def __str__(self) -> str:
        return self.text


class HoursSource(Choice):
    DOOR = "door", "affichés à la porte"
    PORTAL = "portal", "sur le portail"
    SEARCH = "search", "dans un moteur de recherche"


class HoursCheck(models.Model):
    """One look at the opening hours that a source gives for a library: the same text everywhere, or not."""

    network = models.ForeignKey("accounts.Network", on_delete=models.CASCADE, related_name="+")
    library_code = models.CharField("bibliothèque", max_length=40)
    source = models.CharField("source", max_length=20, choices=[(s.value, s.label) for s in HoursSource])
    hours = models.CharField("horaires lus", max_length=300, blank=True)
    on = models.DateField("le")

    objects = NetworkQuerySet.as_manager()

    class Meta:
        verbose_name = "relevé d'horaires"
        verbose_name_plural = "relevés d'horaires"
        ordering = ["library_code", "source", "-on", "pk"]

    def __str__(self) -> str:
        return f"{self.library_code} {self.source}"
