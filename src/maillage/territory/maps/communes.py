"""The communes of the map without a library, the farthest first."""

from __future__ import annotations

from typing import Any

from maillage.base.ui.components import Badge, Cell, Head, Listing, Tone
from maillage.base.ui.pages import to
from maillage.base.values.french import UNKNOWN, number
from maillage.territory.domain.covering import farthest_first
from maillage.territory.domain.mapping import MapAsked
from maillage.territory.domain.reaching import Distance, Reach
from maillage.territory.maps.scene import Scene
from maillage.territory.maps.words import km, service
from maillage.territory.readings import data_source

WORDS = {Reach.COVERED: "oui", Reach.FAR: "non", Reach.UNKNOWN: "inconnu"}
TONES = {Reach.COVERED: Tone.GOOD, Reach.FAR: Tone.WARNING, Reach.UNKNOWN: Tone.NEUTRAL}


def communes_listing(request: Any, scene: Scene) -> Listing:
    """The communes without a library that serves, the farthest first."""
    found = farthest_first(scene.distances)
    return Listing(
        caption=f"Communes sans {service(scene.asked)}, de la plus éloignée à la plus proche",
        anchor="communes",
        heads=(
            Head("Commune", key="nom"),
            Head("Intercommunalité", key="epci"),
            Head("Habitants", "right", key="habitants"),
            Head("Bibliothèque la plus proche", key="lieu"),
            Head("Distance à vol d'oiseau", "right", key="distance"),
            Head("Desservie", key="desservie"),
        ),
        rows=[_commune_row(request, scene.asked, distance) for distance in found],
        empty="Chaque commune a une bibliothèque qui rend ce service.",
        source=data_source(scene.project),
        sort_param="tri_c",
    )


def _commune_row(request: Any, asked: MapAsked, distance: Distance) -> tuple[Cell, ...]:
    commune, nearest = distance.commune, distance.sure
    reach = distance.reach(asked.within)
    return (
        Cell(commune.name),
        Cell(commune.epci_name or UNKNOWN),
        Cell(number(commune.population), sort=commune.population),
        Cell(
            (nearest.site.town or nearest.site.name) if nearest else UNKNOWN,
            url=to(request, "territory:library", nearest.site.key) if nearest else "",
            note=_perhaps(distance),
        ),
        Cell(km(nearest.km if nearest else None), sort=nearest.km if nearest else None),
        Cell("", badge=Badge(WORDS[reach], TONES[reach]), sort=WORDS[reach]),
    )


def _perhaps(distance: Distance) -> str:
    """A nearer library of which the service is not known, or ""."""
    possible = distance.possible
    if possible is None or (distance.sure is not None and possible.km >= distance.sure.km):
        return ""
    return f"{possible.site.town or possible.site.name}, à {km(possible.km)}, si elle ouvre assez (inconnu)"
