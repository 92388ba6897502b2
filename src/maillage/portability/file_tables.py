"""The files kept with things: a table of what is told for each class of things, their bytes once under their digest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from maillage.accounts.models import Network
from maillage.base.clock import today
from maillage.funding.letters import LETTERS
from maillage.portability.kept_tables import Row, only
from maillage.portability.plain_tables import cells, given
from maillage.programme.attaching import PIECES, Room, Shelf, content_of, held_by, room_for
from maillage.programme.file_kinds import clean_name, kind_of
from maillage.rulebook.services import rules_for

# Where the bytes of a file are, under its digest: the same file kept twice is written once.
FOLDER = "pieces/"
_TOLD = ("name", "title", "media_type", "size", "digest", "at", "author_name")


@dataclass(frozen=True)
class FileTable:
    """The entry of an archive that tells the files of a shelf."""

    entry: str
    shelf: Shelf

    @property
    def fields(self) -> tuple[str, ...]:
        return (self.shelf.owner, *_TOLD)

    def rows(self, network: Network, *, with_people: bool) -> Iterator[tuple[object, ...]]:
        """In the order in which they were joined. Who joined them leaves only where people's contacts do."""
        for row in self.shelf.rows(network).order_by("at", "pk"):
            *told, author = cells(row, _TOLD)
            yield (getattr(row, self.shelf.owner).code, *told, author if with_people else "")


FILE_TABLES = (FileTable("programme/pieces.csv", PIECES), FileTable("funding/pieces.csv", LETTERS))


def file_contents(network: Network) -> Iterator[tuple[str, bytes]]:
    """The bytes of every file by entry of the archive, one at a time: all of them would fill the memory."""
    seen: set[str] = set()
    for table in FILE_TABLES:
        rows = table.shelf.files.objects.filter(network=network).order_by("digest", "pk")
        for pk, digest in list(rows.values_list("pk", "digest")):
            if digest not in seen:
                seen.add(digest)
                yield f"{FOLDER}{digest}", content_of(pk, table.shelf)


def restore_files(network: Network, tables: Mapping[str, list[Row]], contents: Mapping[str, bytes]) -> None:
    """Replace the files that an archive tells, each judged as if somebody joined it. Raises ValueError or KeyError."""
    found = [table for table in FILE_TABLES if table.entry in tables]
    room = room_for(rules_for(network), today())
    for table in found:
        table.shelf.files.objects.filter(network=network).delete()
    held = held_by(network) if found else 0
    for table in found:
        held = _restore(network, table, tables[table.entry], contents, room, held)


def _restore(
    network: Network, table: FileTable, rows: list[Row], contents: Mapping[str, bytes], room: Room, held: int
) -> int:
    """Returns the bytes that the network holds once these are back."""
    shelf = table.shelf
    owners: Any = shelf.files._meta.get_field(shelf.owner).related_model
    by_code = {row.code: row for row in owners.objects.filter(network=network)}
    for row in rows:
        values = given(shelf.files, only(row, table.fields), _TOLD)
        content = contents[f"{FOLDER}{values['digest']}"]
        if hashlib.sha256(content).hexdigest() != values["digest"]:
            raise ValueError("une pièce n'est plus celle qui a été exportée")
        held += len(content)
        if len(content) > room.file or held > room.network:
            raise ValueError("des pièces trop lourdes")
        kind = kind_of(content, values["name"])
        values |= {
            "name": clean_name(values["name"], kind),
            "media_type": kind.media_type,
            "size": len(content),
            shelf.owner: by_code[row[shelf.owner]],
        }
        kept = shelf.files.objects.create(network=network, **values)
        shelf.contents.objects.create(network=network, attachment=kept, data=content)
    return held
