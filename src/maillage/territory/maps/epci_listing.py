"""Coverage by EPCI as a list, on the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from maillage.base.ui.components import Cell, Head, Listing
from maillage.base.ui.pages import to
from maillage.base.values.french import UNKNOWN, number
from maillage.statistics.quantiles import quartiles
from maillage.territory.domain.covering import Cover
from maillage.territory.domain.mapping import MapAsked, Mapped
from maillage.territory.domain.variables import ValueKind
from maillage.territory.maps.epcis import of_all
from maillage.territory.maps.scene import Scene
from maillage.territory.maps.words import answered, service, share_text, where
from maillage.territory.readings import data_source


def epci_listing(request: Any, scene: Scene, zoom: Callable[[str], str]) -> Listing:
    """Coverage by EPCI, each name leading to its map (`zoom` gives the address), the whole as a total."""
    variable = scene.asked.variable
    doubt = bool(scene.whole and scene.whole.unknown.communes)
    heads = [
        Head("Intercommunalité", key="nom"),
        Head("Bibliothèques", "right", key="lieux"),
        Head("Communes desservies", "right", key="desservies"),
        Head("Non desservies", "right", key="non"),
        *([Head("Inconnu", "right", key="inconnu")] if doubt else []),
        Head("Habitants", "right", key="habitants"),
        Head("Non desservis", "right", key="manque"),
        Head("Part desservie", "right", key="part"),
        *([Head(variable.label, "right", key="chiffre")] if variable else []),
    ]
    return Listing(
        caption=f"Habitants qui ont {service(scene.asked)} {where(scene.asked)}",
        anchor="intercommunalites",
        heads=heads,
        rows=[_epci_row(request, scene, cover, zoom, doubt) for cover in scene.covers],
        totals=[rank for rank, cover in enumerate(scene.covers) if not cover.code],
        source=data_source(scene.project),
    )


def _epci_row(
    request: Any, scene: Scene, cover: Cover, zoom: Callable[[str], str], doubt: bool
) -> tuple[Cell, ...]:
    here = of_all(scene, cover)
    url = to(request, "territory:register") + (f"?epci={cover.code}" if cover.code else "")
    return (
        Cell(cover.name, url=zoom(cover.code) if cover.code else ""),
        Cell(number(len(here)), sort=len(here), url=url if here else ""),
        Cell(f"{number(cover.covered.communes)} sur {number(cover.communes)}", sort=cover.covered.communes),
        Cell(number(cover.far.communes), sort=cover.far.communes),
        *([Cell(number(cover.unknown.communes), sort=cover.unknown.communes)] if doubt else []),
        Cell(number(cover.people), sort=cover.people, note=_uncounted(cover)),
        Cell(number(cover.far.people), sort=cover.far.people),
        Cell(share_text(cover), sort=cover.share),
        *([_figure_cell(scene.asked, here)] if scene.asked.variable else []),
    )


def _uncounted(cover: Cover) -> str:
    return f"sans {number(cover.uncounted)} de population inconnue" if cover.uncounted else ""


def _figure_cell(asked: MapAsked, here: Sequence[Mapped]) -> Cell:
    """The median of a figure, or how many said yes, with the number of answers."""
    known = [found.value for found in here if found.value is not None]
    told = f"{number(len(known))} sur {number(len(here))}"
    if not known or asked.variable is None:
        return Cell(UNKNOWN if here else "", note=told if here else "")
    if asked.variable.kind is ValueKind.NUMBER:
        spread = quartiles([value for value in known if isinstance(value, Decimal)])
        middle = Decimal(str(round(spread.median, 1))) if spread else None
        return Cell(answered(middle, asked.variable), sort=middle, note=f"médiane, {told}")
    yes = sum(value is True for value in known)
    return Cell(f"{number(yes)} oui", sort=yes, note=told)
