"""Percentile ranks: one definition, computed by hand, by scipy, by NumPy and by us, for one value or a country."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import percentileofscore, rankdata

from maillage.statistics.distribution import QUARTERS, Distribution
from maillage.statistics.quantiles import quantile, quartiles
from maillage.statistics.ranks import Strata, ranked

# Values that float32 holds exactly, ties included: quarters of hours, whole square metres.
EXACT = st.integers(-400, 4000).map(lambda n: n / 4)


def test_a_rank_is_the_share_below_plus_half_of_the_equals() -> None:
    answers = Distribution.of([2, 4, 4, 7])
    assert answers.rank(2) == 0.125
    assert answers.rank(4) == 0.5
    assert answers.rank(7) == 0.875
    assert answers.rank(5) == 0.75
    assert (answers.rank(1), answers.rank(8)) == (0, 1)


def test_nobody_has_a_rank_among_no_answer() -> None:
    assert Distribution.of([]).rank(3) is None
    assert Distribution.of([]).quartiles() is None


@given(st.lists(EXACT, min_size=1, max_size=60), EXACT)
def test_a_rank_is_that_of_scipy(answers: list[float], value: float) -> None:
    expected = percentileofscore(answers, value, kind="mean") / 100
    assert Distribution.of(answers).rank(value) == pytest.approx(expected)


@given(st.lists(EXACT, min_size=1, max_size=60), st.floats(0, 1))
def test_quartiles_of_counted_answers_are_those_of_the_answers(answers: list[float], q: float) -> None:
    found = Distribution.of(answers)
    assert found.quantile(q) == pytest.approx(quantile(answers, q))
    assert found.quartiles() == quartiles(answers)


@st.composite
def columns(draw: Any) -> tuple[list[float], list[int]]:
    size = draw(st.integers(1, 80))
    some = st.one_of(EXACT, st.just(float("nan")))
    values = draw(st.lists(some, min_size=size, max_size=size))
    labels = draw(st.lists(st.integers(0, 5), min_size=size, max_size=size))
    return values, labels


@given(columns())
def test_a_column_ranked_in_its_strata_agrees_with_scipy_and_numpy(
    column: tuple[list[float], list[int]],
) -> None:
    values, labels = np.array(column[0]), np.array(column[1])
    found = ranked(values, Strata(labels))
    for label in range(max(column[1]) + 1):
        inside = values[labels == label]
        known = inside[~np.isnan(inside)]
        assert found.known[label] == len(known)
        ranks = found.ranks[labels == label][~np.isnan(inside)]
        if len(known):
            assert ranks == pytest.approx((rankdata(known, "average") - 0.5) / len(known), abs=1e-6)
            assert found.quartiles[label] == pytest.approx(np.quantile(known, QUARTERS))
        else:
            assert np.isnan(found.quartiles[label]).all()


@given(columns())
def test_unknown_values_have_no_rank_and_all_others_have_one(column: tuple[list[float], list[int]]) -> None:
    found = ranked(column[0], Strata(column[1]))
    assert np.array_equal(np.isnan(found.ranks), np.isnan(column[0]))


def test_one_value_and_a_whole_column_are_ranked_alike() -> None:
    values = [0.0, 12.5, 12.5, 3.25, 40.0]
    found = ranked(values, Strata([0] * 5))
    assert found.ranks.tolist() == pytest.approx([Distribution.of(values).rank(value) for value in values])


def test_minus_zero_is_zero_and_infinity_is_the_highest() -> None:
    found = ranked([-0.0, 0.0, float("inf"), -1.0], Strata([0, 0, 0, 0]))
    assert found.ranks.tolist() == [0.5, 0.5, 0.875, 0.125]


def test_a_negative_nan_is_unknown_too() -> None:
    found = ranked(np.array([-np.nan, 1.0], dtype=np.float32), Strata([0, 0]))
    assert found.known.tolist() == [1]
    assert found.ranks[1] == 0.5


def test_the_values_given_are_left_as_they_were() -> None:
    values = np.array([3.0, -0.0, 1.0], dtype=np.float32)
    before = values.copy()
    ranked(values, Strata([0, 0, 0]))
    assert np.array_equal(values, before)
    assert np.signbit(values[1])


def test_a_column_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="par ligne"):
        ranked([1.0, 2.0], Strata([0, 0, 1]))


def test_no_row_at_all_gives_no_rank() -> None:
    assert len(ranked([], Strata([])).ranks) == 0


def test_polars_gives_the_same_ranks_and_quartiles() -> None:
    import polars as pl

    random = np.random.default_rng(5)
    values = np.round(random.lognormal(3, 1, 4000), 0).astype(np.float32)
    values[random.random(4000) < 0.1] = np.nan
    labels = random.integers(0, 24, 4000)
    found = ranked(values, Strata(labels))
    frame = pl.DataFrame({"v": values, "g": labels}).with_columns(pl.col("v").fill_nan(None))
    ranks = frame.select((pl.col("v").rank("average").over("g") - 0.5) / pl.col("v").count().over("g"))
    assert found.ranks == pytest.approx(ranks["v"].to_numpy(), abs=1e-6, nan_ok=True)
    by_group = frame.group_by("g").agg(
        [pl.col("v").quantile(q, "linear").alias(str(q)) for q in QUARTERS]
    ).sort("g")  # fmt: skip
    assert found.quartiles == pytest.approx(by_group.select(map(str, QUARTERS)).to_numpy(), rel=1e-6)
