"""Classes of a figure: equal values stay together, numbers are about equal, natural breaks are the best there are."""

from __future__ import annotations

import itertools
import random
from statistics import pvariance

import pytest

from maillage.statistics.classes import class_of, natural_classes, quantile_classes


def spans(classes):
    return [(found.low, found.high, found.count) for found in classes]


def within(values, classes):
    """Sum of squares inside the classes, computed from each class by the standard library."""
    parts = [[value for value in values if value in found] for found in classes]
    return sum(len(part) * pvariance(part) for part in parts if part)


def best_by_trying(values, wanted):
    ordered = sorted(values)
    cuts = itertools.combinations(range(1, len(ordered)), wanted - 1)
    best = float("inf")
    for cut in cuts:
        edges = (0, *cut, len(ordered))
        parts = [ordered[a:b] for a, b in itertools.pairwise(edges)]
        best = min(best, sum(len(part) * pvariance(part) for part in parts))
    return best


def test_quantile_classes_hold_about_as_many_values_each() -> None:
    assert spans(quantile_classes(range(1, 9), 4)) == [(1, 2, 2), (3, 4, 2), (5, 6, 2), (7, 8, 2)]
    assert spans(quantile_classes(range(1, 11), 4)) == [(1, 3, 3), (4, 5, 2), (6, 8, 3), (9, 10, 2)]


def test_equal_values_are_never_parted() -> None:
    assert spans(quantile_classes([0, 0, 0, 0, 0, 0, 1, 9], 4)) == [(0, 0, 6), (1, 9, 2)]
    assert spans(quantile_classes([5] * 7, 4)) == [(5, 5, 7)]


def test_natural_classes_find_the_groups_that_anyone_sees() -> None:
    values = [1, 2, 2, 3, 40, 41, 43, 200, 205]
    assert spans(natural_classes(values, 3)) == [(1, 3, 4), (40, 43, 3), (200, 205, 2)]


def test_fewer_values_than_classes_give_one_class_each() -> None:
    assert spans(natural_classes([3, 1, 1], 4)) == [(1, 1, 2), (3, 3, 1)]
    assert spans(natural_classes([], 4)) == spans(quantile_classes([], 4)) == []


@pytest.mark.parametrize("seed", range(25))
def test_natural_classes_are_as_tight_as_the_best_of_every_cut(seed: int) -> None:
    chance = random.Random(seed)
    values = [
        chance.choice((chance.randint(0, 9), chance.randint(0, 400))) for _ in range(chance.randint(5, 14))
    ]
    wanted = chance.randint(2, 4)
    found = natural_classes(values, wanted)
    assert within(values, found) == pytest.approx(best_by_trying(values, wanted), rel=1e-9, abs=1e-6)


@pytest.mark.parametrize("make", [quantile_classes, natural_classes])
@pytest.mark.parametrize("seed", range(10))
def test_every_value_is_in_one_class_and_classes_count_them_all(make, seed: int) -> None:
    chance = random.Random(seed)
    values = [round(chance.lognormvariate(2, 1), 1) for _ in range(150)]
    classes = make(values, 4)
    assert 1 <= len(classes) <= 4
    assert sum(found.count for found in classes) == len(values)
    for value in values:
        rank = class_of(value, classes)
        assert rank is not None
        assert [value in found for found in classes].count(True) == 1
        assert value in classes[rank]


def test_a_value_beyond_every_class_has_none() -> None:
    assert class_of(9, quantile_classes([1, 2], 2)) is None


@pytest.mark.parametrize("make", [quantile_classes, natural_classes])
def test_no_class_at_all_is_refused(make) -> None:
    with pytest.raises(ValueError, match="une classe au moins"):
        make([1], 0)
