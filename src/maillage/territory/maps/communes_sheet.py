"""All the communes of the map, for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.spreadsheets import Sheet, Value
from maillage.territory.maps.communes import WORDS
from maillage.territory.maps.scene import Scene


def communes_sheet(scene: Scene) -> Sheet:
    return Sheet(
        name="Communes",
        heads=(
            "Code INSEE", "Commune", "Intercommunalité", "Habitants", "Desservie", "Bibliothèque la plus proche",
            "Commune de la bibliothèque", "Distance (km, à vol d'oiseau)", "Latitude", "Longitude",
        ),
        rows=list(_commune_rows(scene)),
    )  # fmt: skip


def _commune_rows(scene: Scene) -> Iterator[list[Value]]:
    for distance in scene.distances:
        commune, nearest = distance.commune, distance.sure
        yield [
            commune.code,
            commune.name,
            commune.epci_name,
            commune.population,
            WORDS[distance.reach(scene.asked.within)],
            nearest.site.name if nearest else None,
            nearest.site.town if nearest else None,
            round(nearest.km, 2) if nearest else None,
            commune.latitude,
            commune.longitude,
        ]
