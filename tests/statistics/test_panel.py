"""Matched panels: scipy as an independent computation, and values by hand."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.contingency_tables import mcnemar

from maillage.statistics.paired import chain_index, paired_change, regression_to_mean, switches, wilcoxon


def test_only_units_known_at_both_dates_are_compared() -> None:
    found = paired_change({"a": 4, "b": 10, "c": 6, "gone": 90}, {"a": 6, "b": 10, "c": 5, "new": 1})
    assert found is not None
    assert (found.n, found.ups, found.downs, found.same) == (3, 1, 1, 1)
    assert (found.before, found.after) == pytest.approx((20 / 3, 7))
    assert found.median_change == 0
    assert paired_change({"a": 1}, {"b": 1}) is None


@given(st.lists(st.integers(-9, 9).filter(bool), min_size=1, max_size=11))
def test_exact_wilcoxon_counts_every_arrangement_of_signs(changes: list[int]) -> None:
    """Against brute force: scipy's exact method does not allow for ties."""
    ranks = stats.rankdata([abs(change) for change in changes])
    half = ranks.sum() / 2
    seen = abs(sum(r for r, c in zip(ranks, changes, strict=True) if c > 0) - half)
    n = len(changes)
    hits = sum(
        abs(sum(r for i, r in enumerate(ranks) if signs >> i & 1) - half) >= seen - 1e-9
        for signs in range(2**n)
    )
    assert wilcoxon(changes) == pytest.approx(hits / 2**n)


def test_exact_wilcoxon_agrees_with_scipy_without_ties() -> None:
    changes = [1.1, -2.2, 3.3, 4.4, 5.5, -6.6, 7.7, 8.8, 9.9, 10.1]
    assert wilcoxon(changes) == pytest.approx(stats.wilcoxon(changes, method="exact").pvalue)


def test_wilcoxon_of_a_large_panel_agrees_with_scipy() -> None:
    drawn = random.Random(8)
    changes = [float(drawn.randint(-6, 9)) for _ in range(120)]
    moved = [change for change in changes if change]
    other = stats.wilcoxon(moved, method="approx", correction=True)
    assert wilcoxon(changes) == pytest.approx(other.pvalue)
    assert wilcoxon([0, 0]) is None


def test_mcnemar_agrees_with_statsmodels() -> None:
    before = {f"s{i}": i < 30 for i in range(60)}
    after = {f"s{i}": i < 27 or 30 <= i < 42 for i in range(60)} | {"new": True}
    found = switches(before, after)
    assert found is not None
    assert (found.n, found.gained, found.lost, found.yes_before, found.yes_after) == (60, 12, 3, 30, 39)
    other = mcnemar([[27, 3], [12, 18]], exact=True)
    assert found.p_value == pytest.approx(other.pvalue)
    # Fagerland et al. (2013): the exact p-value less the chance of what was seen.
    assert found.mid_p == pytest.approx(other.pvalue - stats.binom.pmf(3, 15, 0.5))
    still = switches({"a": True}, {"a": True})
    assert still is not None
    assert (still.p_value, still.mid_p) == (None, None)
    assert switches({}, {}) is None
    even = switches({"a": True, "b": False}, {"a": False, "b": True})
    assert even is not None
    assert (even.p_value, even.mid_p) == (1, 1)


def test_a_chained_index_is_not_moved_by_those_who_come_or_go() -> None:
    links = chain_index([{"a": 10, "b": 20}, {"a": 11, "b": 22, "new": 500}, {"a": 22, "new": 1000}])
    assert [link.matched for link in links] == [2, 2, 2]
    assert [link.index for link in links] == pytest.approx([100, 110, 220])
    broken = chain_index([{"a": 1}, {"b": 1}, {"b": 2}])
    assert [link.index for link in broken] == [100, None, None]
    assert chain_index([]) == []


def test_the_worst_improve_by_chance_alone() -> None:
    """Two noisy looks at the same truth: all that the lowest quarter gains is regression to the mean."""
    drawn = random.Random(2)
    truth = {f"s{i}": drawn.gauss(20, 3) for i in range(400)}
    before = {key: value + drawn.gauss(0, 3) for key, value in truth.items()}
    after = {key: value + drawn.gauss(0, 3) for key, value in truth.items()}
    found = regression_to_mean(before, after)
    assert found is not None
    assert found.n == 100
    assert found.observed > 1.5
    assert found.observed == pytest.approx(found.expected, abs=0.6)
    assert found.correlation == pytest.approx(
        stats.pearsonr(*zip(*((before[k], after[k]) for k in truth), strict=True))[0]
    )
    assert regression_to_mean({"a": 1}, {"a": 2}) is None


@given(st.lists(st.floats(-50, 50), min_size=2, max_size=30), st.randoms(use_true_random=False))
def test_the_order_of_changes_does_not_matter(changes: list[float], drawn: random.Random) -> None:
    shuffled = changes[:]
    drawn.shuffle(shuffled)
    assert wilcoxon(shuffled) == wilcoxon(changes)
    assert wilcoxon([-change for change in changes]) == wilcoxon(changes)
