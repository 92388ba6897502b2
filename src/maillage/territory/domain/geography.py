"""Distances on the globe and the extent of the territories of France."""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

_EARTH_RADIUS_KM = 6371.0


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance between two (latitude, longitude) in degrees."""
    lat1, lon1, lat2, lon2 = map(radians, (*one, *other))
    chord = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_RADIUS_KM * asin(sqrt(min(1.0, chord)))


@dataclass(frozen=True)
class Box:
    """An extent, in degrees."""

    south: float
    north: float
    west: float
    east: float

    def holds(self, latitude: float, longitude: float) -> bool:
        return self.south <= latitude <= self.north and self.west <= longitude <= self.east


_MAINLAND = Box(41.2, 51.2, -5.3, 9.7)
_OVERSEAS = {
    "971": Box(15.7, 16.7, -62.0, -60.9),
    "972": Box(14.3, 15.0, -61.4, -60.7),
    "973": Box(2.0, 6.0, -54.7, -51.5),
    "974": Box(-21.5, -20.8, 55.1, 55.9),
    "975": Box(46.7, 47.2, -56.5, -56.1),
    "976": Box(-13.1, -12.5, 44.9, 45.4),
    "977": Box(17.8, 18.0, -63.0, -62.7),
    "978": Box(18.0, 18.2, -63.2, -62.9),
    "986": Box(-14.5, -13.1, -178.3, -176.0),
    "987": Box(-28.0, -7.5, -155.0, -134.0),
    "988": Box(-23.0, -17.0, 158.0, 172.5),
}


def is_overseas(department: str) -> bool:
    return department in _OVERSEAS


def box_of(department: str) -> Box:
    """The extent of an overseas territory, or that of mainland France with Corsica."""
    return _OVERSEAS.get(department, _MAINLAND)
