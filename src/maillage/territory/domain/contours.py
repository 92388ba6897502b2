"""Reads the outlines of communes (GeoJSON) and makes them light enough for a map, neighbours still touching."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from maillage.base.values.french import count, folded
from maillage.territory.domain import cells, departments
from maillage.territory.domain.errors import ImportRefused, UnknownExport, UnreadableFile
from maillage.territory.domain.geography import box_of

Geometry: TypeAlias = Mapping[str, Any]
Ring: TypeAlias = Sequence[Sequence[float]]
Point: TypeAlias = tuple[float, float]

_CODES = ("code", "insee", "code insee", "insee com", "codgeo", "code commune", "code geo", "insee commune")
_GET_ONE = (
    "Prenez les contours des communes de votre département en GeoJSON, en degrés (WGS 84), par exemple "
    "ceux d'Admin Express (IGN) simplifiés."
)
# A hundred metres are less than a stroke on the map of a département; ten on that of a dense one.
_WIDE, _FINE = 3, 4
_DENSE_DEGREES = 0.6


@dataclass(frozen=True, kw_only=True)
class Outlines:
    """The outlines of the communes of a département by INSEE code. `elsewhere`: outlines of other départements."""

    name: str
    geometries: Mapping[str, Geometry]
    elsewhere: int = 0
    unusable: tuple[str, ...] = ()


def is_json(text: str) -> bool:
    return text.lstrip()[:1] in ("{", "[")


def read_outlines(text: str, *, name: str, department: str) -> Outlines:
    """The polygons of a GeoJSON that are communes of `department`, rounded so that common borders stay common.

    Raises UnreadableFile (not JSON, not degrees), UnknownExport (no commune code) or ImportRefused (none is ours).
    """
    found: dict[str, Geometry] = {}
    elsewhere, unusable = 0, []
    features = _features(text, name)
    for rank, feature in enumerate(features, start=1):
        code = _code(feature)
        if code and not departments.same(departments.of_insee(code), department):
            elsewhere += 1
            continue
        geometry = feature.get("geometry")
        if code and isinstance(geometry, dict) and _is_surface(geometry):
            found[code] = geometry
        else:
            unusable.append(code or f"objet {rank}")
    if not found:
        _refuse(features, name, department, elsewhere)
    _refuse_projected(found, name, department)
    digits = _digits(found.values())
    return Outlines(
        name=name,
        geometries={code: _rounded(geometry, digits) for code, geometry in sorted(found.items())},
        elsewhere=elsewhere,
        unusable=tuple(unusable),
    )


def _features(text: str, name: str) -> list[dict[str, Any]]:
    try:
        content = json.loads(text)
    except ValueError as error:
        place = f", ligne {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise UnreadableFile(f"« {name} »{place} : le JSON est mal formé ou coupé.", _GET_ONE) from error
    except RecursionError as error:
        raise UnreadableFile(
            f"« {name} » : le JSON est trop imbriqué pour être une carte.", _GET_ONE
        ) from error
    kind = content.get("type") if isinstance(content, dict) else None
    if kind == "Topology":
        raise UnknownExport(
            f"« {name} » est un TopoJSON : il n'est pas lu.", "Convertissez-le en GeoJSON, puis recommencez."
        )
    features = content.get("features") if kind == "FeatureCollection" else None
    if not isinstance(features, list) or not features:
        raise UnknownExport(f"« {name} » n'est pas un GeoJSON de communes (FeatureCollection).", _GET_ONE)
    return [feature if isinstance(feature, dict) else {} for feature in features]


def _code(feature: Mapping[str, Any]) -> str:
    """The INSEE code of a feature, whatever its property is called; "" when none looks like one."""
    properties = feature.get("properties")
    named = (
        {folded(str(key)): value for key, value in properties.items()} if isinstance(properties, dict) else {}
    )
    for key in _CODES:
        code = cells.insee(str(named.get(key) or ""))
        if len(code) == 5 and code[-3:].isdigit():
            return code
    return ""


def _is_surface(geometry: Geometry) -> bool:
    if geometry.get("type") not in ("Polygon", "MultiPolygon"):
        return False
    try:
        points = list(_points(geometry))
        return bool(points) and all(
            isinstance(v, (int, float)) and abs(v) < 1e9 for p in points for v in p[:2]
        )
    except (TypeError, KeyError, IndexError, ValueError):
        return False


def _polygons(geometry: Geometry) -> list[list[Ring]]:
    coordinates = geometry["coordinates"]
    return [coordinates] if geometry["type"] == "Polygon" else coordinates


def _points(geometry: Geometry) -> Iterator[Point]:
    for polygon in _polygons(geometry):
        for ring in polygon:
            for point in ring:
                yield point[0], point[1]


def _refuse(features: Sequence[Any], name: str, department: str, elsewhere: int) -> None:
    if elsewhere:
        raise ImportRefused(
            f"« {name} » : aucun des {count(elsewhere, 'contour')} n'est du département {department}.",
            "Vérifiez le code du département, ou le fichier choisi.",
        )
    seen = next((feature.get("properties") for feature in features if feature.get("properties")), None)
    named = ", ".join(sorted(map(str, seen))[:8]) if isinstance(seen, dict) else "aucune"
    raise UnknownExport(
        f"« {name} » : aucun objet n'a un code INSEE et un contour (propriétés lues : {named}).",
        f"La propriété attendue s'appelle code, insee ou code_insee. {_GET_ONE}",
    )


def _refuse_projected(found: Mapping[str, Geometry], name: str, department: str) -> None:
    """Coordinates in metres (Lambert 93), swapped, or of another part of the world."""
    box = box_of(department)
    for code, geometry in found.items():
        for x, y in _points(geometry):
            if abs(x) > 180 or abs(y) > 180:
                raise UnreadableFile(
                    f"« {name} », commune {code} : les coordonnées ({x:.0f} ; {y:.0f}) sont en mètres (Lambert 93 ?), "
                    "pas en degrés.",
                    "Reprojetez le fichier en WGS 84 (EPSG:4326), ou téléchargez sa version GeoJSON.",
                )
            if box.holds(y, x):
                break  # one point in place is enough: what follows is the same border
        else:
            swapped = any(box.holds(x, y) for x, y in _points(geometry))
            what = "latitude et longitude sont échangées" if swapped else "le contour est hors du territoire"
            raise UnreadableFile(
                f"« {name} », commune {code} : {what}.", "Un GeoJSON écrit la longitude, puis la latitude."
            )


def _digits(geometries: Any) -> int:
    points = [point for geometry in geometries for point in _points(geometry)]
    extent = max(max(p[axis] for p in points) - min(p[axis] for p in points) for axis in (0, 1))
    return _FINE if extent < _DENSE_DEGREES else _WIDE


def _rounded(geometry: Geometry, digits: int) -> Geometry:
    """Every border lies on one grid: two communes that share a border still share it."""
    polygons = [rings for polygon in _polygons(geometry) if (rings := _rings(polygon, digits))]
    if not polygons:  # a commune smaller than the grid keeps its shape
        polygons = [rings for polygon in _polygons(geometry) if (rings := _rings(polygon, 6))]
    if len(polygons) == 1:
        return {"type": "Polygon", "coordinates": polygons[0]}
    return {"type": "MultiPolygon", "coordinates": polygons}


def _rings(polygon: Sequence[Ring], digits: int) -> list[list[list[float]]]:
    """The rings of a polygon on the grid; an island or a hole that vanishes is dropped."""
    rings = [_ring(ring, digits) for ring in polygon]
    if not rings or not rings[0]:
        return []
    return [ring for ring in rings if ring]


def _ring(ring: Ring, digits: int) -> list[list[float]]:
    kept: list[list[float]] = []
    for point in ring:
        placed = [round(float(point[0]), digits), round(float(point[1]), digits)]
        if not kept or kept[-1] != placed:
            kept.append(placed)
    if kept and kept[0] != kept[-1]:
        kept.append(kept[0])
    return kept if len(kept) >= 4 else []
