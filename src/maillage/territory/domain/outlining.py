"""Outlines of communes cut into the borders that two of them share, made simple enough to be drawn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import cos, hypot, radians
from typing import Any, TypeAlias

Point: TypeAlias = tuple[float, float]
Line: TypeAlias = tuple[Point, ...]

KM_PER_DEGREE = 111.32


@dataclass(frozen=True)
class Border:
    """A line, longitude first, between one commune and another, or (one code only) and the outside."""

    line: Line
    between: tuple[str, ...]


@dataclass(frozen=True)
class Outline:
    """The closed rings of each commune by INSEE code, and every border once."""

    rings: Mapping[str, tuple[Line, ...]]
    borders: tuple[Border, ...]

    def between(self, group_of: Mapping[str, str]) -> tuple[Line, ...]:
        """The borders of groups of communes (code -> group): between two of them, and around those grouped."""
        found = []
        for border in self.borders:
            groups = [group_of[code] for code in border.between if code in group_of]
            if len(groups) == 1 or len(set(groups)) > 1:
                found.append(border.line)
        return tuple(found)


def outlined(contours: Mapping[str, Mapping[str, Any]], tolerance_km: float) -> Outline:
    """Rings and borders of GeoJSON geometries in degrees, simplified alike on both sides of a border.

    Outlines that do not share their points (drawn apart from each other) have rings and no borders.
    """
    rings = {code: list(_rings(geometry)) for code, geometry in contours.items()}
    neighbours, owners = _network(rings)
    corners = {point for point, around in neighbours.items() if len(around) != 2}
    middle = next((point[1] for found in rings.values() for ring in found for point in ring), 0.0)
    simplify = _Simplifier(tolerance_km / KM_PER_DEGREE, cos(radians(middle)))
    borders: dict[Line, Border] = {}
    shapes: dict[str, tuple[Line, ...]] = {}
    for code, found in rings.items():
        made = []
        for ring in found:
            arcs = [simplify(arc) for arc in _arcs(ring, corners)]
            for arc, kept in zip(_arcs(ring, corners), arcs, strict=True):
                borders.setdefault(min(kept, kept[::-1]), Border(kept, owners[_edge(*arc[:2])]))
            made.append(tuple(point for arc in arcs for point in arc[:-1]) + arcs[0][:1])
        shapes[code] = tuple(ring for ring in made if len(ring) > 3)
    return Outline(rings=shapes, borders=tuple(borders.values()) if _touching(owners) else ())


def _rings(geometry: Mapping[str, Any]) -> Iterator[list[Point]]:
    """The rings of a polygon or of several, each without its closing point."""
    coordinates = geometry["coordinates"]
    polygons = [coordinates] if geometry["type"] == "Polygon" else coordinates
    for polygon in polygons:
        for ring in polygon:
            points = [point for point, _ in groupby((float(p[0]), float(p[1])) for p in ring)]
            if points and points[0] == points[-1]:
                points.pop()
            if len(points) >= 3:
                yield points


def _edge(one: Point, other: Point) -> tuple[Point, Point]:
    return (one, other) if one <= other else (other, one)


def _network(
    rings: Mapping[str, Sequence[Sequence[Point]]],
) -> tuple[dict[Point, set[Point]], dict[tuple[Point, Point], tuple[str, ...]]]:
    """The points next to each point, and the communes on the sides of each edge."""
    neighbours: dict[Point, set[Point]] = defaultdict(set)
    owners: dict[tuple[Point, Point], tuple[str, ...]] = {}
    for code, found in rings.items():
        for ring in found:
            for one, other in zip(ring, [*ring[1:], ring[0]], strict=True):
                neighbours[one].add(other)
                neighbours[other].add(one)
                edge = _edge(one, other)
                if code not in (told := owners.get(edge, ())):
                    owners[edge] = (*told, code)
    return neighbours, owners


def _touching(owners: Mapping[Any, tuple[str, ...]]) -> bool:
    """Whether outlines share their borders: half of the communes at least touch another, or there is only one."""
    everyone = {code for codes in owners.values() for code in codes}
    touching = {code for codes in owners.values() if len(codes) > 1 for code in codes}
    return 2 * len(touching) >= len(everyone) or len(everyone) == 1


def _arcs(ring: Sequence[Point], corners: set[Point]) -> list[Line]:
    """The ring cut at its corners; a ring without any (an island) is one arc, from its least point."""
    cuts = [rank for rank, point in enumerate(ring) if point in corners] or [ring.index(min(ring))]
    turned = [*ring[cuts[0] :], *ring[: cuts[0]], ring[cuts[0]]]
    stops = [cut - cuts[0] for cut in cuts] + [len(ring)]
    return [tuple(turned[start : stop + 1]) for start, stop in pairwise(stops)]


class _Simplifier:
    """Douglas-Peucker: points closer than the tolerance to the line of those kept are dropped."""

    def __init__(self, tolerance: float, squeeze: float) -> None:
        self.tolerance = tolerance
        self.squeeze = squeeze
        self.known: dict[Line, Line] = {}

    def __call__(self, line: Line) -> Line:
        # Always simplified in the same direction: both sides of a border keep the same points.
        forward = line if line <= line[::-1] else line[::-1]
        if forward not in self.known:
            self.known[forward] = self._kept(forward)
        kept = self.known[forward]
        return kept if forward is line else kept[::-1]

    def _kept(self, line: Line) -> Line:
        keep = {0, len(line) - 1}
        waiting = [(0, len(line) - 1)]
        if line[0] == line[-1]:  # an island: its far point first, or nothing would be left of it
            far = max(range(len(line)), key=lambda rank: self._gap(line[0], line[0], line[rank]))
            keep.add(far)
            waiting = [(0, far), (far, len(line) - 1)]
        while waiting:
            start, end = waiting.pop()
            gaps = [self._gap(line[start], line[end], point) for point in line[start + 1 : end]]
            widest = max(gaps, default=0.0)
            if widest > self.tolerance:
                middle = start + 1 + gaps.index(widest)
                keep.add(middle)
                waiting += [(start, middle), (middle, end)]
        return tuple(line[rank] for rank in sorted(keep))

    def _gap(self, one: Point, other: Point, point: Point) -> float:
        """Distance of a point to a segment, in degrees of latitude."""
        x1, y1 = one[0] * self.squeeze, one[1]
        dx, dy = other[0] * self.squeeze - x1, other[1] - y1
        px, py = point[0] * self.squeeze - x1, point[1] - y1
        length = dx * dx + dy * dy
        along = min(max((px * dx + py * dy) / length, 0.0), 1.0) if length else 0.0
        return hypot(px - along * dx, py - along * dy)
