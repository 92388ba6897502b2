"""The points of the drawn map: places, and the towns whose names are written."""

from __future__ import annotations

from maillage.base.charts import MapPlace
from maillage.territory.domain.communes import Commune
from maillage.territory.domain.mapping import Mapped
from maillage.territory.domain.reaching import centre_of
from maillage.territory.maps.scene import Scene

NAMED_TOWNS = 10
NAMED_IN_PART = 16


def drawn_place(found: Mapped, label: str) -> MapPlace:
    latitude, longitude = found.position or (0.0, 0.0)
    commune = found.line.commune
    return MapPlace(
        longitude=longitude,
        latitude=latitude,
        population=found.line.population,
        category=label,
        town=commune.code if commune else "",
    )


def named_towns(scene: Scene) -> list[tuple[str, float, float]]:
    """The largest communes, whose names are written where there is room."""
    ranked: list[Commune] = sorted(scene.communes, key=lambda c: (-(c.population or 0), c.code))
    wanted = NAMED_TOWNS if scene.asked.is_whole else NAMED_IN_PART
    return [(c.name, centre[1], centre[0]) for c in ranked[:wanted] if (centre := centre_of(c))]
