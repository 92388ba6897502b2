"""Maps: places where geography has them, names that cover nothing, classes told apart without colour."""

from __future__ import annotations

import itertools
import math
import re
from typing import Any

import pytest

from maillage.base.charts import Fill, MapArea, MapLines, MapPlace, PointMark, Symbol, render, territory_map
from maillage.base.charts import theme as look
from maillage.base.charts.layout import text_width
from maillage.base.charts.maps.fanning import Circle, fanned
from maillage.base.charts.maps.projection import Frame, Lambert

SQUARE = ((2.0, 46.5), (3.0, 46.5), (3.0, 47.5), (2.0, 47.5), (2.0, 46.5))
# Towns of France (WGS 84) and great-circle distances between them, as published.
BOURGES, VIERZON, PARIS, LYON = (2.3988, 47.0810), (2.0689, 47.2222), (2.3522, 48.8566), (4.8357, 45.7640)


def rows_of(spec: dict[str, Any], kind: str) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    return [
        (layer["mark"], layer["data"]["values"]) for layer in spec["layer"] if layer["mark"]["type"] == kind
    ]


def texts(spec: dict[str, Any]) -> list[str]:
    return [row["text"] for _, rows in rows_of(spec, "text") for row in rows]


def place(longitude: float, latitude: float, **more: Any) -> MapPlace:
    return MapPlace(longitude=longitude, latitude=latitude, **more)


def drawn(spec: dict[str, Any]) -> str:
    return render.svg(spec)


# -- the projection


@pytest.mark.parametrize(
    ("one", "other", "km"), [(BOURGES, VIERZON, 29.4), (PARIS, LYON, 391.5), (BOURGES, PARIS, 197.5)]
)
def test_distances_on_the_map_are_true_to_one_percent(one, other, km: float) -> None:
    project = Lambert([one, other])
    assert math.dist(project(*one), project(*other)) == pytest.approx(km, rel=0.01)


@pytest.mark.parametrize("centre", [(2.4, 47.0), (-61.5, 16.2), (55.5, -21.1), (-53.0, 4.0), (10.0, 0.0)])
def test_angles_are_kept_and_north_is_up_in_every_territory(centre: tuple[float, float]) -> None:
    west, south = centre[0] - 0.4, centre[1] - 0.4
    project = Lambert([(west, south), (west + 0.8, south + 0.8)])
    x, y = project(*centre)
    step = 0.01
    east = math.dist(project(centre[0] + step, centre[1]), (x, y))
    north = math.dist(project(centre[0], centre[1] + step), (x, y))
    assert east / north == pytest.approx(math.cos(math.radians(centre[1])), rel=2e-3)
    assert project(centre[0], centre[1] + step)[1] > y
    assert project(centre[0] + step, centre[1])[0] > x


def test_everything_stands_inside_the_frame() -> None:
    frame = Frame(SQUARE, 440, 560, 14)
    for point in SQUARE:
        x, y = frame(*point)
        assert 13.9 <= x <= 426.1
        assert 13.9 <= y <= frame.height - 13.9


def test_a_single_place_is_a_map() -> None:
    assert "km" in " ".join(texts(territory_map(places=[place(2.4, 47.0)])))


# -- symbols and legend


CLASSES = [
    Symbol(label="de 9 à 40 h", radius=9),
    Symbol(label="de 2 à 8 h", radius=4, strength=0.3),
    Symbol(label="Douteux, à vérifier", colour=look.ACCENT, shape="diamond", radius=5, strength=0),
    Symbol(label="Inconnu", colour=look.MUTED, radius=4, strength=0, dashed=True),
]


@pytest.fixture(scope="module")
def classed() -> dict[str, Any]:
    places = [place(2 + n / 10, 47.0 + n / 20, category=symbol.label) for n, symbol in enumerate(CLASSES)]
    return territory_map(
        places=[*places, place(2.9, 47.4, category="Inconnu")], categories=CLASSES, title="Heures"
    )


