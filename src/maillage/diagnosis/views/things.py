"""What the pages of the diagnosis share: the tools of a sheet, the mark of what is not sure."""

from __future__ import annotations

from maillage.base.ui.components import Badge, Link, Tone
from maillage.base.ui.pages import NetworkRequest, to
from maillage.diagnosis.domain import Certainty


def sheet_tools(request: NetworkRequest, name: str, code: str) -> list[Link]:
    """Modifier, Historique, Supprimer; readers get the history only. `name` is "diagnosis:finding"."""
    history = Link("Historique", to(request, f"{name}-history", code), "button", "history")
    if not request.can_edit:
        return [history]
    return [
        Link("Modifier", to(request, f"{name}-edit", code), "primary", "pencil"),
        history,
        Link("Supprimer", to(request, f"{name}-remove", code), "danger", "trash-2"),
    ]


def doubt(certainty: Certainty) -> Badge | None:
    """What is said beside a fact that is not sure."""
    return None if certainty is Certainty.CONFIRMED else Badge(certainty.label, Tone.WARNING)
