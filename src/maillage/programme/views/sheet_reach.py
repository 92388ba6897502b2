"""For whom an action is: its libraries by name, and its public."""

from __future__ import annotations

from typing import Any

from maillage.base.ui.components import Link
from maillage.base.ui.pages import to
from maillage.base.values.french import count, number
from maillage.programme.domain import Action
from maillage.programme.domain.reach import Reach
from maillage.programme.naming import reach_told
from maillage.programme.reaching import Reached, reached_by
from maillage.territory.readings import directory_of

# Up to here the libraries are listed in the open; above, they are folded.
OPEN = 8


def reach(request: Any, action: Action) -> dict[str, Any]:
    found = reached_by(request.project, action)
    towns = {line.library.code: line.library.town for line in directory_of(request.project)} if found else {}
    return {
        "reached": found,
        "reach_words": reach_told(request.project, action),
        "reach_count": reach_count(action, found),
        "reach_links": [
            Link(_named(place.name, towns.get(place.code, "")), to(request, "territory:library", place.code))
            for place in (found.places if found and action.reach is not Reach.ALL else ())
        ],
        "reach_folded": bool(found and len(found.places) > OPEN),
    }


def reach_count(action: Action, found: Reached | None) -> str:
    """`12 bibliothèques sur 143`; that nobody said, or that it is for the service alone, in words."""
    if found is None:
        return "non précisé"
    if action.reach is Reach.NONE:
        return "aucune : pour le service"
    if not found.network:
        return "inconnu : le réseau n'a pas encore de bibliothèque"
    if action.reach is Reach.ALL:
        return f"tout le réseau ({number(found.network)})"
    return f"{count(len(found.places), 'bibliothèque')} sur {number(found.network)}"


def _named(name: str, town: str) -> str:
    return f"{town}, {name}" if town and town.lower() not in name.lower() else name
