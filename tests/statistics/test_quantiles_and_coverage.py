"""Quantiles, coverage and strata: definitions, edges, refusals."""

from __future__ import annotations

import statistics
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.statistics.coverage import Coverage, Interval, bounds_of_share, coverage
from maillage.statistics.quantiles import Quartiles, mean, quantile, quartiles
from maillage.statistics.strata import poststratified, strata, stratum_of

numbers = st.lists(st.floats(0, 1e6), min_size=2, max_size=40)


@given(numbers)
def test_quantiles_are_those_of_the_standard_library(values: list[float]) -> None:
    reference = statistics.quantiles(values, n=4, method="inclusive")
    assert [quantile(values, q) for q in (0.25, 0.5, 0.75)] == pytest.approx(reference)
    assert quantile(values, 0) == min(values)
    assert quantile(values, 1) == max(values)


def test_type_7_interpolates_as_spreadsheets_do() -> None:
    assert quantile([1, 2, 3, 4], 0.25) == 1.75
    assert quantile([Decimal("2.5")], 0.9) == 2.5


def test_a_quantile_needs_a_value_and_an_order_between_0_and_1() -> None:
    with pytest.raises(ValueError, match="Aucune valeur"):
        quantile([], 0.5)
    with pytest.raises(ValueError, match="entre 0 et 1"):
        quantile([1], 1.5)


def test_nothing_known_has_no_quartile_and_no_mean() -> None:
    assert quartiles([]) is None
    assert mean([]) is None
    assert quartiles([1, 2, 3]) == Quartiles(1.5, 2, 2.5)
    assert mean([Decimal(1), 2]) == 1.5


def test_coverage_counts_zero_and_no_as_answers() -> None:
    found = coverage([0, False, None, Decimal(3)])
    assert (found.known, found.total, found.missing, found.share) == (3, 4, 1, 0.75)
    assert coverage([]).share is None
    with pytest.raises(ValueError, match="réponses"):
        Coverage(known=3, total=2)


def test_without_an_answer_a_share_may_be_anything() -> None:
    assert bounds_of_share(0, 0, 10) == Interval(0, 1)
    assert bounds_of_share(4, 10, 10) == Interval(0.4, 0.4)
    with pytest.raises(ValueError, match="oui"):
        bounds_of_share(3, 2, 10)


def test_strata_have_french_labels_and_leave_no_gap() -> None:
    classes = strata((500, 1000))
    assert [c.label for c in classes] == ["moins de 500", "de 500 à 999", "1\u202f000 et plus"]
    for size in (0, 499, 500, 999, 1000, 10**6):
        assert sum(size in c for c in classes) == 1
    assert stratum_of(None, classes) is None
    assert stratum_of(499, classes) is classes[0]
    for wrong in ((), (0,), (5, 5), (9, 3)):
        with pytest.raises(ValueError, match="croissants"):
            strata(wrong)


def test_weights_correct_a_class_that_answers_less() -> None:
    found = poststratified({"small": [2, 4], "large": [10, 10]}, {"small": 8, "large": 2})
    assert found.mean == pytest.approx(0.8 * 3 + 0.2 * 10)
    assert found.margin is not None
    assert found.margin > 0


def test_a_class_without_answer_must_be_merged() -> None:
    with pytest.raises(ValueError, match="réunir"):
        poststratified({"small": []}, {"small": 3})
    assert poststratified({"small": [1]}, {"small": 3, "none": 0}).margin is None
    assert poststratified({"small": [1]}, {"small": 1}).margin == 0
