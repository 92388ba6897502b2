"""When each cost falls, and what it becomes: VAT, TTC, FCTVA. Worked check of the reference (bnr-rules §2.5)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from money import aid, cost, plan_with, rules_where, running

from maillage.funding.domain import FctvaBase


def euros(text: str) -> Decimal:
    return Decimal(text)


@pytest.mark.parametrize(("rate", "net"), [("0.50", "50315.20"), ("0.80", "20315.20")])
def test_the_worked_check_of_the_reference_gives_the_published_net_cost(rate: str, net: str) -> None:
    made = plan_with([cost("100000")], [aid(rate)])
    assert made.cost_ttc() == euros("120000")
    assert made.fctva() == euros("19684.80")
    assert made.granted() == euros("100000") * euros(rate)
    assert made.net_cost == euros(net)


@pytest.mark.parametrize(
    ("rate", "vat", "ttc"),
    [("0.055", "55.00", "1055.00"), ("0.10", "100.00", "1100.00"), ("0.20", "200.00", "1200.00")],
)
def test_vat_and_ttc_follow_the_rate_of_the_cost(rate: str, vat: str, ttc: str) -> None:
    (expense,) = plan_with([cost("1000", vat_rate=Decimal(rate))]).expenses
    assert (expense.vat, expense.ttc) == (euros(vat), euros(ttc))


def test_a_cost_without_a_vat_rate_takes_the_standard_one() -> None:
    (expense,) = plan_with([cost("1000")]).expenses
    assert expense.vat_rate == Decimal("0.20")


def test_a_vat_rate_of_zero_is_a_rate_and_not_a_missing_one() -> None:
    (expense,) = plan_with([cost("1000", vat_rate=Decimal(0))]).expenses
    assert (expense.vat_rate, expense.ttc) == (Decimal(0), euros("1000"))


def test_vat_is_rounded_half_up_to_the_cent() -> None:
    (expense,) = plan_with([cost("0.50", vat_rate=Decimal("0.01"))]).expenses
    assert expense.vat == euros("0.01")


def test_the_fctva_of_a_year_comes_back_two_years_later() -> None:
    made = plan_with([cost("100000", year=2026)])
    assert made.fctva(paid_year=2028) == euros("19684.80")
    assert made.fctva(paid_year=2026) == made.fctva(paid_year=2027) == 0


def test_a_network_under_the_recovery_convention_gets_its_fctva_after_one_year() -> None:
    made = plan_with([cost("100000", year=2026)], rules=rules_where("funding.fctva.lag", "1"))
    assert made.fctva(paid_year=2027) == euros("19684.80")


def test_cash_goes_on_until_the_last_fctva_is_paid() -> None:
    made = plan_with([cost("100000", year=2028)], [aid("0.50")])
    assert made.cash_years == (2026, 2027, 2028, 2029, 2030)
    assert made.balance(2028) == euros("-120000")
    assert made.balance(2029) == euros("50000")
    assert made.balance(2030) == euros("19684.80")
    assert sum(made.balance(year) for year in made.cash_years) == -made.net_cost


def test_a_cloud_service_gives_back_its_own_rate_in_running() -> None:
    made = plan_with([running("1000", fctva=FctvaBase.CLOUD)])
    assert made.fctva() == euros("67.20")  # 5.6 % of 1 200 TTC


def test_a_running_cost_gives_no_fctva_unless_it_says_so() -> None:
    assert plan_with([running("1000")]).fctva() == 0


def test_equipment_given_away_gives_no_fctva() -> None:
    assert plan_with([cost("100000", fctva=FctvaBase.NONE)]).fctva() == 0


def test_a_state_subsidy_counted_ht_is_not_deducted_from_the_fctva_base() -> None:
    assert (
        plan_with([cost("100000")], [aid("0.80")]).fctva() == plan_with([cost("100000")]).fctva()
    )  # L1615-10


def test_spread_costs_fall_in_each_year_written() -> None:
    spread = ((2026, Decimal("10000")), (2028, Decimal("5000")))
    made = plan_with([cost("15000", spread=spread)])
    assert [made.cost_ht(year=year) for year in made.years] == [euros("10000"), euros("0"), euros("5000")]


def test_moving_the_date_of_a_step_moves_its_money() -> None:
    bought = cost("15000", step="A1-2")
    on_new_years_eve = plan_with([bought], ends={"A1-2": date(2026, 12, 31)})
    a_day_later = plan_with([bought], ends={"A1-2": date(2027, 1, 1)})
    assert (on_new_years_eve.cost_ht(year=2026), on_new_years_eve.cost_ht(year=2027)) == (euros("15000"), 0)
    assert (a_day_later.cost_ht(year=2026), a_day_later.cost_ht(year=2027)) == (0, euros("15000"))


def test_the_year_of_a_cost_does_not_move_with_any_step() -> None:
    assert plan_with([cost("15000", year=2027)], ends={"A1-2": date(2026, 5, 1)}).cost_ht(year=2027) == 15000


@pytest.mark.parametrize("ends", [{}, {"A1-2": None}])
def test_an_undated_cost_is_in_the_total_and_in_no_year(ends: dict[str, date | None]) -> None:
    made = plan_with([cost("15000", step="A1-2"), cost("1000", "D2")], ends=ends)
    assert made.cost_ht() == euros("16000")
    assert sum(made.cost_ht(year=year) for year in made.years) == euros("1000")
    assert [expense.cost.code for expense in made.undated] == ["D1"]
    assert made.undated[0].fctva_year is None


@pytest.mark.parametrize(
    "given",
    [
        {"year": 2026, "step": "A1-2"},
        {"year": 2026, "spread": ((2026, Decimal(1000)),)},
        {"spread": (), "step": None, "year": None},
    ],
)
def test_a_cost_with_no_timing_or_with_two_is_refused_and_named(given: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"La dépense D1 doit avoir soit"):
        cost("1000", **given)


def test_a_spread_that_does_not_add_up_is_refused_with_both_totals() -> None:
    with pytest.raises(ValueError, match=r"D1 totalise 900,00\s€ pour un montant de 1\s000,00\s€"):
        cost("1000", spread=((2026, Decimal(900)),))


def test_a_recurrent_investment_is_refused() -> None:
    with pytest.raises(ValueError, match="relève du fonctionnement"):
        cost("1000", recurrent=True)


def test_what_remains_after_the_programme_is_the_recurrent_cost_of_its_last_year() -> None:
    subscription = running("30000", spread=((2027, Decimal(10000)), (2028, Decimal(20000))), recurrent=True)
    made = plan_with([subscription, running("5000", "F2", year=2028)])
    assert made.recurrent_after() == euros("20000")
