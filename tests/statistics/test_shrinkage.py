"""Shrinkage and weights: published worked examples, statsmodels, and what must hold for any counts."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.meta_analysis import combine_effects

from maillage.statistics.coverage import Interval, bounds_of_mean, bounds_of_median
from maillage.statistics.dispersion import icc
from maillage.statistics.merging import merged, merged_strata
from maillage.statistics.quantiles import mean, quantile
from maillage.statistics.shrinkage import NormalPrior, SharePrior, normal_prior, share_prior
from maillage.statistics.strata import poststratified, strata
from maillage.statistics.weighting import collapsed_mean, raked

# Boys among the first 12 children of 6115 families of 13 in Saxony, 1876-1885 (Lindsey & Altham 1998):
# the worked example of the method of moments, alpha = 34.1350 and beta = 31.6085.
SAXONY = (3, 24, 104, 286, 670, 1033, 1343, 1112, 829, 478, 181, 45, 7)
counts = st.lists(
    st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=2, max_size=30
)


def test_the_prior_of_saxon_families_is_the_published_one() -> None:
    families = [(boys, 12) for boys, how_many in enumerate(SAXONY) for _ in range(how_many)]
    found = share_prior(families)
    assert found.mean == pytest.approx(34.1350 / (34.1350 + 31.6085), abs=1e-4)
    # The published one divides by I, ours by I - 1.
    assert found.strength == pytest.approx(34.1350 + 31.6085, rel=2e-3)


def test_the_estimate_of_a_rat_tumour_rate_is_the_published_one() -> None:
    """Gelman et al., Bayesian Data Analysis, 5.1: prior Beta(1.4; 8.6), 4 of 14 rats, posterior mean 0.223 (5.4/24)."""
    assert SharePrior(1.4 / 10, 10).estimate(4, 14) == pytest.approx(0.225)
    assert SharePrior(1.4 / 10, 10).weight(14) == pytest.approx(14 / 24)


def test_the_shrunk_average_of_clemente_is_the_published_one() -> None:
    """Efron & Morris (1977): mean .265, factor .212; Clemente's .400 becomes .294, Munson's .178 becomes .247."""
    variance = 1.0
    prior = NormalPrior(0.265, 0.212 / (1 - 0.212))
    assert prior.weight(variance) == pytest.approx(0.212)
    assert prior.estimate(0.400, variance) == pytest.approx(0.294, abs=5e-4)
    assert prior.estimate(0.178, variance) == pytest.approx(0.247, abs=5e-4)


def test_the_normal_prior_is_that_of_statsmodels() -> None:
    values, variances = [0.1, 0.35, 0.22, 0.6, 0.41], [0.01, 0.02, 0.004, 0.015, 0.03]
    other = combine_effects(np.array(values), np.array(variances), method_re="dl")
    found = normal_prior(values, variances)
    assert found.between == pytest.approx(other.tau2)
    assert found.mean == pytest.approx(other.mean_effect_re)


@given(counts)
def test_a_shrunk_share_lies_between_the_raw_one_and_the_mean(found: list[tuple[int, int]]) -> None:
    prior = share_prior(found)
    for yes, n in found:
        low, high = sorted((yes / n, prior.mean))
        assert low - 1e-12 <= prior.estimate(yes, n) <= high + 1e-12
        assert 0 <= prior.weight(n) <= 1


@given(counts)
def test_the_order_of_units_does_not_change_the_prior(found: list[tuple[int, int]]) -> None:
    one, other = share_prior(found), share_prior(found[::-1])
    assert one.mean == pytest.approx(other.mean)
    assert (one.strength is None) == (other.strength is None) or one.strength == pytest.approx(1e12, rel=1)


@given(st.floats(0, 1), st.floats(0, 5), st.floats(0.001, 5), st.floats(-3, 3))
def test_a_shrunk_mean_lies_between_the_raw_one_and_the_mean(
    middle: float, between: float, variance: float, value: float
) -> None:
    low, high = sorted((value, middle))
    assert low - 1e-9 <= NormalPrior(middle, between).estimate(value, variance) <= high + 1e-9


def test_units_that_chance_explains_are_all_estimated_at_the_mean() -> None:
    prior = share_prior([(5, 10), (5, 10), (6, 10), (4, 10)])
    assert prior.strength is None
    assert prior.estimate(6, 10) == 0.5
    with pytest.raises(ValueError, match="deux unités"):
        share_prior([(1, 2), (0, 0)])


def test_strata_of_the_cher_merge_the_two_largest_only_when_small() -> None:
    assert merged([44, 44, 34, 11, 11]) == ((0,), (1,), (2,), (3,), (4,))
    assert merged([44, 44, 34, 7, 11]) == ((0,), (1,), (2,), (3, 4))
    assert merged([3, 3, 3, 3]) == ((0, 1, 2, 3),)
    assert merged([2, 9, 4]) == ((0, 1, 2),)
    assert merged([]) == ()


@given(st.lists(st.integers(0, 40), min_size=1, max_size=9), st.integers(1, 20))
def test_merged_groups_are_large_enough_and_keep_the_order(sizes: list[int], least: int) -> None:
    groups = merged(sizes, least=least)
    assert [rank for group in groups for rank in group] == list(range(len(sizes)))
    if sum(sizes) >= least:
        assert all(sum(sizes[rank] for rank in group) >= least for group in groups)
    else:
        assert len(groups) == 1


def test_a_merged_stratum_bears_the_label_of_the_union() -> None:
    classes = strata((500, 1000, 2000))
    found = merged_strata(classes, [100] * 20 + [600] * 9 + [1500] * 3 + [9000] * 2 + [None])
    assert [own.label for own in found] == ["moins de 500", "500 et plus"]
    alone = merged_strata(classes, [100, 700])
    assert [own.label for own in alone] == ["toutes tailles"]
    assert 10**6 in alone[0]


def test_a_stratum_without_answers_joins_its_neighbour() -> None:
    answers = {"small": [4.0, 6.0], "middle": [], "big": [20.0, 24.0, 22.0]}
    sizes = {"small": 40, "middle": 10, "big": 11}
    found = collapsed_mean(answers, sizes)
    assert found is not None
    assert found.groups == (("small",), ("middle", "big"))
    assert found.merged == (("middle", "big"),)
    hand = poststratified({"s": [4, 6], "b": [20, 24, 22]}, {"s": 40, "b": 21})
    assert found.estimate == hand
    assert collapsed_mean({"small": []}, sizes) is None


def test_a_stratum_of_one_that_answered_stays_alone() -> None:
    found = collapsed_mean({"a": [1.0, 2.0], "b": [9.0]}, {"a": 5, "b": 1})
    assert found is not None
    assert found.groups == (("a",), ("b",))
    assert found.estimate.margin is not None


def test_raked_weights_meet_both_margins() -> None:
    rows = [("small", "paid"), ("small", "unpaid"), ("big", "paid"), ("big", "paid"), ("small", "unpaid")]
    margins = [{"small": 90.0, "big": 20.0}, {"paid": 45.0, "unpaid": 65.0}]
    weights = raked(rows, margins)
    for rank, margin in enumerate(margins):
        for name, size in margin.items():
            held = sum(w for row, w in zip(rows, weights, strict=True) if row[rank] == name)
            assert held == pytest.approx(size, rel=1e-6)
    with pytest.raises(ValueError, match="sans réponse"):
        raked(rows, [{"small": 90.0, "big": 10.0, "huge": 10.0}, margins[1]])
    with pytest.raises(ValueError, match="même total"):
        raked(rows, [margins[0], {"paid": 1.0, "unpaid": 2.0}])


@given(st.lists(st.floats(0, 60), min_size=1, max_size=20), st.lists(st.floats(0, 60), max_size=20))
def test_bounds_hold_the_truth_whatever_the_silent_would_have_said(
    known: list[float], silent: list[float]
) -> None:
    total, whole = len(known) + len(silent), [*known, *silent]
    middle = bounds_of_mean(known, total, Interval(0, 60))
    assert middle.low - 1e-6 <= (mean(whole) or 0) <= middle.high + 1e-6
    median = bounds_of_median(known, total, Interval(0, 60))
    assert median.low - 1e-6 <= quantile(whole, 0.5) <= median.high + 1e-6


def test_bounds_of_a_mean_by_hand() -> None:
    assert bounds_of_mean([10, 20], 4, Interval(0, 40)) == Interval(7.5, 27.5)
    assert bounds_of_median([10, 20, 30], 4, Interval(0, 40)) == Interval(15, 25)
    # A known value past the plausible limit widens it.
    assert bounds_of_mean([80], 2, Interval(0, 40)) == Interval(40, 80)
    with pytest.raises(ValueError, match="autant"):
        bounds_of_mean([1, 2], 1, Interval(0, 1))
    with pytest.raises(ValueError, match="basse"):
        bounds_of_mean([1], 2, Interval(3, 1))


def test_icc_of_shrout_and_fleiss_is_the_published_one() -> None:
    """Shrout & Fleiss (1979), six targets rated by four judges: ICC(1,1) = 0.17."""
    rated = {
        "1": [9, 2, 5, 8],
        "2": [6, 1, 3, 2],
        "3": [8, 4, 6, 8],
        "4": [7, 1, 2, 6],
        "5": [10, 5, 6, 9],
        "6": [6, 2, 4, 7],
    }
    assert icc(rated) == pytest.approx(0.166, abs=5e-4)
    assert icc({"a": [1, 1], "b": [5, 5]}) == 1
    assert icc({"a": [1, 2]}) is None
    assert icc({"a": [1, 1], "b": [1, 1]}) is None
