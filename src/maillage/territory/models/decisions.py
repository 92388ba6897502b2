"""What people decided of the remarks on data."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from maillage.base.models import NetworkQuerySet


class QualityDecision(models.Model):
    """A remark accepted, rejected or put off; `key` names it from one computation to the next.

    What it was about is kept with it: a correction makes its remark vanish. `applied` is what accepting changed, as
    it was before and as it was left: what taking the decision back needs.
    """

    network = models.ForeignKey("accounts.Network", on_delete=models.CASCADE, related_name="+")
    key = models.CharField("remarque", max_length=300)
    answer = models.CharField("décision", max_length=10)
    rule = models.CharField("règle", max_length=60)
    place = models.CharField("code de la bibliothèque", max_length=40, blank=True)
    name = models.CharField("bibliothèque", max_length=300, blank=True)
    town = models.CharField("commune", max_length=300, blank=True)
    variables = models.JSONField("données", default=list)
    vintage = models.CharField("millésime", max_length=40, blank=True)
    published = models.TextField("ce qui est publié", blank=True)
    cells = models.TextField("cellules publiées", blank=True)
    message = models.TextField("remarque, en toutes lettres", blank=True)
    act = models.CharField("nature de la proposition", max_length=20, blank=True)
    proposes = models.TextField("proposition", blank=True)
    until = models.DateField("reportée au", null=True)
    note = models.TextField("note", blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name="par"
    )
    at = models.DateTimeField("le")
    applied = models.JSONField("ce qui a été changé", default=dict)

    objects = NetworkQuerySet.as_manager()

    class Meta:
        verbose_name = "décision sur une remarque"
        verbose_name_plural = "décisions sur des remarques"
        ordering = ["-at", "key", "pk"]
        constraints = [models.UniqueConstraint(fields=["network", "key"], name="one_decision_a_remark")]

    def __str__(self) -> str:
        return f"{self.key} : {self.answer}"
