"""Outlines of communes: recognised, made light, refused with a reason, told against the communes known."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from export_samples import COMMUNES

from builders import empty_network, project_for
from maillage.accounts.models import Network
from maillage.territory.domain.contours import read_outlines
from maillage.territory.domain.errors import ImportRefused
from maillage.territory.files import read_contours
from maillage.territory.models import Contour, ImportRun
from maillage.territory.outlines import replace_contours
from maillage.territory.readings import contours_of
from maillage.territory.services import import_communes
from maillage.territory.undoing import undo_last

SQUARE = [[2.27, 46.93], [2.30123456, 46.93], [2.30123456, 46.96], [2.27, 46.96], [2.27, 46.93]]
NEXT = [[2.30123456, 46.93], [2.34, 46.93], [2.34, 46.96], [2.30123456, 46.96], [2.30123456, 46.93]]


def feature(code: str, ring: Any = SQUARE, kind: str = "Polygon", key: str = "code") -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {key: code, "nom": "X"},
        "geometry": {"type": kind, "coordinates": [ring]},
    }


def geojson(*features: Any) -> str:
    return json.dumps({"type": "FeatureCollection", "features": list(features)})


def read(text: str, department: str = "18") -> Any:
    return read_outlines(text, name="c.geojson", department=department)


def test_the_outline_of_each_commune_is_kept_by_its_code() -> None:
    found = read(geojson(feature("18133"), feature("18033", NEXT, key="INSEE_COM")))
    assert sorted(found.geometries) == ["18033", "18133"]
    assert found.geometries["18133"]["type"] == "Polygon"


def test_neighbours_still_touch_once_rounded() -> None:
    found = read(geojson(feature("18133"), feature("18033", NEXT)))
    one, other = (set(map(tuple, found.geometries[c]["coordinates"][0])) for c in ("18133", "18033"))
    assert len(one & other) == 2
    assert all(len(str(x).split(".")[1]) <= 4 for x, _ in one)


def test_outlines_of_other_departements_are_left_and_counted() -> None:
    found = read(geojson(feature("18133"), feature("36001")))
    assert (len(found.geometries), found.elsewhere) == (1, 1)


def test_what_is_no_surface_is_left_and_named() -> None:
    point = {
        "type": "Feature",
        "properties": {"code": "18001"},
        "geometry": {"type": "Point", "coordinates": [2, 47]},
    }
    found = read(geojson(feature("18133"), point, {"type": "Feature"}, "x", feature("18002", [["a", "b"]])))
    assert found.unusable == ("18001", "objet 3", "objet 4", "18002")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ('{"type": "FeatureCollection", "features": [', "mal formé ou coupé"),
        ("[1, 2]", "pas un GeoJSON"),
        ('{"a": 1}', "pas un GeoJSON"),
        (geojson(), "pas un GeoJSON"),
        ('{"type": "Topology", "objects": {}}', "TopoJSON"),
        (geojson(feature("36001")), "aucun des 1\u00a0contour n'est du département 18"),
        (geojson(feature("", key="nom_officiel")), "aucun objet n'a un code INSEE"),
        (geojson(feature("18133", [[650000, 6650000], [651000, 6650000], [651000, 6651000], [650000, 6650000]])),
         "en mètres (Lambert 93"),
        (geojson(feature("18133", [[y, x] for x, y in SQUARE])), "latitude et longitude sont échangées"),
        (geojson(feature("18133", [[x + 40, y] for x, y in SQUARE])), "hors du territoire"),
        ("[" * 100_000, "imbriqué"),
    ],
)  # fmt: skip
def test_a_bad_file_of_outlines_is_refused_with_its_remedy(text: str, word: str) -> None:
    with pytest.raises(ImportRefused) as refused:
        read(text)
    assert word in refused.value.message
    assert refused.value.remedy


def test_an_island_of_several_parts_stays_in_several_parts() -> None:
    shape = feature("18133")
    shape["geometry"] = {"type": "MultiPolygon", "coordinates": [[SQUARE], [NEXT]]}
    found = read(geojson(shape))
    assert found.geometries["18133"]["type"] == "MultiPolygon"


# -- stored


@pytest.fixture
def network(db: Any) -> Network:
    return empty_network("18")


def take(network: Network, *features: Any) -> Any:
    file = read_contours(geojson(*features).encode(), "c.geojson", "18")
    return replace_contours(network=network, files=[file])


def test_outlines_are_read_by_the_map(network: Network) -> None:
    take(network, feature("18133"))
    assert contours_of(project_for(network))["18133"]["type"] == "Polygon"
    assert contours_of(project_for(empty_network("36"))) == {}


def test_outlines_are_told_against_the_communes_known(network: Network, tmp_path: Path) -> None:
    path = tmp_path / "communes.csv"
    path.write_text(COMMUNES, "utf-8")
    import_communes(network=network, paths=[path])
    outcome = take(network, feature("18133"), feature("18999", NEXT))
    assert outcome.without == ("Achères", "Ainay-le-Vieil", "Bourges")
    assert outcome.unknown == ("18999",)


def test_new_outlines_take_the_place_of_the_former_and_can_be_undone(network: Network) -> None:
    take(network, feature("18133"))
    take(network, feature("18033", NEXT))
    assert [row.insee for row in Contour.objects.all()] == ["18033"]
    undo_last(network=network)
    assert [row.insee for row in Contour.objects.all()] == ["18133"]
    undo_last(network=network)
    assert not Contour.objects.exists()
    assert ImportRun.objects.filter(undone_at=None).count() == 0


def test_the_outlines_of_the_cher_are_those_of_its_286_communes(network: Network, shared_data: Path) -> None:
    folder = shared_data / "territoire"
    import_communes(network=network, paths=[folder / "communes-18-2026.csv"])
    data = (folder / "communes-18-contours.geojson").read_bytes()
    outcome = replace_contours(network=network, files=[read_contours(data, "c.geojson", "18")])
    assert (outcome.stored, outcome.without, outcome.unknown, outcome.unusable) == (286, (), (), ())
    stored = json.dumps(dict(contours_of(project_for(network))))
    assert len(stored) < len(data)
