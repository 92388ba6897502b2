"""Ladders and opinion scales: values by hand, brute force, NumPy and statsmodels."""

from __future__ import annotations

import random
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.multivariate.factor import Factor

from maillage.statistics.consistency import TooLittle, cronbach_alpha
from maillage.statistics.omega import mcdonald_omega
from maillage.statistics.scaling import guttman_errors, scalability

# Six people on three yes-or-no items, from the easiest to the hardest; the last one climbs out of order.
LADDER = {"easy": [0, 1, 1, 1, 1, 0], "middle": [0, 0, 1, 1, 1, 0], "hard": [0, 0, 0, 1, 0, 1]}


def test_the_scalability_of_three_steps_is_the_one_found_by_hand() -> None:
    """Errors (hard step reached, easier one not): easy-middle 0, easy-hard 1, middle-hard 1.

    Expected n·P(not easier)·P(harder): 6·(2/6)(3/6) = 1; 6·(2/6)(2/6) = 2/3; 6·(3/6)(2/6) = 1.
    """
    found = scalability(LADDER)
    assert found.n == 6
    assert found.h == pytest.approx(1 - 2 / (1 + 2 / 3 + 1))
    assert found.items == pytest.approx(
        {"easy": 1 - 1 / (5 / 3), "middle": 1 - 1 / 2, "hard": 1 - 2 / (5 / 3)}
    )
    assert guttman_errors(LADDER) == [0, 0, 0, 0, 0, 2]


def test_item_rest_correlations_are_those_of_numpy() -> None:
    found = scalability(LADDER).item_rest
    for name, levels in LADDER.items():
        rest = sum(np.array(other) for key, other in LADDER.items() if key != name)
        assert found[name] == pytest.approx(np.corrcoef(levels, rest)[0, 1])


def test_the_scalability_of_two_ordered_items_is_one_minus_errors_over_those_expected() -> None:
    """Brute force: every answer of one item is crossed with every answer of the other to expect errors by chance."""
    chance = random.Random(10)
    a = [chance.choice((0, 1, 1, 2, 3)) for _ in range(61)]
    b = [min(3, max(0, x + chance.choice((-1, 0, 0, 1)))) for x in a]
    counts = [sum(x >= step for x in item) for item in (a, b) for step in (1, 2, 3)]
    assert len(set(counts)) == 6, "steps as common as each other would not be counted"
    seen = sum(errors or 0 for errors in guttman_errors({"a": a, "b": b}))
    crossed = list(product(a, b))
    expected = sum(
        errors or 0 for errors in guttman_errors({"a": [x for x, _ in crossed], "b": [y for _, y in crossed]})
    )
    assert seen > 0
    assert scalability({"a": a, "b": b}).h == pytest.approx(1 - seen / (expected / 61))


@given(st.lists(st.integers(0, 12), min_size=2, max_size=30), st.randoms(use_true_random=False))
def test_a_perfect_ladder_has_no_error_whatever_the_order_of_people(
    heights: list[int], chance: random.Random
) -> None:
    items = {f"i{rank}": [min(4, max(0, height - 2 * rank)) for height in heights] for rank in range(4)}
    found = scalability(items)
    assert found.h is None or found.h == 1
    # Steps of a perfect ladder are nested: nobody climbs out of order.
    assert sum(errors or 0 for errors in guttman_errors(items)) == 0
    order = chance.sample(range(len(heights)), len(heights))
    assert scalability({name: [levels[i] for i in order] for name, levels in items.items()}) == found


def test_a_missing_answer_leaves_a_unit_out_and_a_constant_item_has_no_scalability() -> None:
    found = scalability({"a": [0, 1, 2, None], "b": [0, 1, 1, 4], "c": [3, 3, 3, 3]})
    assert found.n == 3
    assert (found.h, found.items["c"], found.item_rest["c"]) == (1, None, None)
    assert guttman_errors({"a": [0, None], "b": [1, 1]}) == [0, None]
    with pytest.raises(ValueError, match="deux items"):
        scalability({"a": [1]})
    with pytest.raises(ValueError, match="autant"):
        guttman_errors({"a": [1], "b": [1, 2]})


