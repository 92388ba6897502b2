"""Outlines of communes: simplified alike on both sides, borders of EPCI found, whatever the shapes."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from math import cos, pi, sin
from typing import Any

import pytest

from maillage.territory.domain.outlining import Outline, outlined


# Four squares of 0.1 degree side by side: A B over C D; a fifth one, E, is an island.
def square(x: float, y: float, size: float = 0.1) -> dict[str, Any]:
    return {
        "type": "Polygon",
        "coordinates": [[[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]]],
    }


SQUARES = {"A": square(2.0, 47.1), "B": square(2.1, 47.1), "C": square(2.0, 47.0), "D": square(2.1, 47.0)}


def wavy(x: float, y: float, wide: float = 0.5, points: int = 200) -> list[list[float]]:
    """A line of many points along a parallel, hardly waving."""
    return [[x + wide * n / points, y + 0.0002 * sin(n)] for n in range(points + 1)]


def two_sides() -> dict[str, Any]:
    middle = wavy(2.0, 47.0)
    north = [*middle, [2.5, 47.3], [2.0, 47.3], middle[0]]
    south = [*reversed(middle), [2.0, 46.7], [2.5, 46.7], middle[-1]]
    return {
        "N": {"type": "Polygon", "coordinates": [north]},
        "S": {"type": "Polygon", "coordinates": [south]},
    }


def edges(outline: Outline, code: str) -> set[frozenset[Any]]:
    return {frozenset(pair) for ring in outline.rings[code] for pair in pairwise(ring)}


def test_both_sides_of_a_border_keep_the_same_points() -> None:
    outline = outlined(two_sides(), 0.15)
    north, south = edges(outline, "N"), edges(outline, "S")
    assert len(outline.rings["N"][0]) < 20
    (between,) = [border for border in outline.borders if len(border.between) == 2]
    shared = {frozenset(pair) for pair in pairwise(between.line)}
    assert shared == north & south


def test_rings_are_closed_and_nothing_is_lost_of_simple_shapes() -> None:
    outline = outlined(SQUARES, 0.15)
    for code, rings in outline.rings.items():
        (ring,) = rings
        assert ring[0] == ring[-1]
        assert len(ring) >= 5
        assert set(ring) == {tuple(point) for point in SQUARES[code]["coordinates"][0]}


def test_borders_of_groups_are_those_between_two_of_them_and_around() -> None:
    outline = outlined(SQUARES, 0.1)
    counts = Counter(len(border.between) for border in outline.borders)
    assert counts[2] == 4
    groups = {"A": "west", "C": "west", "B": "east", "D": "east"}
    drawn = outline.between(groups)
    inside = [line for line in drawn if all(abs(point[0] - 2.1) < 1e-9 for point in line)]
    assert len(inside) == 2  # between A and B, between C and D; not between A and C
    alone = outline.between({"A": "west"})
    assert sum(len(line) - 1 for line in alone) == 4


def test_an_island_and_a_hole_stay_drawn() -> None:
    ring = [[2.5 + 0.1 * cos(n * pi / 50), 47 + 0.1 * sin(n * pi / 50)] for n in range(101)]
    hole = [[2.5 + 0.03 * cos(-n * pi / 50), 47 + 0.03 * sin(-n * pi / 50)] for n in range(101)]
    island = {"type": "MultiPolygon", "coordinates": [[ring, hole], square(2.9, 47.0)["coordinates"]]}
    outline = outlined({**SQUARES, "E": island}, 0.3)
    sizes = [len(found) for found in outline.rings["E"]]
    assert len(sizes) == 3
    assert 8 <= sizes[0] < 60
    assert {border.between for border in outline.borders if border.line[0] in outline.rings["E"][0]} == {
        ("E",)
    }


def test_outlines_drawn_apart_from_each_other_have_no_borders() -> None:
    apart = {name: square(2 + n * 0.1001, 47.0) for n, name in enumerate("ABCDE")}
    outline = outlined(apart, 0.1)
    assert len(outline.rings) == 5
    assert outline.borders == ()


@pytest.mark.parametrize("points", [[], [[2, 47], [2, 47], [2, 47]], [[2, 47], [2.1, 47], [2, 47]]])
def test_a_ring_of_nothing_is_left_out(points: list[Any]) -> None:
    outline = outlined({**SQUARES, "X": {"type": "Polygon", "coordinates": [points]}}, 0.1)
    assert outline.rings["X"] == ()


def test_no_outline_at_all_is_no_map() -> None:
    outline = outlined({}, 0.1)
    assert (dict(outline.rings), outline.borders) == ({}, ())
