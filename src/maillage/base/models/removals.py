"""Deleting with everything that depends on a thing, and taking it back, exactly as it was."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.conf import settings
from django.core import serializers
from django.db import IntegrityError, models, transaction
from django.db.models.deletion import ProtectedError, get_candidate_relations_to_delete
from django.utils import timezone

from maillage.base.models.audit import record
from maillage.base.models.records import NetworkQuerySet, Record


class CannotRestore(ValueError):
    """The place of a deleted thing is taken, or what it depended on is gone; the message is French."""


class AlreadyRemoved(ValueError):
    """Somebody else removed it first; the message is French."""


class Removal(models.Model):
    """A deletion that can be undone: the rows deleted, as they were. `rows` is Django's JSON serialization."""

    network = models.ForeignKey("accounts.Network", on_delete=models.CASCADE, related_name="+")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField("le", auto_now_add=True)
    target = models.CharField("objet", max_length=200)
    label = models.CharField("intitulé", max_length=400)
    rows = models.TextField("lignes supprimées")
    restored_at = models.DateTimeField("rétabli le", null=True, blank=True)

    objects = NetworkQuerySet.as_manager()

    class Meta:
        verbose_name = "suppression"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.label


def fate_of(row: models.Model, *, told: bool = False) -> list[models.Model]:
    """Everything that goes when `row` goes, itself first, links between things too; `told`: only what people count.

    What protects it (the costs of an action) goes with it: the person is told before, and may take it back. Django's
    own collector stops at the first thing that protects, hence this walk.
    """
    found: dict[tuple[type[models.Model], Any], models.Model] = {(type(row), row.pk): row}
    left = [row]
    while left:
        model = type(left[0])
        keys = [thing.pk for thing in left if type(thing) is model]
        left = [thing for thing in left if type(thing) is not model]
        for relation in get_candidate_relations_to_delete(model._meta):
            if relation.field.remote_field.on_delete not in (models.CASCADE, models.PROTECT):
                continue
            if told and not _is_told(relation.related_model):
                continue  # nothing that is told hangs under what is not: links, the bytes of a file
            rows = relation.related_model._base_manager.filter(
                **{f"{relation.field.name}__in": keys}
            ).order_by("pk")
            new = [thing for thing in rows if (type(thing), thing.pk) not in found]
            found |= {(type(thing), thing.pk): thing for thing in new}
            left += new
    return list(found.values())


def told_fate(row: models.Model) -> list[str]:
    """What else goes with `row`: `["4 étapes", "2 dépenses"]`; links between things are not told."""
    counts = Counter(type(thing) for thing in fate_of(row, told=True) if thing != row)
    return [
        f"{number} {model._meta.verbose_name if number == 1 else model._meta.verbose_name_plural}"
        for model, number in counts.items()
    ]


def _is_told(model: Any) -> bool:
    # What is no sheet says by itself that people count it (contributions received).
    return bool(getattr(model, "is_told", issubclass(model, Record)))


@transaction.atomic
def remove(*, row: Any, target: str, actor: Any) -> Removal:
    """Delete a thing and what depends on it, keeping all of it for `restore`.

    What is kept is the row as it is now: a colleague may have saved it since it was read. Raises AlreadyRemoved.
    """
    model = type(row)
    fresh = model._base_manager.select_for_update().filter(pk=row.pk).first()
    if fresh is None:
        raise AlreadyRemoved(f"« {row} » vient d'être supprimé par quelqu'un d'autre.")
    row = fresh
    doomed = fate_of(row)
    kept = serializers.serialize("json", doomed)
    removal = Removal.objects.create(
        network=row.network, actor=actor, target=target, label=str(row)[:400], rows=kept
    )
    record(network=row.network, actor=actor, verb="remove", target=target, label=str(row), removal=removal.pk)
    # Those that protect others go first; the rest follows by cascade.
    left = doomed[::-1]
    while left:
        thing = left.pop(0)
        try:
            with transaction.atomic():
                type(thing)._base_manager.filter(pk=thing.pk).delete()
        except ProtectedError:
            left.append(thing)
    return removal


@transaction.atomic
def restore(*, removal: Removal, actor: Any) -> int:
    """Put back what a removal took; returns how many rows. Raises CannotRestore, and then nothing is changed."""
    locked = Removal.objects.select_for_update().get(pk=removal.pk)
    if locked.restored_at is not None:
        raise CannotRestore("Cet élément a déjà été rétabli.")
    things = [thing.object for thing in serializers.deserialize("json", locked.rows)]
    try:
        with transaction.atomic():
            _put_back(things)
    except IntegrityError as error:
        raise CannotRestore(
            "Un autre élément porte maintenant le même code, ou ce dont celui-ci dépendait a disparu. "
            "Renommez l'un, ou rétablissez d'abord l'autre."
        ) from error
    locked.restored_at = timezone.now()
    locked.save(update_fields=["restored_at"])
    record(network=locked.network, actor=actor, verb="restore", target=locked.target, label=locked.label)
    return len(things)


def _put_back(things: list[models.Model]) -> None:
    """Parents before children: a row whose parent is not there yet waits for the next round."""
    for thing in things:
        if type(thing)._base_manager.filter(pk=thing.pk).exists():
            raise IntegrityError("the place is taken")
    left = things
    while left:
        waiting = [thing for thing in left if not _parents_are_there(thing)]
        if len(waiting) == len(left):
            raise IntegrityError("what these rows depend on is gone")
        for thing in left:
            if thing not in waiting:
                thing.save_base(raw=True, force_insert=True)
        left = waiting


def _parents_are_there(thing: models.Model) -> bool:
    for field in thing._meta.concrete_fields:
        if not field.is_relation or field.attname is None:
            continue
        value = getattr(thing, field.attname)
        model: Any = field.related_model
        if value is not None and not model._base_manager.filter(pk=value).exists():
            return False
    return True
