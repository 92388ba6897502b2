"""Agreement of raters: published values, the krippendorff package, and what must hold for any ratings."""

from __future__ import annotations

import random
from fractions import Fraction

import krippendorff
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from maillage.statistics.agreement import Undefined, alpha_bootstrap, krippendorff_alpha
from maillage.statistics.double_rating import double_rating, double_rating_by_item
from maillage.statistics.gwet import ac1, ac2
from maillage.statistics.ratings import Scale
from maillage.statistics.resampling import bootstrap

Units = list[list[int | None]]

# Krippendorff (2011), example C: four observers (columns), twelve units, five values.
OBSERVERS: Units = [
    [1, 1, None, 1],
    [2, 2, 3, 2],
    [3, 3, 3, 3],
    [3, 3, 3, 3],
    [2, 2, 2, 2],
    [1, 2, 3, 4],
    [4, 4, 4, 4],
    [1, 1, 2, 1],
    [2, 2, 2, 2],
    [None, 5, 5, 5],
    [None, None, 1, 1],
    [None, None, 3, None],
]
rating = st.one_of(st.none(), st.integers(0, 4))
tables = st.integers(2, 4).flatmap(
    lambda raters: st.lists(st.lists(rating, min_size=raters, max_size=raters), max_size=20)
)
scales = st.sampled_from(Scale)


@pytest.mark.parametrize(
    ("scale", "value"), [(Scale.NOMINAL, 0.743), (Scale.ORDINAL, 0.815), (Scale.INTERVAL, 0.849)]
)
def test_the_alpha_of_four_observers_is_the_published_one(scale: Scale, value: float) -> None:
    found = krippendorff_alpha(OBSERVERS, scale)
    assert found.value == pytest.approx(value, abs=5e-4)
    assert (found.units, found.ratings, found.undefined) == (11, 40, None)


def test_the_alpha_of_two_observers_of_names_is_the_published_one() -> None:
    """Krippendorff (2011), example B: two observers, twelve units, alpha = 0.692."""
    first, second = "aabbddcccedd", "babbddcccedd"
    pairs = list(zip(first, second, strict=True))
    theirs = krippendorff.alpha(
        reliability_data=[["abcde".index(x) for x in row] for row in (first, second)],
        level_of_measurement="nominal",
    )
    assert krippendorff_alpha(pairs, Scale.NOMINAL).value == pytest.approx(theirs)
    # By hand, from its table of coincidences: 1 - (n - 1)(n - sum o_cc)/(n² - sum n_c²) of the two letters' table.
    n, same, squares = 24, 22, sum((first + second).count(letter) ** 2 for letter in "abcde")
    assert krippendorff_alpha(pairs, Scale.NOMINAL).value == pytest.approx(
        float(1 - Fraction((n - 1) * (n - same), n * n - squares))
    )


@given(tables, scales)
def test_alpha_is_that_of_the_krippendorff_package(units: Units, scale: Scale) -> None:
    found = krippendorff_alpha(units, scale)
    if found.value is None:
        return
    table = np.array([[np.nan if x is None else x for x in unit] for unit in units], dtype=float).T
    theirs = krippendorff.alpha(reliability_data=table, level_of_measurement=scale.value)
    assert found.value == pytest.approx(theirs, abs=1e-9)


@given(tables, scales, st.randoms(use_true_random=False))
def test_neither_the_order_of_units_nor_that_of_raters_matters(
    units: Units, scale: Scale, chance: random.Random
) -> None:
    shuffled = [chance.sample(unit, len(unit)) for unit in units]
    chance.shuffle(shuffled)
    assert krippendorff_alpha(shuffled, scale) == krippendorff_alpha(units, scale)
    assert alpha_bootstrap(shuffled, scale, draws=20) == alpha_bootstrap(units, scale, draws=20)


@given(st.lists(st.integers(0, 4), min_size=2, max_size=20).filter(lambda x: len(set(x)) > 1), scales)
def test_raters_who_agree_on_everything_have_an_alpha_of_one(values: list[int], scale: Scale) -> None:
    assert krippendorff_alpha([[value, None, value] for value in values], scale).value == 1


@given(tables, st.floats(0.5, 20), st.floats(-50, 50))
def test_ordinal_alpha_only_reads_the_order_of_levels(units: Units, scale: float, shift: float) -> None:
    moved = [[None if x is None else scale * x**3 + shift for x in unit] for unit in units]
    assert krippendorff_alpha(moved, Scale.ORDINAL) == krippendorff_alpha(units, Scale.ORDINAL)


def test_no_alpha_says_why() -> None:
    alone = krippendorff_alpha([[1, None], [None, 2], []], Scale.ORDINAL)
    assert (alone.value, alone.undefined, alone.units) == (None, Undefined.NO_PAIR, 0)
    alike = krippendorff_alpha([[3, 3], [3, 3], [1, None]], Scale.NOMINAL)
    assert (alike.value, alike.undefined, alike.units) == (None, Undefined.NO_VARIATION, 2)


def test_ratings_may_be_given_by_rater() -> None:
    by_rater = [{"self": a, "peer": b, "referent": c, "other": d} for a, b, c, d in OBSERVERS]
    assert krippendorff_alpha(by_rater, Scale.ORDINAL) == krippendorff_alpha(OBSERVERS, Scale.ORDINAL)


def test_a_text_has_no_place_on_an_ordered_scale() -> None:
    with pytest.raises(ValueError, match="nombres"):
        krippendorff_alpha([["1", "2"]], Scale.ORDINAL)


def _doubly_rated(n: int, chance: random.Random) -> Units:
    truth = [chance.randint(0, 4) for _ in range(n)]
    return [[min(4, max(0, t + chance.choice((-1, 0, 0, 0, 1)))) for _ in range(2)] for t in truth]


