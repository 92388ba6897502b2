"""Dispersion and intervals, also against the values published for the Cher (evaluation methods, §8)."""

from __future__ import annotations

import csv
from math import log
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.statistics.coverage import bounds_of_share
from maillage.statistics.dispersion import gini, quartile_ratio, theil, theil_split, variation
from maillage.statistics.intervals import (
    Z_998,
    answers_needed,
    finite_population_margin,
    funnel_limits,
    wilson,
)
from maillage.statistics.quantiles import mean, quantile
from maillage.statistics.strata import poststratified, strata, stratum_of

amounts = st.lists(st.floats(0.1, 1e4), min_size=2, max_size=30)


@pytest.mark.parametrize(
    ("n", "points"), [(40, 13.2), (60, 9.7), (80, 7.3), (100, 5.4), (120, 3.6), (143, 0.0)]
)
def test_margin_of_143_libraries_is_the_published_one(n: int, points: float) -> None:
    assert finite_population_margin(n, 143) * 100 == pytest.approx(points, abs=0.05)


@pytest.mark.parametrize(("points", "n"), [(5, 105), (7.5, 79), (10, 58)])
def test_answers_needed_are_the_published_ones(points: float, n: int) -> None:
    assert answers_needed(points / 100, 143) == n


@pytest.mark.parametrize(("yes", "n", "low", "high"), [(30, 200, 10.7, 20.6), (450, 3000, 13.8, 16.3)])
def test_wilson_intervals_are_the_published_ones(yes: int, n: int, low: float, high: float) -> None:
    found = wilson(yes, n)
    assert [found.low * 100, found.high * 100] == pytest.approx([low, high], abs=0.05)


def test_wilson_stays_between_0_and_1() -> None:
    assert wilson(0, 5).low == 0
    assert wilson(5, 5).high == 1
    with pytest.raises(ValueError, match="oui"):
        wilson(6, 5)


@pytest.mark.parametrize(("n", "low", "high"), [(100, 6.0, 19.0), (1000, 10.5, 14.5), (10_000, 11.9, 13.1)])
def test_funnel_limits_are_the_published_ones(n: int, low: float, high: float) -> None:
    found = funnel_limits(0.125, n)
    assert [found.low * 100, found.high * 100] == pytest.approx([low, high], abs=0.06)


def test_alarm_limits_are_wider() -> None:
    found = funnel_limits(0.125, 100, z=Z_998)
    assert [found.low * 100, found.high * 100] == pytest.approx([2.3, 22.7], abs=0.05)


def test_impossible_sizes_are_refused() -> None:
    with pytest.raises(ValueError, match="population"):
        finite_population_margin(0, 143)
    with pytest.raises(ValueError, match="positives"):
        answers_needed(0, 143)
    with pytest.raises(ValueError, match="cible"):
        funnel_limits(1.2, 10)


@given(amounts)
def test_equality_has_no_dispersion_and_scale_does_not_matter(values: list[float]) -> None:
    assert gini([values[0]] * 5) == pytest.approx(0, abs=1e-9)
    assert theil([values[0]] * 5) == pytest.approx(0, abs=1e-9)
    assert gini([v * 3 for v in values]) == pytest.approx(gini(values))
    assert 0 <= gini(values) + 1e-9 < 1
    assert theil(values) <= log(len(values)) + 1e-9


def test_one_who_has_everything_is_the_extreme() -> None:
    assert gini([0, 0, 0, 8]) == 0.75
    assert theil([0, 0, 0, 8]) == pytest.approx(log(4))


@given(amounts, amounts)
def test_theil_is_the_sum_of_its_parts(one: list[float], other: list[float]) -> None:
    split = theil_split({"one": one, "other": other, "empty": []})
    assert split.between >= -1e-9
    weights = (sum(one), sum(other))
    within = sum(w / sum(weights) * theil(v) for w, v in zip(weights, (one, other), strict=True))
    assert split.within == pytest.approx(within, abs=1e-6)


def test_dispersion_refuses_what_has_no_meaning() -> None:
    for wrong in ([], [0, 0], [-1, 2]):
        with pytest.raises(ValueError, match="quantités"):
            gini(wrong)
    with pytest.raises(ValueError, match="deux valeurs"):
        variation([1])
    assert quartile_ratio([]) is None
    assert quartile_ratio([0, 0]) is None
    assert quartile_ratio([1, 3]) == pytest.approx(0.25)


Site = tuple[int, float | None, float | None]


@pytest.fixture(scope="module")
def sites(cher: dict[str, Path]) -> list[Site]:
    """Population, hours and surface of the open buildings of August 2024; a zero is unknown."""
    with cher["2024"].open(encoding="utf-8-sig", newline="") as file:
        lines = [x for x in csv.DictReader(file, delimiter=";") if x["type_adresse"] == "Bâtiment ouvert"]
    return [
        (
            int(x["population_commune"]),
            float(x["amplitude_horaire"] or 0) or None,
            float(x["surface"] or 0) or None,
        )
        for x in lines
    ]


def test_published_figures_of_the_cher_are_found_again(sites: list[Site]) -> None:
    hours = [h for _, h, _ in sites if h]
    surfaces = [s for _, _, s in sites if s]
    assert (len(sites), len(hours), len(surfaces)) == (144, 95, 92)
    assert gini(hours) == pytest.approx(0.383, abs=0.0005)
    assert gini(surfaces) == pytest.approx(0.683, abs=0.0005)
    assert mean(hours) == pytest.approx(11.77, abs=0.005)
    assert theil(hours) == pytest.approx(0.235, abs=0.0005)
    assert variation(hours) == pytest.approx(0.70, abs=0.01)
    assert quantile(hours, 0.9) / quantile(hours, 0.1) == pytest.approx(8, abs=0.5)


def test_published_strata_of_the_cher_are_found_again(sites: list[Site]) -> None:
    classes = strata((500, 1000, 2000, 5000))
    members = {c.slug: [s for s in sites if stratum_of(s[0], classes) is c] for c in classes}
    sizes = {slug: len(group) for slug, group in members.items()}
    assert list(sizes.values()) == [44, 44, 34, 11, 11]
    hours = {slug: [h for _, h, _ in group if h] for slug, group in members.items()}
    assert theil_split(hours).between == pytest.approx(0.077, abs=0.0005)
    weighted = poststratified(hours, sizes)
    assert weighted.mean == pytest.approx(10.82, abs=0.005)
    assert weighted.margin == pytest.approx(1.0, abs=0.1)
    eight = {slug: [float(h >= 8) for h in group] for slug, group in hours.items()}
    assert poststratified(eight, sizes).mean == pytest.approx(0.539, abs=0.0005)
    yes = sum(h >= 8 for group in hours.values() for h in group)
    bounds = bounds_of_share(yes, 95, 144)
    assert yes / 95 == pytest.approx(0.600, abs=0.0005)
    assert [bounds.low, bounds.high] == pytest.approx([0.396, 0.736], abs=0.0005)
