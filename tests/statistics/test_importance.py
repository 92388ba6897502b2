"""Importance × satisfaction: quadrants by hand, and what few answers must not show."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.statistics.importance import Quadrant, quadrants

# Means (4; 1), (4; 3), (2; 1), (2; 3): the lines cross at (3; 2).
SERVICES = {
    "hours": [(5, 1), (3, 1)],
    "welcome": [(4, 3), (4, 3)],
    "games": [(2, 0), (2, 2)],
    "café": [(1, 3), (3, 3)],
}


def test_each_service_lies_in_its_quadrant() -> None:
    found = quadrants(SERVICES, least=2)
    assert (found.importance, found.satisfaction) == (3, 2)
    assert [item.quadrant for item in found.items.values()] == [
        Quadrant.IMPROVE,
        Quadrant.KEEP,
        Quadrant.MINOR,
        Quadrant.GENEROUS,
    ]
    assert found.within(Quadrant.IMPROVE) == ["hours"]


def test_an_item_with_few_answers_is_hidden_and_moves_no_line() -> None:
    found = quadrants(SERVICES | {"rare": [(5, 5), (5, None), (None, None)]}, least=2)
    rare = found.items["rare"]
    assert rare.hidden
    assert (rare.importance, rare.satisfaction, rare.rated_importance, rare.rated_satisfaction) == (
        None,
        None,
        2,
        1,
    )
    assert (found.importance, found.satisfaction) == (3, 2)
    nothing = quadrants(SERVICES, least=5)
    assert (nothing.importance, nothing.satisfaction) == (None, None)
    assert all(item.hidden for item in nothing.items.values())


def test_zero_is_an_answer_and_none_is_not() -> None:
    item = quadrants({"a": [(0, 0), (None, 4), (4, None), (2, 2)]}, least=1).items["a"]
    assert (item.importance, item.satisfaction, item.rated_importance) == (2, 2, 3)
    assert item.quadrant is Quadrant.KEEP


def test_items_alike_all_lie_on_the_lines() -> None:
    found = quadrants({name: [(0.1, 0.1)] for name in "abc"}, least=1)
    assert found.within(Quadrant.KEEP) == ["a", "b", "c"]


answers = st.lists(
    st.tuples(st.one_of(st.none(), st.integers(0, 5)), st.one_of(st.none(), st.integers(0, 5)))
)


@given(st.dictionaries(st.sampled_from("abcdef"), answers), st.randoms(use_true_random=False))
def test_the_order_of_people_does_not_matter(
    given_answers: dict[str, list[tuple[int | None, int | None]]], chance: random.Random
) -> None:
    turned = {name: chance.sample(people, len(people)) for name, people in given_answers.items()}
    assert quadrants(turned, least=3) == quadrants(given_answers, least=3)


def test_a_mean_of_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="une réponse"):
        quadrants({}, least=0)