def test_the_legend_says_each_class_with_its_number(classed: dict[str, Any]) -> None:
    shown = texts(classed)
    assert "Heures" in shown
    assert [text for text in shown if text.endswith(")")] == [
        "de 9 à 40 h (1)",
        "de 2 à 8 h (1)",
        "Douteux, à vérifier (1)",
        "Inconnu (2)",
    ]


def test_classes_differ_by_size_or_shape_and_the_unknown_is_hollow(classed: dict[str, Any]) -> None:
    styles = {}
    for mark, rows in rows_of(classed, "point"):
        if "stroke" in mark:
            styles[(mark["shape"], round(rows[0]["size"]), bool(mark.get("strokeDash")))] = mark[
                "fillOpacity"
            ]
    assert styles == {("circle", 324, False): 1, ("circle", 64, False): 0.3, ("diamond", 100, False): 0,
                      ("circle", 64, True): 0}  # fmt: skip


def test_the_largest_are_drawn_first_so_that_none_hides_a_smaller_one(classed: dict[str, Any]) -> None:
    sizes = [rows[0]["size"] for mark, rows in rows_of(classed, "point") if mark.get("fillOpacity") == 1]
    legend = [layer["mark"].get("shape") for layer in classed["layer"]]
    assert max(sizes) == 324
    assert legend.index("circle") < legend.index("diamond")


def test_the_area_of_a_circle_follows_the_population_and_an_unknown_one_is_hollow() -> None:
    spec = territory_map(
        places=[place(2, 47, population=8000), place(2.5, 47.3, population=2000), place(3, 47)]
    )
    found = [
        (row["size"], mark.get("fillOpacity"))
        for mark, rows in rows_of(spec, "point")
        if "stroke" in mark
        for row in rows
    ]
    assert found[0][0] == pytest.approx(4 * found[1][0], rel=0.01)
    assert found[-2][1] == 0 or found[2][1] == 0
    assert "population inconnue" in texts(spec)


def test_every_label_of_the_legend_fits_in_the_drawing() -> None:
    long = "Communes qui n’ont ni bibliothèque ni point de lecture à moins de quinze kilomètres"
    spec = territory_map(
        places=[place(2, 47, category=long)], categories=[Symbol(label=long, radius=5)], title=long
    )
    for mark, rows in rows_of(spec, "text"):
        for row in rows:
            assert row["x"] + text_width(row["text"], mark["fontSize"]) <= look.WIDTH * 1.03
            assert 0 < row["y"] < spec["height"]


# -- communes


FILLS = [
    Fill(label="Desservie"),
    Fill(label="Non desservie", colour=look.POINT, mark=PointMark.CROSS, mark_colour=look.INK),
    Fill(label="Inconnu", colour=look.PAPER, mark=PointMark.RING, mark_colour=look.MUTED),
]


def area(longitude: float, category: str, rings: Any = (SQUARE,), **more: Any) -> MapArea:
    return MapArea(longitude=longitude, latitude=47.0, category=category, rings=rings, **more)


def test_communes_are_filled_and_marked_so_that_black_and_white_tells_them_apart() -> None:
    areas = [area(2.2, "Desservie"), area(2.5, "Non desservie"), area(2.8, "Inconnu")]
    svg = drawn(territory_map(places=[], areas=areas, fills=FILLS, fill_title="Communes"))
    assert {look.BAND, look.POINT} <= set(re.findall(r'fill="(#[0-9a-f]{6})"', svg))
    assert len(re.findall(r'd="M-\d', svg)) >= 2  # a cross on the map, a cross in the legend
    assert "Non desservie (1)" in svg


def test_a_commune_without_an_outline_is_a_point_and_with_a_library_it_is_not_marked() -> None:
    areas = [area(2.2, "Desservie", ()), area(2.5, "Desservie", (), marked=False)]
    spec = territory_map(places=[place(2.5, 47.0)], areas=areas, fills=FILLS[:1])
    dots = [rows for mark, rows in rows_of(spec, "point") if mark["size"] == 12]
    assert [len(rows) for rows in dots] == [1, 1]  # the map, the legend
    assert "Desservie (2)" in texts(spec)


