"""How far an indicator is on its way: against the trajectory, never the final target (evaluation-methods §5.6)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.evaluation.domain.attainment import (
    Attainment,
    Point,
    Status,
    attainment,
    expected_on,
    trajectory,
)
from maillage.evaluation.domain.indicators import Direction, Indicator, IndicatorFamily, Measure
from maillage.rulebook.packaged import packaged_rules

RULES = packaged_rules()
START = date(2026, 1, 1)
TODAY = date(2028, 12, 31)
TARGETS = ((2026, Decimal(40)), (2027, Decimal(70)), (2028, Decimal(100)))


def indicator(
    *,
    baseline: str | None = "10",
    targets: tuple[tuple[int, Decimal], ...] = TARGETS,
    direction: Direction = Direction.UP,
    baseline_date: date | None = date(2025, 12, 31),
) -> Indicator:
    return Indicator(
        code="I1",
        title="Bibliothèques équipées",
        objective="A1",
        family=IndicatorFamily.OFFER,
        baseline=None if baseline is None else Decimal(baseline),
        baseline_date=baseline_date,
        targets=targets,
        direction=direction,
    )


def lowered(**given: str) -> Indicator:
    """To lower from 100 to 40 in three years."""
    targets = ((2026, Decimal(80)), (2027, Decimal(60)), (2028, Decimal(given.get("last", "40"))))
    return indicator(baseline=given.get("baseline", "100"), targets=targets, direction=Direction.DOWN)


def measured(day: date, value: str) -> Measure:
    return Measure(indicator="I1", day=day, value=Decimal(value))


def standing(of: Indicator, *measures: Measure, on: date = TODAY) -> Attainment:
    return attainment(of, measures, start=START, on=on, rules=RULES)


def status(of: Indicator, value: str, day: date = date(2027, 12, 31)) -> Status:
    return standing(of, measured(day, value)).status


# -- the expected path


def test_the_path_goes_from_the_baseline_through_the_end_of_each_year() -> None:
    assert trajectory(indicator(), START) == (
        Point(date(2025, 12, 31), Decimal(10)),
        Point(date(2026, 12, 31), Decimal(40)),
        Point(date(2027, 12, 31), Decimal(70)),
        Point(date(2028, 12, 31), Decimal(100)),
    )


def test_a_baseline_without_a_date_is_that_of_the_programmes_start() -> None:
    assert trajectory(indicator(baseline_date=None), START)[0] == Point(START, Decimal(10))


def test_a_baseline_taken_late_does_not_turn_the_path_around() -> None:
    days = [point.day for point in trajectory(indicator(baseline_date=date(2027, 6, 1)), START)]
    assert days == sorted(days)


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2025, 12, 31), "10"),
        (date(2026, 12, 31), "40"),
        (date(2030, 1, 1), "100"),
    ],
)
def test_a_point_of_the_path_is_expected_on_its_day_and_the_last_one_holds(day: date, value: str) -> None:
    assert expected_on(trajectory(indicator(), START), day) == Decimal(value)


def test_between_two_points_the_expected_value_is_in_proportion_of_the_days() -> None:
    """73 days of 365 after the baseline: one fifth of the way from 10 to 40."""
    expected = expected_on(trajectory(indicator(), START), date(2026, 3, 14))
    assert expected is not None
    assert round(expected, 10) == Decimal(16)


def test_nothing_is_expected_before_the_first_known_point() -> None:
    assert expected_on(trajectory(indicator(), START), date(2025, 12, 30)) is None
    assert expected_on((), START) is None


# -- the status, against the path


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("100", Status.REACHED),
        ("70", Status.ON_TRACK),
        ("66.5", Status.ON_TRACK),  # 95 % of 70
        ("66.4", Status.WATCH),
        ("56", Status.WATCH),  # 80 % of 70
        ("55.9", Status.LATE),
        ("0", Status.LATE),
    ],
)
def test_an_indicator_to_raise_is_judged_against_what_was_expected_that_day(
    value: str, expected: Status
) -> None:
    assert status(indicator(), value) is expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("40", Status.REACHED),
        ("60", Status.ON_TRACK),
        ("63", Status.ON_TRACK),  # 60 / 63 = 0.952
        ("64", Status.WATCH),
        ("75", Status.WATCH),  # 60 / 75 = 0.80
        ("76", Status.LATE),
    ],
)
def test_an_indicator_to_lower_is_judged_the_other_way_round(value: str, expected: Status) -> None:
    assert status(lowered(), value) is expected


def test_an_indicator_to_lower_to_zero_is_late_while_zero_is_expected_and_something_is_left() -> None:
    done = indicator(baseline="10", targets=((2026, Decimal(0)),), direction=Direction.DOWN)
    assert status(done, "1") is Status.LATE
    assert status(done, "0") is Status.REACHED


def test_a_value_below_zero_is_compared_as_a_number_and_not_as_a_ratio() -> None:
    """From -10 to 0, -4 expected: -8 is worse than expected although -8 / -4 is 2."""
    balance = indicator(baseline="-10", targets=((2026, Decimal(-4)), (2027, Decimal(0))))
    assert status(balance, "-8", date(2026, 12, 31)) is Status.LATE
    assert status(balance, "-3", date(2026, 12, 31)) is Status.ON_TRACK


def test_an_indicator_to_keep_is_reached_while_it_holds() -> None:
    kept = indicator(baseline="100", targets=((2028, Decimal(100)),), direction=Direction.KEEP)
    assert status(kept, "100") is Status.REACHED
    assert status(kept, "97") is Status.ON_TRACK
    assert status(kept, "50") is Status.LATE


def test_without_any_measure_an_indicator_is_without_data_and_never_at_zero_percent() -> None:
    found = standing(indicator())
    assert found.status is Status.NO_DATA
    assert found.progress is None
    assert found.measure is None
    assert found.missing == ("mesure",)


def test_without_any_target_an_indicator_has_no_target_even_when_measured() -> None:
    found = standing(indicator(targets=()), measured(date(2027, 1, 1), "50"))
    assert found.status is Status.NO_TARGET
    assert found.progress is None
    assert "cibles" in found.missing


def test_without_a_baseline_progress_is_unknown_but_the_target_still_counts() -> None:
    found = standing(indicator(baseline=None), measured(date(2027, 12, 31), "35"))
    assert found.status is Status.LATE
    assert found.progress is None
    assert found.missing == ("état initial",)


def test_without_a_baseline_nothing_can_be_said_before_the_first_target() -> None:
    """Nothing was expected that day: neither "on track" nor "late" would rest on anything."""
    found = standing(indicator(baseline=None), measured(date(2026, 6, 30), "5"))
    assert found.expected is None
    assert found.status is Status.TOO_EARLY
    assert found.status.label == "trop tôt pour le dire"


def test_a_final_target_already_met_is_reached_even_without_a_baseline() -> None:
    assert status(indicator(baseline=None), "100", date(2026, 6, 30)) is Status.REACHED


# -- progress


@pytest.mark.parametrize(
    ("value", "progress"), [("10", "0"), ("55", "0.5"), ("100", "1"), ("118", "1.2"), ("1", "-0.1")]
)
def test_progress_is_the_share_of_the_way_from_the_baseline_unclamped(value: str, progress: str) -> None:
    assert standing(indicator(), measured(TODAY, value)).progress == Decimal(progress)


def test_progress_of_an_indicator_to_lower_grows_as_it_falls() -> None:
    assert standing(lowered(), measured(TODAY, "70")).progress == Decimal("0.5")


def test_a_target_equal_to_its_baseline_has_no_progress_but_a_status() -> None:
    kept = indicator(baseline="100", targets=((2028, Decimal(100)),))
    found = standing(kept, measured(TODAY, "90"))
    assert found.progress is None
    assert found.status is Status.WATCH


# -- which measure


def test_a_measure_of_the_future_is_ignored() -> None:
    found = standing(indicator(), measured(date(2027, 6, 30), "100"), on=date(2027, 6, 29))
    assert found.status is Status.NO_DATA


def test_the_last_measure_counts_whatever_the_order_written() -> None:
    early, late = measured(date(2026, 12, 31), "100"), measured(date(2027, 12, 31), "60")
    assert standing(indicator(), early, late).measure == late
    assert standing(indicator(), late, early).measure == late


def test_an_old_measure_is_compared_with_what_was_expected_on_its_own_day() -> None:
    found = standing(indicator(), measured(date(2026, 12, 31), "40"), on=TODAY)
    assert found.expected == 40
    assert found.status is Status.ON_TRACK


NUMBERS = st.integers(min_value=-1000, max_value=1000).map(Decimal)


@given(NUMBERS, NUMBERS, NUMBERS, st.sampled_from(list(Direction)))
def test_a_better_value_never_gives_a_worse_status(
    lower: Decimal, higher: Decimal, target: Decimal, direction: Direction
) -> None:
    lower, higher = min(lower, higher), max(lower, higher)
    rank = [Status.LATE, Status.WATCH, Status.ON_TRACK, Status.REACHED]
    of = indicator(baseline="0", targets=((2026, target), (2028, target * 2)), direction=direction)
    worse, better = (higher, lower) if direction is Direction.DOWN else (lower, higher)
    day = date(2027, 6, 30)
    assert rank.index(status(of, str(worse), day)) <= rank.index(status(of, str(better), day))
