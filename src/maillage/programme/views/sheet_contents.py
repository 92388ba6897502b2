"""The table of contents of an action sheet: its parts, and how much each holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from maillage.base.ui.components import Link
from maillage.programme.domain import Action


def contents(action: Action, parts: Mapping[str, Any]) -> list[Link]:
    counted = (
        ("Étapes", "#etapes", len(action.steps)),
        ("Avancement", "#avancement", len(action.notes)),
        ("Équipe", "#equipe", len(action.team)),
        ("Bibliothèques", "#bibliotheques", 0),
        ("Risques", "#risques", len(action.risks)),
        ("Livrables", "#livrables", len(action.deliverables)),
        ("Droit", "#droit", len(action.legal)),
        ("Pièces", "#pieces", len(parts["pieces"])),
        ("Échanges", "#echanges", len(parts["talk"].asking)),
    )
    return [Link(f"{label} ({number})" if number else label, url) for label, url, number in counted]
