"""Funnel plots: published values, an independent computation (scipy), and what must hold for any units."""

from __future__ import annotations

import random
from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from maillage.statistics.discrete import binomial, interpolated_quantile, poisson, two_sided_sign
from maillage.statistics.funnel import (
    Correction,
    Place,
    Unit,
    between_variance,
    dispersion,
    funnel,
    too_dispersed,
    winsorised,
)
from maillage.statistics.funnel_limits import Basis, exact_limits, normal_limits
from maillage.statistics.intervals import Z_998

units = st.lists(
    st.integers(5, 4000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=2, max_size=25
)


def made(counts: list[tuple[int, int]]) -> list[Unit]:
    return [Unit(f"u{rank}", yes, n) for rank, (yes, n) in enumerate(counts)]


@pytest.mark.parametrize(("n", "low", "high"), [(100, 6.0, 19.0), (1000, 10.5, 14.5), (10_000, 11.9, 13.1)])
def test_normal_limits_are_the_published_ones(n: int, low: float, high: float) -> None:
    found = normal_limits(Basis.SHARE, 0.125, n)
    assert [found.low * 100, found.high * 100] == pytest.approx([low, high], abs=0.06)


def test_alarm_limits_are_the_published_ones() -> None:
    found = normal_limits(Basis.SHARE, 0.125, 100, z=Z_998)
    assert [found.low * 100, found.high * 100] == pytest.approx([2.3, 22.7], abs=0.05)


@pytest.mark.parametrize(("n", "p"), [(1, 0.3), (7, 0.62), (15, 0.05), (143, 0.5), (66_000, 0.125)])
def test_binomial_chances_agree_with_scipy(n: int, p: float) -> None:
    found = binomial(n, p)
    counts = np.arange(found.start, found.start + len(found.weights))
    assert np.allclose(found.weights, stats.binom.pmf(counts, n, p), atol=1e-10)
    assert sum(found.weights) == pytest.approx(1, abs=1e-8)


@pytest.mark.parametrize("mean", [0.2, 3.0, 80.0, 120_000.0])
def test_poisson_chances_agree_with_scipy(mean: float) -> None:
    found = poisson(mean)
    counts = np.arange(found.start, found.start + len(found.weights))
    assert np.allclose(found.weights, stats.poisson.pmf(counts, mean), atol=1e-10)
    assert sum(found.weights) == pytest.approx(1, abs=1e-7)


@pytest.mark.parametrize(("n", "p"), [(12, 0.7), (40, 0.125), (500, 0.03)])
def test_exact_limits_interpolate_the_quantiles_of_scipy(n: int, p: float) -> None:
    chance = stats.binom(n, p)
    for tail, limit in (
        (0.025, exact_limits(Basis.SHARE, p, n, interpolated=True).low),
        (0.975, exact_limits(Basis.SHARE, p, n, interpolated=True).high),
    ):
        r = int(chance.ppf(tail))
        hand = (r - (chance.cdf(r) - tail) / (chance.cdf(r) - chance.cdf(r - 1))) / n
        assert limit == pytest.approx(max(0.0, hand), abs=1e-9)


@given(st.floats(0.01, 0.99), st.integers(1, 300), st.integers(0, 300))
def test_outside_the_exact_limits_is_an_exact_test(target: float, n: int, yes: int) -> None:
    yes = min(yes, n)
    limits = exact_limits(Basis.SHARE, target, n)
    above, below = stats.binom.sf(yes - 1, n, target), stats.binom.cdf(yes, n, target)
    if abs(above - 0.025) > 1e-6:
        assert (yes / n > limits.high + 1e-12) == (above < 0.025)
    if abs(below - 0.025) > 1e-6:
        assert (yes / n < limits.low - 1e-12) == (below < 0.025)


def test_one_yes_out_of_four_proves_nothing() -> None:
    quiet = [Unit(str(i), 0, 8) for i in range(10)]
    found = funnel([*quiet, Unit("one", 1, 4), Unit("two", 2, 13)], Basis.SHARE)
    assert not any(found.place(unit).is_outside for unit in found.units)


def test_exact_limits_of_a_large_unit_are_close_to_the_normal_ones() -> None:
    exact, normal = exact_limits(Basis.SHARE, 0.125, 10_000), normal_limits(Basis.SHARE, 0.125, 10_000)
    assert (exact.low, exact.high) == pytest.approx((normal.low, normal.high), abs=3e-4)
    exact, normal = exact_limits(Basis.RATE, 2.5, 10_000), normal_limits(Basis.RATE, 2.5, 10_000)
    assert (exact.low, exact.high) == pytest.approx((normal.low, normal.high), abs=3e-4)


@given(st.floats(0.02, 0.98), st.integers(5, 5000))
def test_limits_narrow_with_size_and_widen_with_z(target: float, n: int) -> None:
    for basis in Basis:
        wide, narrow = normal_limits(basis, target, n), normal_limits(basis, target, 4 * n)
        alarm = normal_limits(basis, target, n, z=Z_998)
        assert alarm.low <= wide.low <= narrow.low <= target <= narrow.high <= wide.high <= alarm.high


def test_winsorising_is_that_of_scipy() -> None:
    drawn = random.Random(3)
    scores = [drawn.gauss(0, 3) for _ in range(47)]
    other = stats.mstats.winsorize(np.array(scores), limits=(0.1, 0.1), inclusive=(True, True))
    assert winsorised(scores) == pytest.approx(list(other))
    assert dispersion(scores) == pytest.approx(float((other**2).mean()))


def test_between_variance_is_the_formula_of_spiegelhalter() -> None:
    variances = [0.01, 0.02, 0.005, 0.04]
    weights = 1 / np.array(variances)
    hand = (4 * 3.2 - 3) / (weights.sum() - (weights**2).sum() / weights.sum())
    assert between_variance(3.2, variances) == pytest.approx(hand)
    assert between_variance(0.5, variances) == 0


def test_units_that_differ_by_chance_alone_are_not_overdispersed() -> None:
    drawn = np.random.default_rng(11)
    alone = [Unit(str(i), int(drawn.binomial(400, 0.3)), 400) for i in range(60)]
    found = funnel(alone, Basis.SHARE)
    assert not found.overdispersed
    assert found.correction is Correction.NONE
    assert sum(found.place(unit).is_outside for unit in alone) <= 8


def test_overdispersion_widens_the_limits_in_both_ways() -> None:
    drawn = np.random.default_rng(5)
    spread = [Unit(str(i), int(drawn.binomial(2000, drawn.uniform(0.05, 0.35))), 2000) for i in range(40)]
    additive = funnel(spread, Basis.SHARE)
    times = funnel(spread, Basis.SHARE, widening=Correction.MULTIPLICATIVE)
    assert additive.overdispersed
    assert additive.phi == times.phi > 1 + 2 * sqrt(2 / 40)
    bare = normal_limits(Basis.SHARE, additive.target, 2000)
    for found in (additive, times):
        assert found.limits(2000).high > bare.high
        assert sum(found.place(unit).is_outside for unit in spread) < sum(
            not bare.low <= unit.value <= bare.high for unit in spread
        )
    # Additive limits never shrink to nothing: units differ however large they are.
    assert additive.limits(10**7).high - additive.target > 0.05
    assert times.limits(10**7).high - times.target < 0.01


def test_a_unit_far_from_the_others_is_told() -> None:
    found = funnel(
        [*made([(30, 100)] * 12), Unit("odd", 95, 100), Unit("low", 18, 100)], Basis.SHARE, target=0.3
    )
    assert found.place(Unit("odd", 95, 100)) is Place.FAR_ABOVE
    assert found.place(Unit("low", 0, 100)) is Place.FAR_BELOW
    assert found.place(found.units[0]) is Place.INSIDE


@given(units, st.randoms(use_true_random=False))
def test_the_order_of_units_changes_nothing(counts: list[tuple[int, int]], drawn: random.Random) -> None:
    one = funnel(made(counts), Basis.SHARE)
    shuffled = list(one.units)
    drawn.shuffle(shuffled)
    other = funnel(shuffled, Basis.SHARE)
    assert (one.target, one.phi, one.tau2) == pytest.approx((other.target, other.phi, other.tau2))
    assert one.correction is other.correction


@given(units)
def test_limits_hold_the_target(counts: list[tuple[int, int]]) -> None:
    found = funnel(made(counts), Basis.SHARE)
    for unit in found.units:
        limits = found.limits(unit.size, z=Z_998)
        assert limits.low - 1e-9 <= found.target <= limits.high + 1e-9


def test_everybody_or_nobody_is_no_spread() -> None:
    for yes in (0, 20):
        found = funnel([Unit("a", yes, 20), Unit("b", yes, 20)], Basis.SHARE)
        assert found.phi == 0
        assert not any(found.place(unit).is_outside for unit in found.units)


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="Aucune unité"):
        funnel([], Basis.SHARE)
    with pytest.raises(ValueError, match="100"):
        funnel([Unit("a", 12, 10)], Basis.SHARE)
    with pytest.raises(ValueError, match="taille positive"):
        Unit("a", 1, 0)
    with pytest.raises(ValueError, match="95"):
        exact_limits(Basis.SHARE, 0.1, 10, z=2.5)


def test_interpolated_quantiles_and_coins() -> None:
    assert interpolated_quantile(binomial(1, 0.5), 0.25) == pytest.approx(-0.5)
    assert two_sided_sign(2, 12) == pytest.approx(stats.binomtest(2, 12).pvalue)
    assert two_sided_sign(6, 12) == 1
    assert not too_dispersed(9.0, 1)
