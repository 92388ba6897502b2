"""Money is exact to the cent, periods are half-open, and deadlines fall on French working days."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from maillage.base.values import euros, periods
from maillage.base.values.periods import Period, add_months

amounts = st.decimals(-(10**9), 10**9, places=2, allow_nan=False, allow_infinity=False)
weights = st.lists(
    st.decimals(0, 10**6, places=2, allow_nan=False, allow_infinity=False), min_size=1, max_size=12
)
days = st.dates(date(1900, 1, 1), date(2190, 12, 31))


@given(amounts, weights)
def test_an_amount_shared_out_adds_up_exactly_and_no_part_is_off_by_a_cent(
    amount: Decimal, parts: list[Decimal]
) -> None:
    assume(sum(parts) > 0)
    shared = euros.share_out(amount, parts)
    assert sum(shared) == amount
    assert len(shared) == len(parts)
    for share, weight in zip(shared, parts, strict=True):
        assert share == euros.cents(share)
        assert abs(share - amount * weight / sum(parts)) < euros.CENT


@pytest.mark.parametrize(
    ("amount", "parts", "shared"),
    [
        ("100", [1, 1, 1], ["33.34", "33.33", "33.33"]),
        ("0.01", [1, 1], ["0.01", "0.00"]),
        ("-100", [1, 1, 1], ["-33.33", "-33.33", "-33.34"]),
        ("10", [0, 1], ["0.00", "10.00"]),
        ("0", [3, 4], ["0.00", "0.00"]),
    ],
)
def test_the_cents_left_go_to_the_largest_remainders(
    amount: str, parts: list[int], shared: list[str]
) -> None:
    assert sorted(euros.share_out(Decimal(amount), [Decimal(p) for p in parts])) == sorted(
        map(Decimal, shared)
    )


def test_an_amount_cannot_be_shared_out_without_weights() -> None:
    with pytest.raises(ValueError, match="Aucun poids"):
        euros.share_out(Decimal(10), [Decimal(0), Decimal(0)])


@pytest.mark.parametrize(
    ("exact", "rounded"), [("1.005", "1.01"), ("1.004", "1.00"), ("-1.005", "-1.01"), ("2", "2")]
)
def test_cents_are_rounded_half_up(exact: str, rounded: str) -> None:
    assert euros.cents(Decimal(exact)) == Decimal(rounded)


def test_the_total_of_nothing_is_zero_euros() -> None:
    assert euros.total([]) == Decimal("0.00")
    assert euros.total([Decimal("0.1")] * 3) == Decimal("0.3")


def test_a_period_holds_its_first_day_and_not_its_end() -> None:
    period = Period(date(2026, 1, 1), date(2026, 4, 1))
    assert date(2026, 1, 1) in period
    assert date(2026, 3, 31) in period
    assert date(2026, 4, 1) not in period
    assert date(2025, 12, 31) not in period


def test_a_period_without_end_is_still_in_force() -> None:
    assert date(2199, 1, 1) in Period(date(2026, 1, 1))
    assert date(2025, 12, 31) not in Period(date(2026, 1, 1))


def test_an_empty_period_holds_no_day_and_a_reversed_one_is_refused() -> None:
    assert date(2026, 1, 1) not in Period(date(2026, 1, 1), date(2026, 1, 1))
    with pytest.raises(ValueError, match="ne peut pas finir avant de commencer"):
        Period(date(2026, 1, 2), date(2026, 1, 1))


@given(days, days, days)
def test_two_periods_that_touch_hold_each_day_once(a: date, b: date, day: date) -> None:
    start, middle = sorted((a, b))
    whole, first, second = Period(start), Period(start, middle), Period(middle)
    assert (day in whole) == ((day in first) + (day in second) == 1)
    assert not (day in first and day in second)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 8, 31), 1, date(2026, 9, 30)),
        (date(2026, 1, 15), 36, date(2029, 1, 15)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 1), -1, date(2025, 12, 1)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 5, 5), 0, date(2026, 5, 5)),
    ],
)
def test_months_later_is_clipped_to_the_end_of_a_shorter_month(day: date, months: int, later: date) -> None:
    assert add_months(day, months) == later


@given(days, st.integers(-120, 120))
def test_months_later_falls_in_the_right_month_on_the_same_day_or_the_last(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


# The eleven legal holidays (Code du travail, L3133-1), written by hand from an almanac.
HOLIDAYS = {
    2026: "01-01 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-25",
    2027: "01-01 03-29 05-01 05-06 05-08 05-17 07-14 08-15 11-01 11-11 12-25",
    2028: "01-01 04-17 05-01 05-08 05-25 06-05 07-14 08-15 11-01 11-11 12-25",
}


@pytest.mark.parametrize("year", HOLIDAYS)
def test_the_working_days_of_a_year_are_those_of_the_almanac(year: int) -> None:
    closed = {date.fromisoformat(f"{year}-{day}") for day in HOLIDAYS[year].split()}
    for offset in range(365):
        day = date(year, 1, 1) + timedelta(days=offset)
        assert periods.is_working_day(day) == (day.weekday() < 5 and day not in closed), day


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [
        (date(2026, 7, 14), date(2026, 7, 13), date(2026, 7, 15)),  # a Tuesday
        (date(2026, 5, 1), date(2026, 4, 30), date(2026, 5, 4)),  # a Friday
        (date(2026, 4, 6), date(2026, 4, 3), date(2026, 4, 7)),  # Easter Monday: Good Friday is worked
        (date(2026, 4, 5), date(2026, 4, 3), date(2026, 4, 7)),
        (date(2026, 12, 25), date(2026, 12, 24), date(2026, 12, 28)),
        (date(2027, 1, 1), date(2026, 12, 31), date(2027, 1, 4)),
        (date(2026, 6, 10), date(2026, 6, 10), date(2026, 6, 10)),
    ],
)
def test_a_deadline_on_a_closed_day_moves_to_the_working_day_beside(
    day: date, before: date, after: date
) -> None:
    assert periods.working_day_on_or_before(day) == before
    assert periods.working_day_on_or_after(day) == after
