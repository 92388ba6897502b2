"""The audit trail: append-only, written by the verb that changed something, where it changed it."""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.db import models

from maillage.base.models.records import NetworkQuerySet


class AuditQuerySet(NetworkQuerySet):
    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError("Une trace ne se modifie pas.")

    def delete(self) -> NoReturn:
        raise TypeError("Une trace ne se supprime pas.")


class AuditEntry(models.Model):
    """Who did what to which thing, when. `actor` is empty for the command line and background jobs."""

    network = models.ForeignKey("accounts.Network", on_delete=models.CASCADE, related_name="+")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField("le", auto_now_add=True)
    verb = models.CharField("action", max_length=60)
    target = models.CharField("objet", max_length=200)
    detail = models.JSONField("détail", default=dict)

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "trace"
        verbose_name_plural = "traces"
        indexes = [models.Index(fields=["network", "-at"])]

    def __str__(self) -> str:
        return f"{self.verb} {self.target}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("Une trace ne se modifie pas.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        raise TypeError("Une trace ne se supprime pas.")


def record(*, network: Any, verb: str, target: str, actor: Any = None, **detail: Any) -> AuditEntry:
    """Write one line of the trail, inside the transaction of the change."""
    return AuditEntry.objects.create(network=network, actor=actor, verb=verb, target=target, detail=detail)
