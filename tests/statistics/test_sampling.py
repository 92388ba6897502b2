"""Draws by lot: exact shares, whatever the order of what is given."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.statistics.sampling import proportional, size_of_share, stratified_sample, waves

strata = st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 40), min_size=1).map(
    lambda sizes: {name: [f"{name}{i:02}" for i in range(size)] for name, size in sizes.items()}
)


def test_the_strata_of_the_cher_share_a_sample_of_18_percent() -> None:
    """26 of 144: 7.94, 7.94, 6.14, 1.99, 1.99."""
    sizes = {"<500": 44, "500": 44, "1000": 34, "2000": 11, "5000": 11}
    total = size_of_share(0.18, 144, 5)
    assert total == 26
    assert proportional(sizes, total) == {"<500": 8, "500": 8, "1000": 6, "2000": 2, "5000": 2}


def test_a_small_stratum_has_one_and_the_others_share_what_is_left() -> None:
    assert proportional({"tiny": 1, "empty": 0, "big": 60, "other": 39}, 10) == {
        "tiny": 1,
        "empty": 0,
        "big": 5,
        "other": 4,
    }


@given(strata, st.data())
def test_shares_are_exact_with_one_a_stratum_and_near_their_quota(
    given_strata: dict[str, list[str]], data: st.DataObject
) -> None:
    sizes = {name: len(units) for name, units in given_strata.items()}
    filled, units = sum(size > 0 for size in sizes.values()), sum(sizes.values())
    total = data.draw(st.integers(filled, units))
    found = proportional(sizes, total)
    assert sum(found.values()) == total
    assert all(min(1, sizes[name]) <= share <= sizes[name] for name, share in found.items())
    for name, share in found.items():
        assert share < max(1, total * sizes[name] / units if units else 0) + 1
    assert proportional(dict(reversed(sizes.items())), total) == found


@given(strata, st.integers(0, 99), st.randoms(use_true_random=False), st.data())
def test_a_sample_is_the_same_whatever_the_order_it_is_drawn_from(
    given_strata: dict[str, list[str]], seed: int, chance: random.Random, data: st.DataObject
) -> None:
    filled, units = sum(map(bool, given_strata.values())), sum(map(len, given_strata.values()))
    total = data.draw(st.integers(filled, units))
    found = stratified_sample(given_strata, total, seed=seed)
    assert sum(map(len, found.values())) == total
    assert all(
        set(drawn) <= set(given_strata[name]) and drawn == sorted(set(drawn)) for name, drawn in found.items()
    )
    turned = {name: chance.sample(found, len(found)) for name, found in reversed(given_strata.items())}
    assert stratified_sample(turned, total, seed=seed) == found


def test_each_unit_of_a_stratum_is_drawn_as_often_as_another() -> None:
    drawn = Counter(
        code for seed in range(2000) for code in stratified_sample({"a": list("abcde")}, 2, seed=seed)["a"]
    )
    assert all(drawn[code] == pytest.approx(800, abs=90) for code in "abcde")


@given(strata, st.integers(1, 6), st.integers(0, 99))
def test_waves_hold_everyone_once_and_look_alike(
    given_strata: dict[str, list[str]], count: int, seed: int
) -> None:
    found = waves(given_strata, count, seed=seed)
    everyone = sorted(code for units in given_strata.values() for code in units)
    assert sorted(code for wave in found for code in wave) == everyone
    assert max(map(len, found)) - min(map(len, found)) <= 1
    for units in given_strata.values():
        parts = [len(set(units) & set(wave)) for wave in found]
        assert max(parts) - min(parts) <= 1
    assert waves(dict(reversed(given_strata.items())), count, seed=seed) == found


def test_draws_that_make_no_sense_are_refused() -> None:
    for sizes, total in (({"a": 2, "b": 3}, 1), ({"a": 2}, 3), ({"a": -1, "b": 3}, 2)):
        with pytest.raises(ValueError, match="par strate"):
            proportional(sizes, total)
    with pytest.raises(ValueError, match="une seule fois"):
        stratified_sample({"a": ["x"], "b": ["x"]}, 2, seed=1)
    with pytest.raises(ValueError, match="une vague"):
        waves({"a": ["x"]}, 0, seed=1)
    with pytest.raises(ValueError, match="part"):
        size_of_share(1.2, 10, 1)
    assert size_of_share(0.01, 100, 5) == 5
    assert size_of_share(0.9, 3, 5) == 3
