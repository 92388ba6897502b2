"""The picture of importance and satisfaction: every point there, none hiding another, a key for each."""

from __future__ import annotations

from itertools import combinations
from math import hypot

import pytest

from maillage.base.charts import QuadrantPoint, quadrant_chart, render
from maillage.base.charts.quadrants import NEAR, _Frame

CORNERS = ("bien fait", "à garder", "plus tard", "en premier")


def drawn(points: list[QuadrantPoint]) -> str:
    spec = quadrant_chart(
        points=points, cross=(4, 3.5), x_label="Importance", y_label="Satisfaction", corners=CORNERS
    )
    return render.svg(spec)


def test_each_point_has_its_number_and_its_name_and_each_corner_its_word() -> None:
    points = [QuadrantPoint(label=f"Sujet {rank}", x=3 + rank / 9, y=4, first=rank == 2) for rank in range(8)]
    text = drawn(points)
    for shown in (*CORNERS, *(f"Sujet {rank}" for rank in range(8)), "Importance", "Satisfaction"):
        assert shown in text


def test_points_at_the_same_place_are_drawn_side_by_side() -> None:
    points = [QuadrantPoint(label="x", x=4, y=4) for _ in range(5)]
    spots = _Frame(points).apart([(4, 4)] * 5)
    assert all(hypot(a[0] - b[0], a[1] - b[1]) >= NEAR for a, b in combinations(spots, 2))


def test_one_point_alone_is_drawn_and_none_is_refused() -> None:
    assert "Seul" in drawn([QuadrantPoint(label="Seul", x=5, y=1)])
    with pytest.raises(ValueError, match="Aucun point"):
        drawn([])
