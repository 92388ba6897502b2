"""Weights and groups of scores: SciPy's distributions, statsmodels' analysis of variance, and values by hand."""

from __future__ import annotations

import random
from bisect import bisect

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.api import OLS

from effort import effort
from maillage.statistics.decomposition import squares_split
from maillage.statistics.dispersion import icc
from maillage.statistics.sensitivity import weight_sensitivity


def band(_: str, score: float) -> int:
    return bisect([25, 50, 75], score)


def test_a_unit_of_two_domains_moves_as_a_beta_distribution() -> None:
    found = weight_sensitivity({"a": [0, 100]}, [1, 3], band, draws=20_000, concentration=20)["a"]
    assert found is not None
    expected = stats.beta(15, 5)
    assert found.score == 75
    assert found.interval.low == pytest.approx(100 * expected.ppf(0.05), abs=0.8)
    assert found.interval.high == pytest.approx(100 * expected.ppf(0.95), abs=0.8)
    assert found.other_band == pytest.approx(expected.cdf(0.75), abs=0.015)


def test_equal_domains_never_move_even_on_the_limit_of_a_band() -> None:
    found = weight_sensitivity(
        {"a": [50] * 7, "b": [None, 50.0, 50, None, None, 50, 50]}, [3, 1, 4, 1, 5, 9, 2], band
    )
    for told in found.values():
        assert told is not None
        assert (told.score, told.interval.low, told.interval.high) == (50, 50, 50)
        assert (told.largest_move, told.other_band) == (0, 0)


def test_what_is_unknown_weighs_nothing() -> None:
    found = weight_sensitivity({"a": [80, None, 20], "b": [None] * 3, "c": [None, 40, None]}, [2, 5, 1], band)
    assert found["a"] is not None
    assert found["a"].score == pytest.approx(60)
    assert found["b"] is None
    assert found["c"] is not None
    assert found["c"].largest_move == 0
    assert weight_sensitivity({"a": [None, 3]}, [1, 0], band) == {"a": None}


profiles = st.dictionaries(
    st.text(min_size=1, max_size=3),
    st.lists(st.one_of(st.none(), st.floats(0, 100)), min_size=4, max_size=4),
    max_size=6,
)


@given(profiles, st.lists(st.integers(0, 5), min_size=4, max_size=4).filter(any))
def test_scores_stay_among_their_domains_whatever_the_order_of_units(
    given_profiles: dict[str, list[float | None]], weights: list[int]
) -> None:
    found = weight_sensitivity(given_profiles, weights, band, draws=40)
    turned = weight_sensitivity(dict(reversed(given_profiles.items())), weights, band, draws=40)
    assert found == turned
    for unit, told in found.items():
        if told is None:
            continue
        known = [x for x, w in zip(given_profiles[unit], weights, strict=True) if x is not None and w]
        assert min(known) - 1e-6 <= told.interval.low <= told.interval.high <= max(known) + 1e-6
        assert abs(told.interval.low - told.score) <= told.largest_move + 1e-6
        assert 0 <= told.other_band <= 1


def test_the_band_may_depend_on_the_unit() -> None:
    found = weight_sensitivity(
        {"met": [10, 90], "lacking": [10, 90]},
        [1, 1],
        lambda unit, score: "first" if unit == "lacking" else band(unit, score),
    )
    assert found["met"] is not None
    assert found["lacking"] is not None
    assert found["met"].other_band > 0.3
    assert found["lacking"].other_band == 0


def test_143_libraries_are_quick() -> None:
    chance = random.Random(3)
    given_profiles = {
        f"l{i}": [None if chance.random() < 0.1 else chance.uniform(0, 100) for _ in range(8)]
        for i in range(143)
    }
    assert effort(lambda: weight_sensitivity(given_profiles, [1] * 8, band), least=0.5) < 0.5
    assert len(weight_sensitivity(given_profiles, [1] * 8, band)) == 143


@pytest.mark.parametrize(
    ("weights", "draws", "concentration", "told"),
    [
        ([], 10, 1, "poids"),
        ([0, 0], 10, 1, "poids"),
        ([-1, 2], 10, 1, "poids"),
        ([1], 10, 1, "domaine"),
        ([1, 1], 0, 1, "tirage"),
        ([1, 1], 10, 0, "concentration"),
    ],
)
def test_weights_that_make_no_sense_are_refused(
    weights: list[int], draws: int, concentration: float, told: str
) -> None:
    with pytest.raises(ValueError, match=told):
        weight_sensitivity({"a": [1, 2]}, weights, band, draws=draws, concentration=concentration)


def test_squares_of_three_groups_are_those_found_by_hand() -> None:
    """Means 2, 5, 8 around 5: between 2·9 + 0 + 2·9 = 36; within 3·2 = 6."""
    found = squares_split({"a": [1, 3], "b": [4, 6], "c": [7, 9], "empty": []})
    assert found is not None
    assert (found.total, found.between, found.within, found.n, found.groups) == (42, 36, 6, 6, 3)
    assert found.share_between == pytest.approx(36 / 42)
    assert found.share_by_chance == pytest.approx(2 / 5)
    assert found.adjusted_share == pytest.approx(1 - (6 / 3) / (42 / 5))


groups = st.dictionaries(
    st.sampled_from("abcde"), st.lists(st.integers(0, 100), min_size=1, max_size=9), min_size=2
)


@given(groups)
def test_the_split_is_the_fit_of_statsmodels(given_groups: dict[str, list[int]]) -> None:
    found = squares_split(given_groups)
    assert found is not None
    values = np.array([x for scores in given_groups.values() for x in scores], dtype=float)
    if found.n <= found.groups or found.total == 0:
        assert found.adjusted_share is None
        return
    member = np.array(
        [[float(name == key) for key in given_groups] for name, v in given_groups.items() for _ in v]
    )
    fitted = OLS(values, member, hasconst=True).fit()
    assert found.total == pytest.approx(((values - values.mean()) ** 2).sum())
    assert found.share_between == pytest.approx(fitted.rsquared, abs=1e-9)
    assert found.adjusted_share == pytest.approx(fitted.rsquared_adj, abs=1e-9)


def test_groups_drawn_at_random_explain_no_more_than_chance() -> None:
    chance = random.Random(9)
    shares, adjusted = [], []
    for _ in range(300):
        found = squares_split(
            {
                str(g): [chance.gauss(50, 12) for _ in range(size)]
                for g, size in enumerate([3, 5, 8, 12, 20, 9])
            }
        )
        assert found is not None
        assert found.share_between is not None
        assert found.adjusted_share is not None
        shares.append(found.share_between)
        adjusted.append(found.adjusted_share)
    assert sum(shares) / 300 == pytest.approx(found.share_by_chance, abs=0.01)
    assert sum(adjusted) / 300 == pytest.approx(0, abs=0.01)


def test_equal_scores_have_nothing_to_split_as_for_the_icc() -> None:
    equal = {"a": [0.1, 0.1, 0.1], "b": [0.1]}
    found = squares_split(equal)
    assert found is not None
    assert (found.total, found.share_between, found.adjusted_share) == (0, None, None)
    assert icc(equal) is None
    assert squares_split({"a": []}) is None
    alone = squares_split({"a": [3]})
    assert alone is not None
    assert alone.share_by_chance is None