def test_a_class_that_nothing_shows_is_not_in_the_legend() -> None:
    spec = territory_map(
        places=[place(2.5, 47.0)], areas=[area(2.5, "Desservie", (), marked=False)], fills=FILLS
    )
    assert not [text for text in texts(spec) if "esservie" in text]


def test_borders_are_drawn_and_named() -> None:
    lines = MapLines(label="Limite d'intercommunalité", lines=[SQUARE])
    spec = territory_map(places=[place(2.5, 47.0)], lines=lines)
    assert "Limite d'intercommunalité" in texts(spec)
    assert 'stroke="#5a6775"' in drawn(spec)


def test_on_screen_every_colour_of_a_map_can_be_darkened() -> None:
    areas = [area(2.2, "Desservie"), area(2.5, "Non desservie"), area(2.8, "Inconnu")]
    spec = territory_map(
        places=[place(2.4, 47.0, category=CLASSES[1].label)], categories=CLASSES[:2], areas=areas, fills=FILLS
    )
    svg = render.svg(spec, screen=True)
    assert re.findall(r'(?:fill|stroke)="#[0-9a-fA-F]{6}"', svg) == []


# -- libraries of one town


def circles(*spots: tuple[float, float], radius: float = 6, town: str = "18033") -> list[Circle]:
    return [Circle(x, y, radius, 0, town) for x, y in spots]


@pytest.mark.parametrize("n", [2, 3, 8, 14])
def test_libraries_of_one_town_are_set_side_by_side(n: int) -> None:
    placed = fanned(circles(*[(100.0, 100.0)] * n))
    for one, other in itertools.combinations(placed, 2):
        assert math.hypot(one.x - other.x, one.y - other.y) >= 11
    assert all(math.hypot(c.x - 100, c.y - 100) < 12 * math.sqrt(n) for c in placed)
    assert placed == fanned(circles(*[(100.0, 100.0)] * n))


def test_libraries_that_hide_nothing_and_those_of_other_towns_stay_where_they_are() -> None:
    apart = circles((10, 10), (40, 40))
    assert [(round(c.x, 2), c.y) for c in fanned(apart)] == [(10, 10), (40, 40)]
    neighbours = [*circles((10, 10)), *circles((12, 10), town="18279")]
    assert [(c.x, c.y) for c in fanned(neighbours)] == [(10, 10), (12, 10)]
    nowhere = circles((10, 10), (12, 10), town="")
    assert [c.moved for c in fanned(nowhere)] == [0, 0]


# -- names


def test_a_name_goes_where_it_hides_no_library() -> None:
    east = [place(2.5 + n / 50, 47.0, category="h") for n in range(1, 9)]
    spec = territory_map(
        places=[
            place(2.5, 47.0, category="h"),
            *east,
            place(2.0, 46.5, category="h"),
            place(3.0, 47.5, category="h"),
        ],
        categories=[Symbol(label="h", radius=5)],
        towns=[("Bourges", 2.5, 47.0)],
    )
    (name,) = [
        row
        for _, rows in rows_of(spec, "text")
        for row in rows
        if row["text"] == "Bourges" and row["fill"] == look.INK
    ]
    dots = [row for mark, rows in rows_of(spec, "point") if mark.get("fillOpacity") == 1 for row in rows][:11]
    wide = text_width("Bourges")
    for dot in dots:
        assert not (name["x"] < dot["x"] < name["x"] + wide and abs(dot["y"] - name["y"]) < 6)


def test_outlines_keep_a_map_light() -> None:
    ring = tuple((2 + math.cos(n / 60 * math.tau), 47 + math.sin(n / 60 * math.tau)) for n in range(61))
    areas = [area(2.0, "Desservie", (ring,)) for _ in range(300)]
    svg = drawn(territory_map(places=[], areas=areas, fills=FILLS[:1]))
    assert svg.count("<path") < 40
    assert len(svg) < 400_000