def test_the_alpha_of_yes_or_no_answers_is_kr_20_by_hand() -> None:
    """Variances 1/4, 1/3, 1/4 and 5/3 for the total: 3/2·(1 − (5/6)/(5/3)) = 0.75."""
    found = cronbach_alpha(
        {"a": [1, 1, 1, 0], "b": [1, 1, 0, 0], "c": [1, 0, 0, 0]}, least_answers=4, least_items=3, draws=50
    )
    assert found.alpha == pytest.approx(0.75)
    assert (found.lacking, found.n, found.kept, found.dropped) == (None, 4, ("a", "b", "c"), ())


def _opinions(n: int = 80) -> dict[str, list[int | None]]:
    chance = random.Random(21)
    feelings = [chance.gauss(3, 0.8) for _ in range(n)]
    return {
        f"q{rank}": [min(5, max(1, round(f + chance.gauss(0, 0.4 + 0.2 * rank)))) for f in feelings]
        for rank in range(5)
    }


def test_alpha_is_that_of_the_table_of_covariances() -> None:
    items = _opinions()
    table = np.cov(np.array(list(items.values())))
    found = cronbach_alpha(items, least_answers=30, least_items=3)
    assert found.alpha == pytest.approx(5 / 4 * (1 - np.trace(table) / table.sum()))
    assert found.bootstrap is not None
    assert found.bootstrap.interval is not None
    assert found.bootstrap.interval.low < found.alpha < found.bootstrap.interval.high


def test_omega_is_that_of_the_factor_of_statsmodels() -> None:
    items = _opinions()
    rows = list(zip(*items.values(), strict=True))
    fitted = Factor(np.array(rows, dtype=float), n_factor=1, method="pa", smc=True).fit(
        maxiter=5000, tol=1e-12
    )
    loadings = fitted.loadings[:, 0]
    common = loadings.sum() ** 2
    assert mcdonald_omega(rows) == pytest.approx(common / (common + (1 - loadings**2).sum()), abs=1e-6)
    assert cronbach_alpha(items, least_answers=30, least_items=3).omega == pytest.approx(mcdonald_omega(rows))


def test_omega_equals_alpha_when_all_items_weigh_the_same() -> None:
    """Three items of equal variances whose correlations are all r: both are 3r/(1 + 2r)."""
    rows = [(1, 1, 0), (1, 0, 1), (0, 1, 1), (1, 1, 1), (0, 0, 0), (1, 0, 0), (0, 1, 0), (0, 0, 1)]
    rows += [(1, 1, 1), (0, 0, 0)]
    r = np.corrcoef(np.array(rows).T)[0, 1]
    assert mcdonald_omega(rows) == pytest.approx(3 * r / (1 + 2 * r))


def test_omega_is_unknown_where_no_factor_fits() -> None:
    assert mcdonald_omega([(1, 2), (2, 1), (3, 3)]) is None
    assert mcdonald_omega([(1, 1, 2), (2, 1, 1), (3, 1, 3)]) is None
    assert mcdonald_omega([(1, 1, 1), (2, 2, 2), (3, 3, 3)]) == pytest.approx(1)
    assert mcdonald_omega([]) is None


def test_too_little_is_said_and_constant_items_are_dropped() -> None:
    items: dict[str, list[int | None]] = _opinions(40) | {"flat": [4] * 40}
    found = cronbach_alpha(items, least_answers=30, least_items=3, draws=20)
    assert found.dropped == ("flat",)
    assert found.alpha is not None
    short = cronbach_alpha(_opinions(20), least_answers=30, least_items=3)
    assert (short.alpha, short.omega, short.bootstrap, short.lacking) == (None, None, None, TooLittle.ANSWERS)
    few = cronbach_alpha({"a": [1, 2] * 20, "b": [1, 2] * 20}, least_answers=30, least_items=3)
    assert few.lacking is TooLittle.ITEMS
    turned = cronbach_alpha({"a": [1, 2] * 20, "b": [2, 1] * 20}, least_answers=30, least_items=2)
    assert turned.lacking is TooLittle.VARIATION
    items["q0"][0] = None
    assert cronbach_alpha(items, least_answers=30, least_items=3, draws=20).n == 39
    with pytest.raises(ValueError, match="autant"):
        cronbach_alpha({"a": [1], "b": []}, least_answers=1, least_items=2)


def test_the_order_of_people_does_not_matter() -> None:
    items = _opinions(40)
    turned = {name: answers[::-1] for name, answers in items.items()}
    ours, theirs = (cronbach_alpha(one, least_answers=30, least_items=3, draws=50) for one in (items, turned))
    assert ours == theirs