def test_the_interval_of_alpha_holds_the_alpha_of_the_whole_network_about_as_often_as_it_says() -> None:
    chance = random.Random(4)
    whole = krippendorff_alpha(_doubly_rated(4000, chance), Scale.ORDINAL).value
    assert whole is not None
    found = [alpha_bootstrap(_doubly_rated(60, chance), Scale.ORDINAL, draws=200) for _ in range(80)]
    held = sum(told.interval.low <= whole <= told.interval.high for told in found if told.interval)
    assert held >= 0.85 * 80


def test_no_interval_is_told_from_too_few_units_or_when_draws_do_not_vary() -> None:
    assert alpha_bootstrap([[0, 0], [1, 0]] * 3, Scale.ORDINAL).interval is None
    assert alpha_bootstrap([[0, 0], [1, 0]] * 3, Scale.ORDINAL, least=5).interval is not None
    nearly = alpha_bootstrap([[4, 4]] * 30 + [[3, 4]], Scale.ORDINAL)
    assert nearly.interval is None
    assert 0 < nearly.usable < nearly.draws == 1000


def test_ac1_and_ac2_of_four_observers_are_those_of_the_irrcac_package() -> None:
    """irrCAC on the same table: AC1 .77544 (observed .81818, chance .19032), ordinal AC2 .89894."""
    names, levels = ac1(OBSERVERS, range(1, 6)), ac2(OBSERVERS, range(1, 6))
    assert [names.value, names.observed, names.chance] == pytest.approx([0.77544, 0.81818, 0.19032], abs=5e-6)
    assert [levels.value, levels.observed, levels.chance] == pytest.approx(
        [0.89894, 0.96818, 0.68516], abs=5e-6
    )
    assert names.units == 11


def test_ac1_does_not_fall_when_nearly_everyone_says_yes() -> None:
    pairs = [["oui", "oui"]] * 118 + [["oui", "non"]] * 5 + [["non", "oui"]] * 2
    alpha = krippendorff_alpha(pairs, Scale.NOMINAL).value
    assert alpha is not None
    assert alpha < 0
    # By hand: p_a = 118/125, pi = 243/250, p_e = 2·pi(1 − pi).
    assert ac1(pairs, ["oui", "non"]).value == pytest.approx(
        (118 / 125 - 2 * 0.972 * 0.028) / (1 - 2 * 0.972 * 0.028)
    )


@given(tables, st.randoms(use_true_random=False))
def test_gwet_does_not_read_the_order_of_units_and_is_one_at_most(
    units: Units, chance: random.Random
) -> None:
    shuffled = [chance.sample(unit, len(unit)) for unit in units]
    chance.shuffle(shuffled)
    for corrected in (ac1, ac2):
        ours, other = corrected(units, range(5)).value, corrected(shuffled, range(5)).value
        assert ours == (None if other is None else pytest.approx(other))
        assert ours is None or ours <= 1 + 1e-12


def test_gwet_wants_the_whole_scale() -> None:
    with pytest.raises(ValueError, match="deux catégories"):
        ac1([[1, 1]], [1])
    with pytest.raises(ValueError, match="deux catégories"):
        ac1([[1, 1]], [1, 2, 2])
    with pytest.raises(ValueError, match="« 7 »"):
        ac2([[1, 7]], [1, 2])
    nothing = ac1([[1, None]], [1, 2])
    assert (nothing.value, nothing.observed, nothing.units) == (None, None, 0)


def test_a_double_rating_tells_who_is_kinder() -> None:
    found = double_rating([(3, 2), (4, 4), (2, 0), (1, 2), (None, 4), (3, None)])
    assert found is not None
    assert (found.n, found.exact, found.within_one, found.bias) == (4, 0.25, 0.75, 0.5)
    assert found.differing == 0.75
    assert found.interval is None
    assert double_rating([(None, 1)]) is None


def test_the_interval_of_a_bias_is_close_to_the_student_one_and_to_scipy() -> None:
    chance = random.Random(5)
    pairs = [(chance.randint(1, 4), chance.randint(0, 3)) for _ in range(60)]
    found = double_rating(pairs, draws=4000)
    assert found is not None
    assert found.interval is not None
    gaps = np.array([a - b for a, b in pairs], dtype=float)
    student = stats.t.interval(0.95, len(gaps) - 1, loc=gaps.mean(), scale=stats.sem(gaps))
    theirs = stats.bootstrap((gaps,), np.mean, method="percentile", n_resamples=4000, rng=1)
    for low, high in (student, theirs.confidence_interval):
        assert [found.interval.low, found.interval.high] == pytest.approx([low, high], abs=0.06)


def test_items_are_told_from_the_least_agreed_on() -> None:
    found = double_rating_by_item(
        {"clear": [(1, 1), (2, 2)], "vague": [(1, 3), (2, 2)], "also": [(1, 0), (2, 2)], "empty": [(None, 1)]}
    )
    assert list(found) == ["also", "vague", "clear"]
    assert found["vague"].within_one == 0.5


def test_a_bootstrap_is_the_same_each_time_and_refuses_what_makes_no_sense() -> None:
    values = list(range(40))
    once = bootstrap(values, lambda drawn: float(sum(drawn)), seed=7)
    assert once == bootstrap(values, lambda drawn: float(sum(drawn)), seed=7)
    assert once != bootstrap(values, lambda drawn: float(sum(drawn)), seed=8)
    assert bootstrap([], lambda drawn: 1.0, least=0).interval is None
    with pytest.raises(ValueError, match="tirage"):
        bootstrap(values, lambda drawn: 1.0, draws=0)
    with pytest.raises(ValueError, match="confiance"):
        bootstrap(values, lambda drawn: 1.0, level=1)
