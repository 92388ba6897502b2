"""The libraries of the map with what each one answers, on the page."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from maillage.base.ui.components import Badge, Cell, Head, Listing, Tone
from maillage.base.ui.pages import to
from maillage.base.values.french import UNKNOWN, number
from maillage.territory.domain.mapping import Mapped
from maillage.territory.domain.variables import Variable
from maillage.territory.maps.scene import Scene
from maillage.territory.maps.words import answered
from maillage.territory.readings import data_source


def libraries_listing(request: Any, scene: Scene) -> Listing:
    """The libraries of the map with what each one answers."""
    variable = scene.asked.variable
    return Listing(
        caption="Bibliothèques de la carte",
        anchor="bibliotheques",
        heads=(
            Head("Bibliothèque", key="nom"),
            Head("Commune", key="commune"),
            Head("Habitants", "right", key="habitants"),
            *([Head(variable.label, "right", key="chiffre")] if variable else []),
        ),
        rows=[_library_cells(request, found, variable) for found in scene.libraries],
        empty="Aucune bibliothèque ne correspond à ces choix.",
        source=data_source(scene.project),
        sort_param="tri_b",
    )


def _library_cells(request: Any, found: Mapped, variable: Variable | None) -> tuple[Cell, ...]:
    line = found.line
    cells = (
        Cell(line.library.name, url=to(request, "territory:library", line.library.code)),
        Cell(line.library.town or UNKNOWN),
        Cell(number(line.population), sort=line.population),
    )
    if variable is None:
        return cells
    doubt = Badge("à vérifier", Tone.WARNING) if found.doubtful else None
    value = (
        found.value if isinstance(found.value, Decimal) else None if found.value is None else int(found.value)
    )
    return (*cells, Cell(answered(found.value, variable), sort=value, badge=doubt))
