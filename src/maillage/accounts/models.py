"""Networks, people and roles."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone

from maillage.accounts.domain import NetworkSection, Role
from maillage.base.models import mirrors


class User(AbstractUser):
    """A person. What she may do depends on her role in each network, never on this row alone.

    `one_time_until` is set while her password is one that somebody else saw: good until then, to be changed at once.
    """

    one_time_until = models.DateTimeField("mot de passe à usage unique jusqu'au", null=True, blank=True)

    class Meta(AbstractUser.Meta):
        verbose_name = "personne"
        verbose_name_plural = "personnes"

    @property
    def shown_name(self) -> str:
        return self.get_full_name() or self.username

    def has_expired_password(self) -> bool:
        return self.one_time_until is not None and self.one_time_until < timezone.now()


class NetworkQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> NetworkQuerySet:
        if not user.is_authenticated:
            return self.none()
        return self.filter(memberships__user=user).distinct()


@mirrors(NetworkSection)
class Network(models.Model):
    """The network of libraries of one département."""

    created_at = models.DateTimeField("créé le", auto_now_add=True)

    objects = NetworkQuerySet.as_manager()

    class Meta:
        verbose_name = "réseau départemental"
        verbose_name_plural = "réseaux départementaux"
        ordering = ["department"]
        constraints = [models.UniqueConstraint(fields=["department"], name="one_network_per_department")]

    def __str__(self) -> str:
        return str(self.name)


class Membership(models.Model):
    """The role of a person in a network."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField("rôle", max_length=10, choices=[(r.value, r.label) for r in Role])

    class Meta:
        verbose_name = "rôle dans un réseau"
        constraints = [models.UniqueConstraint(fields=["user", "network"], name="one_role_per_network")]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()})"
