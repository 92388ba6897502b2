"""From degrees to pixels: Lambert's conformal conic around the territory, north up, fitted in its frame."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, log, pi, radians, sin, tan
from typing import TypeAlias

LonLat: TypeAlias = tuple[float, float]
XY: TypeAlias = tuple[float, float]

EARTH_RADIUS_KM = 6371.0
# A map of one point still needs an extent: about a kilometre.
LEAST_EXTENT_KM = 1.0


class Lambert:
    """Kilometres east and north of a place. Angles are kept; scale is true to 0.1 % over a French region.

    The standard parallels lie a sixth inside the extent, as is usual; on the equator the cone opens into a cylinder.
    """

    def __init__(self, positions: Sequence[LonLat]) -> None:
        longitudes = [longitude for longitude, _ in positions]
        latitudes = [latitude for _, latitude in positions]
        south, north = radians(min(latitudes)), radians(max(latitudes))
        one, other = south + (north - south) / 6, north - (north - south) / 6
        self.meridian = radians((min(longitudes) + max(longitudes)) / 2)
        self.cone = _cone(one, other)
        self.cosine, self.opening = cos(one), _opening(one)
        self.origin = self._radius((south + north) / 2) if self.cone else 0.0

    def __call__(self, longitude: float, latitude: float) -> XY:
        turn, height = radians(longitude) - self.meridian, radians(latitude)
        if not self.cone:
            return EARTH_RADIUS_KM * turn * self.cosine, EARTH_RADIUS_KM * self.cosine * log(_opening(height))
        radius = self._radius(height)
        x, y = radius * sin(self.cone * turn), self.origin - radius * cos(self.cone * turn)
        return EARTH_RADIUS_KM * x, EARTH_RADIUS_KM * y

    def _radius(self, latitude: float) -> float:
        ratio: float = (self.opening / _opening(latitude)) ** self.cone
        return self.cosine * ratio / self.cone


def _opening(latitude: float) -> float:
    return tan(pi / 4 + latitude / 2)


def _cone(one: float, other: float) -> float:
    """sin of the angle at the top of the cone; 0 for a cylinder."""
    narrow = other - one < 1e-9
    cone = sin(one) if narrow else log(cos(one) / cos(other)) / log(_opening(other) / _opening(one))
    return cone if abs(cone) > 1e-3 else 0.0


class Frame:
    """Pixels of a map whose drawing is at most `width` x `height`, origin at the top left, `margin` included."""

    def __init__(self, positions: Sequence[LonLat], width: float, height: float, margin: float) -> None:
        self.project = Lambert(positions)
        found = [self.project(*position) for position in positions]
        self.west, self.north = min(x for x, _ in found), max(y for _, y in found)
        wide = max(max(x for x, _ in found) - self.west, LEAST_EXTENT_KM)
        high = max(self.north - min(y for _, y in found), LEAST_EXTENT_KM)
        self.pixels_per_km = min((width - 2 * margin) / wide, (height - 2 * margin) / high)
        self.height = high * self.pixels_per_km + 2 * margin
        self.width = width
        # A tall territory stands in the middle of the room that the legend leaves.
        self.left = margin + (width - 2 * margin - wide * self.pixels_per_km) / 2
        self.top = margin

    def __call__(self, longitude: float, latitude: float) -> XY:
        x, y = self.project(longitude, latitude)
        return self.left + (x - self.west) * self.pixels_per_km, self.top + (
            self.north - y
        ) * self.pixels_per_km
