"""Files kept with things (actions, aids): taken, described, removed with a way back; within what a network may hold."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Sum

from maillage.base.models import one_writer, record
from maillage.base.models.kept_files import KeptFile
from maillage.base.models.removals import AlreadyRemoved, Removal, remove
from maillage.base.values.fields import class_name
from maillage.base.values.french import number
from maillage.programme.file_kinds import BY_MEDIA_TYPE, NotAttachable, clean_name, kind_of
from maillage.programme.models import Attachment, AttachmentContent

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Room:
    """What may be attached, in bytes: one file, all of a network."""

    file: int
    network: int


def room_for(rules: Any, on: date) -> Room:
    return Room(
        file=int(rules.value("programme.attachment.megabytes", on=on).value * MEGABYTE),
        network=int(rules.value("programme.attachment.network_megabytes", on=on).value * MEGABYTE),
    )


def size_text(size: int) -> str:
    """`12 Ko`, `3,4 Mo`."""
    if size < MEGABYTE:
        return f"{number(max(1, round(size / 1024)))}\u00a0Ko"
    whole = size % MEGABYTE == 0
    return f"{number(size / MEGABYTE, 0 if whole else 1)}\u00a0Mo"


@dataclass(frozen=True)
class Shelf:
    """Where the files of a class of things are: two tables (what is told, the bytes), the key of the thing in the
    first, what a thing is called ("cette action")."""

    files: Any
    contents: Any
    owner: str
    this: str

    def rows(self, network: Any) -> Any:
        return self.files.objects.filter(network=network).select_related(self.owner, "network")

    def target(self, row: Any) -> str:
        """The thing that a file goes with: "programme.Action/A11"."""
        thing = getattr(row, self.owner)
        return f"{class_name(type(thing).value_type)}/{thing.code}"


PIECES = Shelf(files=Attachment, contents=AttachmentContent, owner="action", this="cette action")


def held_by(network: Any) -> int:
    """The bytes of every file that a network keeps, whatever it goes with."""
    sizes = [
        model.objects.filter(network=network).aggregate(all=Sum("size"))["all"] or 0
        for model in apps.get_models()
        if issubclass(model, KeptFile)
    ]
    return sum(sizes)


def attach(
    *, owner: Any, name: str, content: bytes, title: str, room: Room, actor: Any, shelf: Shelf = PIECES
) -> Any:
    """Keep a file with a thing. Raises NotAttachable, and then nothing is kept."""
    if len(content) > room.file:
        raise NotAttachable(
            f"« {name} » est trop lourd : une pièce ne dépasse pas {size_text(room.file)}. "
            "Allégez-la, ou notez son adresse."
        )
    kind = kind_of(content, name)
    network = owner.network
    with one_writer(network):
        held = held_by(network)
        if held + len(content) > room.network:
            raise NotAttachable(
                f"Les pièces du réseau occupent déjà {size_text(held)} sur {size_text(room.network)}. "
                "Retirez-en d'anciennes, puis joignez celle-ci."
            )
        digest = hashlib.sha256(content).hexdigest()
        same = shelf.files.objects.filter(network=network, digest=digest, **{shelf.owner: owner}).first()
        if same is not None:
            raise NotAttachable(f"Ce fichier est déjà joint à {shelf.this} : « {same} ».")
        row = shelf.files.objects.create(
            network=network,
            name=clean_name(name, kind),
            title=" ".join(title.split())[:300],
            media_type=kind.media_type,
            size=len(content),
            digest=digest,
            author_name=_called(actor),
            **{shelf.owner: owner},
        )
        shelf.contents.objects.create(network=network, attachment=row, data=content)
        _told(shelf, row, "attachment.add", actor)
    return row


def describe(*, row: Any, name: str, title: str, actor: Any, shelf: Shelf = PIECES) -> Any:
    """Give a piece another name (its ending stays that of its kind) and say what it is. Raises AlreadyRemoved."""
    new_name, new_title = (
        clean_name(name or row.name, BY_MEDIA_TYPE[row.media_type]),
        " ".join(title.split())[:300],
    )
    if (new_name, new_title) == (row.name, row.title):
        return row
    with transaction.atomic():
        if not shelf.files.objects.filter(pk=row.pk).update(name=new_name, title=new_title):
            raise AlreadyRemoved(f"« {row} » vient d'être supprimé par quelqu'un d'autre.")
        row.name, row.title = new_name, new_title
        _told(shelf, row, "attachment.change", actor)
    return row


def content_of(row: Any, shelf: Shelf = PIECES) -> bytes:
    """The bytes of a piece, the same in every database."""
    return bytes(shelf.contents.objects.values_list("data", flat=True).get(attachment=row))


def detach(*, row: Any, actor: Any) -> Removal:
    """Remove a piece; its bytes wait in the removal, to be taken back. Raises AlreadyRemoved."""
    return remove(row=row, target=f"{row._meta.label}/{row.pk}", actor=actor)


def _called(actor: Any) -> str:
    return (actor.get_full_name() or actor.get_username())[:200] if actor is not None else ""


def _told(shelf: Shelf, row: Any, verb: str, actor: Any) -> None:
    record(
        network=row.network,
        actor=actor,
        verb=verb,
        target=shelf.target(row),
        label=f"{getattr(row, shelf.owner)} : {row}"[:300],
    )
