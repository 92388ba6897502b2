"""Robust scores agree with hand computation and SciPy; jumps and slips of unit are told at their limits only."""

from __future__ import annotations

from decimal import Decimal
from math import log, pi, sqrt

import numpy as np
import pytest
from scipy import stats

from maillage.statistics.outliers import (
    OF_MEAN,
    Scale,
    centre,
    jumped,
    log_centre,
    scores,
    stands_apart,
    unit_slip,
)

# NIST's handbook of statistics (§1.3.5.17) scores like this one.
HOURS = [2, 3, 4, 4, 5, 6, 7, 40]


def test_scores_are_those_computed_by_hand() -> None:
    # Median 4.5; deviations 2.5 1.5 0.5 0.5 0.5 1.5 2.5 35.5, of median 1.5: 0.6745 × 35.5 / 1.5 = 15.9632.
    found = scores(HOURS)
    assert found is not None
    assert found[-1] == pytest.approx(15.9632, abs=1e-4)
    assert found[0] == pytest.approx(-1.1242, abs=1e-4)
    assert [stands_apart(score) for score in found] == [False] * 7 + [True]


def test_scores_agree_with_scipy_on_random_logarithms() -> None:
    values = np.random.default_rng(18).lognormal(2, 0.8, 143)
    mine = log_centre(values.tolist())
    assert mine is not None
    logs = np.log(values)
    theirs = 0.6745 * (logs - np.median(logs)) / stats.median_abs_deviation(logs)
    assert [mine.score(float(value)) for value in logs] == pytest.approx(theirs.tolist(), abs=1e-9)


def test_scipy_s_normal_scale_is_the_same_constant() -> None:
    found = centre(HOURS)
    assert found is not None
    assert found.unit == pytest.approx(stats.median_abs_deviation(HOURS, scale="normal"), rel=1e-4)


def test_more_than_half_of_equal_values_are_scored_by_the_mean_deviation() -> None:
    # Median 5, MAD 0; deviations 0 0 0 0 0 3, mean 0.5: (8 − 5) / (1.253314 × 0.5) = 4.7873.
    found = centre([5, 5, 5, 5, 5, 8])
    assert found is not None
    assert found.scale is Scale.MEAN
    assert found.score(8) == pytest.approx(4.7873, abs=1e-4)
    assert found.score(5) == 0
    assert pytest.approx(sqrt(pi / 2), abs=1e-6) == OF_MEAN


@pytest.mark.parametrize("values", [[], [7], [3, 3, 3, 3]])
def test_nothing_is_scored_without_a_spread(values: list[int]) -> None:
    assert centre(values) is None
    assert scores(values) is None


def test_zeros_have_no_logarithm_and_are_left_out() -> None:
    found = log_centre([0, 1, 10, Decimal(100), -4])
    assert found is not None
    assert (found.n, found.median) == (3, pytest.approx(log(10)))


def test_the_limit_itself_does_not_stand_apart() -> None:
    assert not stands_apart(3.5)
    assert not stands_apart(-3.5)
    assert stands_apart(-3.51)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (20, 41, True),
        (20, 40, False),  # twice, not more
        (41, 20, True),
        (4, 12, False),  # three times, but eight only
        (4, 15, True),
        (0, 500, False),
        (500, 0, False),
    ],
)
def test_a_jump_is_both_relative_and_absolute(before: int, after: int, told: bool) -> None:
    assert jumped(before, after) is told


def test_a_value_typed_in_another_unit_is_told_with_its_factor() -> None:
    spends = [900, 1000, 1100, 1200, 1300, 1500, 800, 1000]
    group = log_centre(spends)
    assert group is not None
    assert unit_slip(110_000, group) == 100
    assert unit_slip(1_050_000, group) == 1000
    assert unit_slip(11, group) == 0.01
    assert unit_slip(1.1, group) == 0.001
    assert unit_slip(1400, group) is None  # ordinary
    assert unit_slip(30_000, group) is None  # apart, but no factor brings it back
    assert unit_slip(0, group) is None
