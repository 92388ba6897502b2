"""The files kept with an action, as its page lists them."""

from __future__ import annotations

from typing import Any

from maillage.programme.attaching import room_for, size_text
from maillage.programme.domain import Action
from maillage.programme.file_kinds import ALLOWED, BY_MEDIA_TYPE, KINDS
from maillage.programme.models import Attachment

ACCEPTED = ",".join(f".{ending}" for kind in KINDS for ending in kind.endings)


def pieces(request: Any, action: Action) -> dict[str, Any]:
    """One query, which never reads the bytes."""
    found = Attachment.objects.filter(network=request.network, action__code=action.code)
    project = request.project
    return {
        "pieces": [{"row": row, **piece_told(row)} for row in found],
        "pieces_accepted": ACCEPTED,
        "pieces_hint": f"{ALLOWED}. {size_text(room_for(project.rules, project.today).file)} au plus.",
    }


def piece_told(row: Attachment) -> dict[str, str]:
    kind = BY_MEDIA_TYPE.get(row.media_type)
    return {"kind": kind.label if kind else "fichier", "size": size_text(row.size)}
