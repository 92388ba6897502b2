"""The files kept with a thing, as its page lists them."""

from __future__ import annotations

from typing import Any

from maillage.base.ui.pages import to
from maillage.programme.attaching import room_for, size_text
from maillage.programme.file_kinds import ALLOWED, KINDS
from maillage.programme.views.attachments import ACTION_FILES, FilePages, piece_told

ACCEPTED = ",".join(f".{ending}" for kind in KINDS for ending in kind.endings)


def pieces(request: Any, code: str, pages: FilePages = ACTION_FILES) -> dict[str, Any]:
    """One query, which never reads the bytes."""
    shelf = pages.shelf
    found = shelf.files.objects.filter(network=request.network, **{f"{shelf.owner}__code": code})
    project = request.project
    return {
        "pieces": [
            {
                "row": row,
                **piece_told(row),
                "url": to(request, pages.name, row.pk),
                "file": to(request, f"{pages.name}-file", row.pk),
            }
            for row in found
        ],
        "pieces_add": to(request, pages.add, code),
        "pieces_accepted": ACCEPTED,
        "pieces_hint": f"{ALLOWED}. {size_text(room_for(project.rules, project.today).file)} au plus.",
        "pieces_note": pages.note,
    }
