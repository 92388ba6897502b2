"""Which of many sites is the nearest to a point, without measuring every distance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sin
from typing import TypeAlias

from maillage.territory.domain.communes import Commune
from maillage.territory.domain.geography import distance_km

Position: TypeAlias = tuple[float, float]
_Vector: TypeAlias = tuple[float, float, float]


@dataclass(frozen=True, kw_only=True)
class Site:
    """A place that may serve: (latitude, longitude) in degrees or None, the commune it is in ("" unknown).

    `serves`: it meets the minimal service asked for; None when that is not known.
    """

    key: str
    name: str
    town: str
    commune: str
    position: Position | None
    serves: bool | None = True


@dataclass(frozen=True, kw_only=True)
class Nearest:
    """A library and how far it is, in km: 0 when it is in the commune itself."""

    site: Site
    km: float


class Nearby:
    """The sites on the unit sphere: the nearest one has the greatest dot product, ten times as fast as haversine."""

    def __init__(self, sites: Sequence[Site], centres: dict[str, Position]) -> None:
        self.own: dict[str, Site] = {}
        self.placed: list[tuple[Site, Position]] = []
        for site in sites:
            if site.commune:
                self.own.setdefault(site.commune, site)
            position = site.position or centres.get(site.commune)
            if position:
                self.placed.append((site, position))
        self.vectors = [_vector(position) for _, position in self.placed]

    def nearest(self, commune: Commune, centre: Position | None) -> Nearest | None:
        if commune.code in self.own:
            return Nearest(site=self.own[commune.code], km=0.0)
        if centre is None or not self.placed:
            return None
        a, b, c = _vector(centre)
        products = [a * x + b * y + c * z for x, y, z in self.vectors]
        site, position = self.placed[products.index(max(products))]
        return Nearest(site=site, km=distance_km(centre, position))


def _vector(position: Position) -> _Vector:
    latitude, longitude = radians(position[0]), radians(position[1])
    return cos(latitude) * cos(longitude), cos(latitude) * sin(longitude), sin(latitude)
