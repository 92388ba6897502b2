"""What was sent to whom, and the calls made: reminders follow from it, and nobody is asked twice for nothing."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from maillage.base.models import NetworkQuerySet
from maillage.base.values.fields import Choice
from maillage.campaigns.models.participations import Participation


class MessageKind(Choice):
    INVITATION = "invitation", "invitation"
    REMINDER = "reminder", "relance"
    THANKS = "thanks", "remerciement"
    RESULTS = "results", "restitution"


class CallOutcome(Choice):
    REACHED = "reached", "jointe, va répondre"
    ANSWERED = "answered", "a répondu au téléphone"
    ABSENT = "absent", "pas de réponse"
    REFUSED = "refused", "ne répondra pas"
    CLOSED = "closed", "bibliothèque fermée"


class Message(models.Model):
    """An e-mail sent for a questionnaire. The address is not kept here: it is the contact's to keep and to erase."""

    network = models.ForeignKey("accounts.Network", on_delete=models.CASCADE, related_name="+")
    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="messages")
    kind = models.CharField("nature", max_length=20, choices=[(k.value, k.label) for k in MessageKind])
    rank = models.PositiveSmallIntegerField("rang de la relance", default=0)
    at = models.DateTimeField("le", default=timezone.now)
    failure = models.CharField("échec", max_length=300, blank=True)

    objects = NetworkQuerySet.as_manager()

    class Meta:
        verbose_name = "message"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d}"


class Call(models.Model):
    """A call by a referent of the département."""

    network = models.ForeignKey("accounts.Network", on_delete=models.CASCADE, related_name="+")
    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="calls")
    outcome = models.CharField("suite", max_length=20, choices=[(o.value, o.label) for o in CallOutcome])
    note = models.CharField("note", max_length=300, blank=True)
    on = models.DateField("le")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = NetworkQuerySet.as_manager()

    class Meta:
        verbose_name = "appel"
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.outcome} {self.on}"
