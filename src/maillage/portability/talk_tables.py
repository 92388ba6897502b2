"""What people say of actions and the files they keep with them: comments as a table, pieces as a table and their bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from maillage.accounts.models import Network
from maillage.base.clock import today
from maillage.portability.kept_tables import Row, only
from maillage.portability.plain_tables import cells, given
from maillage.programme.attaching import room_for
from maillage.programme.file_kinds import clean_name, kind_of
from maillage.programme.models import Action, Attachment, AttachmentContent, Comment
from maillage.rulebook.services import rules_for

COMMENTS = "programme/commentaires.csv"
PIECES = "programme/pieces.csv"
# Where the bytes of a piece are, under its digest: the same file kept twice is written once.
FOLDER = "pieces/"

_COMMENT = ("text", "at", "edited_at", "settled_at", "author_name")
COMMENT_FIELDS = ("action", *_COMMENT)
_PIECE = ("name", "title", "media_type", "size", "digest", "at", "author_name")
PIECE_FIELDS = ("action", *_PIECE)


def comment_rows(network: Network, *, with_people: bool) -> Iterator[tuple[object, ...]]:
    """In the order in which they were written. Who wrote leaves only where people's contacts do."""
    rows = Comment.objects.filter(network=network).select_related("action").order_by("at", "pk")
    for row in rows:
        yield (row.action.code, *_named(row, _COMMENT, with_people))


def piece_rows(network: Network, *, with_people: bool) -> Iterator[tuple[object, ...]]:
    rows = Attachment.objects.filter(network=network).select_related("action").order_by("at", "pk")
    for row in rows:
        yield (row.action.code, *_named(row, _PIECE, with_people))


def _named(row: Any, names: tuple[str, ...], with_people: bool) -> tuple[str, ...]:
    *told, author = cells(row, names)
    return (*told, author if with_people else "")


def piece_contents(network: Network) -> Iterator[tuple[str, bytes]]:
    """The bytes of every piece by entry of the archive, one at a time: all of them would fill the memory."""
    seen: set[str] = set()
    rows = Attachment.objects.filter(network=network).order_by("digest", "pk")
    for pk, digest in list(rows.values_list("pk", "digest")):
        if digest not in seen:
            seen.add(digest)
            content = AttachmentContent.objects.values_list("data", flat=True).get(attachment_id=pk)
            yield f"{FOLDER}{digest}", bytes(content)


def restore_comments(network: Network, rows: list[Row]) -> None:
    """Replace the comments; whom they mentioned is not in an archive. Raises ValueError or KeyError."""
    actions = _actions(network)
    Comment.objects.filter(network=network).delete()
    Comment.objects.bulk_create(
        Comment(
            network=network,
            action=actions[row["action"]],
            **given(Comment, only(row, COMMENT_FIELDS), _COMMENT),
        )
        for row in rows
    )


def restore_pieces(network: Network, rows: list[Row], contents: Mapping[str, bytes]) -> None:
    """Replace the pieces, each judged as if somebody joined it. Raises ValueError or KeyError."""
    actions, on = _actions(network), today()
    room = room_for(rules_for(network), on)
    Attachment.objects.filter(network=network).delete()
    held = 0
    for row in rows:
        values = given(Attachment, only(row, PIECE_FIELDS), _PIECE)
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
        }
        piece = Attachment.objects.create(network=network, action=actions[row["action"]], **values)
        AttachmentContent.objects.create(network=network, attachment=piece, data=content)


def _actions(network: Network) -> dict[str, Action]:
    return {row.code: row for row in Action.objects.filter(network=network)}
