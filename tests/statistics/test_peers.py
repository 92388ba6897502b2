"""Nearest peers: distances by hand, the sweep against brute force, the tree against both, and the reasons."""

from __future__ import annotations

from math import log1p, sqrt
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.statistics.neighbours import all_nearest
from maillage.statistics.peers import Peer, Points, Scale, nearest, reasons

NAMES = ("population", "hours", "surface")


def points_from(rows: list[list[float | None]]) -> Points:
    return Points.of(NAMES[: len(rows[0])], sorted(rows, key=lambda row: row[0] or 0))


def test_a_distance_is_the_root_mean_square_of_the_gaps() -> None:
    points = points_from([[0.0, 0.0], [3.0, 4.0]])
    found = nearest([0.0, 0.0], points, 2)
    assert [peer.position for peer in found] == [0, 1]
    assert found[1].distance == sqrt((9 + 16) / 2)
    assert found[1].gaps == (("population", 3.0), ("hours", 4.0))


def test_only_what_the_target_answered_is_compared() -> None:
    points = points_from([[0.0, 9.0], [1.0, 0.0]])
    assert [peer.position for peer in nearest([0.0, None], points, 2)] == [0, 1]
    assert [peer.position for peer in nearest([0.0, 0.0], points, 2)] == [1, 0]


def test_who_did_not_answer_as_much_is_no_peer() -> None:
    points = points_from([[0.0, None], [5.0, 5.0]])
    assert [peer.position for peer in nearest([0.0, 0.0], points, 2)] == [1]
    assert [peer.position for peer in nearest([0.0, None], points, 2)] == [0, 1]


def test_a_target_without_its_first_quantity_has_no_peer() -> None:
    assert nearest([None, 1.0], points_from([[0.0, 1.0]]), 3) == ()
    assert nearest([0.0], Points.of([], []), 3) == ()


def test_itself_is_left_out() -> None:
    points = points_from([[0.0], [1.0], [2.0]])
    assert [peer.position for peer in nearest([1.0], points, 1, skip=(1,))] in ([0], [2])


UNIT = st.integers(-40, 40).map(lambda n: n / 8)
KNOWN_OR_NOT = st.one_of(UNIT, st.none())


def brute(target: list[float | None], points: Points, k: int) -> list[float]:
    compared = [rank for rank, value in enumerate(target) if value is not None]
    found = []
    for position in range(len(points)):
        gaps = [points.columns[rank][position] - (target[rank] or 0.0) for rank in compared]
        if not any(np.isnan(gaps)):
            found.append(sqrt(sum(gap * gap for gap in gaps) / len(gaps)))
    return sorted(found)[:k]


@given(
    st.lists(st.tuples(UNIT, KNOWN_OR_NOT, KNOWN_OR_NOT).map(list), min_size=1, max_size=60),
    st.tuples(UNIT, KNOWN_OR_NOT, KNOWN_OR_NOT).map(list),
    st.integers(1, 12),
)
def test_the_sweep_finds_what_brute_force_finds(rows: Any, target: Any, k: int) -> None:
    points = points_from(rows)
    found = nearest(target, points, k)
    assert [peer.distance for peer in found] == pytest.approx(brute(target, points, k))


def test_the_tree_finds_for_all_what_the_sweep_finds_for_one() -> None:
    random = np.random.default_rng(3)
    matrix = random.normal(size=(400, 3))
    matrix = matrix[np.argsort(matrix[:, 0])]
    positions, distances = all_nearest(matrix, 5)
    points = Points.of(NAMES, matrix.tolist())
    for row in range(0, 400, 37):
        found = nearest(matrix[row].tolist(), points, 5, skip=(row,))
        assert [peer.position for peer in found] == positions[row].tolist()
        assert [peer.distance for peer in found] == pytest.approx(distances[row])


def test_twins_are_peers_of_each_other_and_nobody_is_its_own_peer() -> None:
    matrix = np.zeros((6, 2))
    positions, distances = all_nearest(matrix, 3)
    assert not (positions == np.arange(6)[:, None]).any()
    assert (distances == 0).all()


@pytest.mark.parametrize(
    ("matrix", "word"), [([[0.0], [np.nan], [1.0]], "inconnue"), ([[0.0], [1.0]], "voisins")]
)
def test_points_that_cannot_be_compared_are_refused(matrix: Any, word: str) -> None:
    with pytest.raises(ValueError, match=word):
        all_nearest(matrix, 2)


def test_points_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="première coordonnée"):
        Points.of(("population",), [[2.0], [1.0]])
    with pytest.raises(ValueError, match="première coordonnée"):
        Points.of(("population",), [[None]])


def test_a_scale_takes_the_logarithm_then_standard_deviations() -> None:
    scale = Scale.of("population", [100, 1000, None, 10_000])
    logs = [log1p(value) for value in (100, 1000, 10_000)]
    assert scale.centre == pytest.approx(np.mean(logs))
    assert scale.spread == pytest.approx(np.std(logs))
    assert scale.standard(1000) == pytest.approx((log1p(1000) - np.mean(logs)) / np.std(logs))
    assert scale.standard(None) is None


def test_a_quantity_that_is_the_same_everywhere_tells_nobody_apart() -> None:
    scale = Scale.of("share", [0.5, 0.5], logarithm=False)
    assert scale.standard(0.5) == 0
    assert Scale.of("share", []).standard(0) == 0


def test_the_reasons_are_the_closest_quantities_first_and_the_farthest_last_things_said() -> None:
    peer = Peer(0, 1.0, (("hours", 0.2), ("population", -0.05), ("surface", 2.0), ("books", -0.5)))
    found = reasons(peer)
    assert found.close == ("population", "hours")
    assert found.apart == ("surface",)
