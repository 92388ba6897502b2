"""The base of every stored thing. Every table carries its network; access is the query."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

from django.db import models, transaction


class Frozen(ValueError):
    """A change that what was done since forbids (answers were given under it); the French message says what to do."""


class NetworkQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> NetworkQuerySet:
        """The whole access rule: a person sees the things of the networks she belongs to, and no others."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(network__memberships__user=user).distinct()


class Record(models.Model):
    """A thing of a network, in the order in which people wrote it."""

    # The frozen dataclass of `domain/` whose fields this table stores (see `mirrors`).
    value_type: ClassVar[type[Any]]

    network = models.ForeignKey("accounts.Network", on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField("rang", default=0)
    created_at = models.DateTimeField("créé le", auto_now_add=True)
    changed_at = models.DateTimeField("modifié le", auto_now=True)

    objects = NetworkQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        name = getattr(self, "title", "") or getattr(self, "name", "") or getattr(self, "label", "")
        return f"{getattr(self, 'code', '')} {name}".strip() or f"{type(self).__name__} {self.pk}"


class Root(Record):
    """What a section of the programme file says once for the whole network."""

    network = models.OneToOneField("accounts.Network", on_delete=models.CASCADE, related_name="+")

    class Meta(Record.Meta):
        abstract = True


@contextmanager
def one_writer(network: Any) -> Iterator[None]:
    """A transaction in which nobody else changes this network: what is read in it still is so when it is written.

    A save compares what is stored with what the person had before her; between the two, a colleague waits.
    """
    with transaction.atomic():
        type(network)._base_manager.select_for_update().get(pk=network.pk)
        yield
