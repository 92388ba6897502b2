"""Scenarios: each computed by hand on a plan of a few lines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from money import DGD, INVESTMENT, PATRON, REGION, START, YEARS, aid, cost, fixed, plan_with, running

from maillage.funding.domain import FinancingPlan, FundingStatus, WhatIf
from maillage.funding.domain.plan import plan_of_inputs
from maillage.funding.domain.scenarios import (
    Kind,
    Movable,
    apply,
    breaches,
    broken,
    changes_nothing,
    compare,
    mended,
    outcome_of,
    settle,
    standard,
    years_of,
)
from maillage.funding.domain.spending import Calendar
from maillage.funding.domain.written import CostFamily, Postponement

TOLERANCE = Decimal("0.05")
MOVABLE = Movable(steps={"A1": ("S1",)})
NOTIFIED = {"status": FundingStatus.NOTIFIED, "notified_on": date(2026, 3, 1)}


def after(plan: FinancingPlan, movable: Movable = MOVABLE, **given: Any) -> FinancingPlan:
    return plan_of_inputs(apply(settle(plan, movable), WhatIf(code="S1", title="Et si", **given), movable))


def stepped(**given: Any) -> FinancingPlan:
    """An investment of 10 000 at the end of step S1, in June 2026, helped at 50 %."""
    made = plan_with([cost("10000", step="S1")], [aid("0.50")], ends={"S1": date(2026, 6, 30)})
    calendar = Calendar(starts={"S1": date(2026, 5, 1)}, ends=made.inputs.calendar.ends)
    return plan_of_inputs(replace(made.inputs, calendar=calendar, **given))


def test_another_rate_of_the_dgd_is_that_of_its_lines_alone() -> None:
    plan = plan_with([cost("10000")], [aid("0.50"), aid("0.20", REGION, code="R2")])
    low = after(plan, dgd_rate=Decimal("0.30"))
    assert (plan.own_share(), low.own_share()) == (Decimal("3000.00"), Decimal("5000.00"))
    assert low.granted(funder="REG") == Decimal("2000.00")


def test_what_is_notified_is_acquired_whatever_the_scenario() -> None:
    plan = plan_with([cost("10000")], [replace(aid("0.50"), **NOTIFIED)])
    for given in ({"dgd_rate": Decimal("0.30")}, {"without": ("DGD",)}):
        assert after(plan, **given).granted() == Decimal("5000.00")


def test_what_a_notified_aid_brought_in_a_year_that_is_over_stays() -> None:
    notified = {**NOTIFIED, "notified_amount": Decimal("10000")}
    plan = plan_with([cost("10000"), cost("10000", "D2", year=2027)], [replace(aid("0.50"), **notified)])
    dearer = after(plan, Movable(from_year=2027), prices=Decimal("0.10"))
    assert [plan.granted(year=year) for year in (2026, 2027)] == [Decimal("5000.00")] * 2
    assert [dearer.granted(year=year) for year in (2026, 2027)] == [Decimal("5000.00")] * 2
    assert dearer.own_share(year=2027) == Decimal("6000.00")


def test_without_a_funder_its_aids_are_left_to_the_departement() -> None:
    plan = plan_with([cost("10000")], [aid("0.50"), fixed({2026: "1500"}, PATRON, code="R2")])
    assert after(plan, without=("MEC",)).own_share() == Decimal("5000.00")
    assert after(plan, without=("DGD", "MEC")).own_share() == Decimal("10000.00")


def test_dearer_prices_raise_costs_and_rates_but_not_amounts() -> None:
    plan = plan_with(
        [cost("10000"), running("999.99")], [aid("0.50"), fixed({2026: "100"}, REGION, "OP2", "R2")]
    )
    dearer = after(plan, prices=Decimal("0.10"))
    assert dearer.cost_ht() == Decimal("11000.00") + Decimal("1099.99")
    assert dearer.granted() == Decimal("5500.00") + Decimal("100.00")


def test_prices_of_the_years_that_are_over_do_not_rise() -> None:
    plan = plan_with([cost("1000"), cost("1000", "D2", year=2027)])
    dearer = after(plan, Movable(from_year=2027), prices=Decimal("0.10"))
    assert (dearer.cost_ht(year=2026), dearer.cost_ht(year=2027)) == (Decimal("1000.00"), Decimal("1100.00"))


def test_a_family_refused_in_a_year_loses_the_part_of_the_aid_that_paid_it() -> None:
    subscription = {"family": CostFamily.SUBSCRIPTION}
    plan = plan_with(
        [
            running("3000", **subscription),
            running("1000", "F2"),
            running("3000", "F3", year=2027, **subscription),
        ],
        [aid("0.20", REGION, "OP2"), fixed({2026: "400"}, PATRON, "OP2", "R2")],
    )
    assert plan.granted(year=2026) == Decimal("1200.00")
    refused = after(plan, refused_year=2026, refused_family=CostFamily.SUBSCRIPTION)
    # 20 % of the 1 000 left, and a quarter of the 400.
    assert refused.granted(year=2026) == Decimal("300.00")
    assert refused.granted(year=2027) == plan.granted(year=2027) == Decimal("600.00")
    assert refused.cost_ht() == plan.cost_ht()


def test_a_family_refused_may_take_the_whole_of_an_aid() -> None:
    plan = plan_with(
        [running("3000", family=CostFamily.SUBSCRIPTION)], [fixed({2026: "400"}, PATRON, "OP2", "R2")]
    )
    refused = after(plan, refused_year=2026, refused_family=CostFamily.SUBSCRIPTION)
    assert refused.granted() == 0


def test_late_notifications_move_the_money_and_no_total() -> None:
    plan = plan_with([cost("10000")], [aid("0.50")])
    late = after(plan, late_months=6)
    assert outcome_of(late).own == outcome_of(plan).own
    assert [f.month for f in plan.cash_flows if f.grants] == [date(2027, 12, 1)]
    assert [f.month for f in late.cash_flows if f.grants] == [date(2028, 6, 1)]


def test_an_action_moved_takes_its_money_and_its_aid_to_the_year_where_its_step_ends() -> None:
    plan = stepped()
    moved = after(plan, moves=(Postponement(action="A1", months=7),))
    assert (moved.cost_ht(year=2026), moved.cost_ht(year=2027)) == (0, Decimal("10000.00"))
    assert moved.granted(year=2027) == Decimal("5000.00")
    assert moved.inputs.calendar.starts["S1"] == date(2026, 12, 1)


def test_an_action_moved_beyond_the_programme_adds_its_years() -> None:
    moved = after(stepped(), moves=(Postponement(action="A1", months=36),))
    assert moved.years == (*YEARS, 2029)
    assert moved.cost_ht(year=2029) == Decimal("10000.00")


def test_a_cost_of_which_only_the_year_is_known_moves_by_whole_years() -> None:
    spread = {"spread": ((2026, Decimal(100)), (2027, Decimal(200)))}
    plan = plan_with([cost("1000"), cost("300", "D2", **spread)])
    half = after(plan, moves=(Postponement(action="A1", months=11),))
    whole = after(plan, moves=(Postponement(action="A1", months=18),))
    assert [half.cost_ht(year=y) for y in YEARS] == [plan.cost_ht(year=y) for y in YEARS]
    assert [whole.cost_ht(year=y) for y in YEARS] == [0, Decimal("1100.00"), Decimal("200.00")]


def test_what_falls_in_a_year_that_is_over_does_not_move() -> None:
    spread = {"spread": ((2026, Decimal(100)), (2027, Decimal(200)))}
    plan = plan_with([cost("300", **spread)])
    moved = after(plan, Movable(from_year=2027), moves=(Postponement(action="A1", months=12),))
    assert [moved.cost_ht(year=y) for y in YEARS] == [Decimal("100.00"), 0, Decimal("200.00")]


def test_a_step_that_is_done_does_not_move() -> None:
    moved = after(stepped(), Movable(steps={"A1": ()}), moves=(Postponement(action="A1", months=12),))
    assert moved.cost_ht(year=2026) == Decimal("10000.00")


def test_an_own_share_that_falls_under_the_minimum_breaks_by_the_exact_amount() -> None:
    plan = plan_with([cost("10000")], [aid("0.50"), fixed({2026: "2500"}, REGION, code="R2")])
    high = after(plan, dgd_rate=Decimal("0.61"))
    (found,) = broken(plan, high, TOLERANCE)
    # 10 000 - 6 100 - 2 500 = 1 400 where 2 000 are needed.
    assert (found.kind, found.subject, found.amount) == (Kind.OWN_SHARE, "OP1", Decimal("600.00"))
    assert not breaches(plan)


def test_aids_above_the_costs_break_the_operation_and_the_year() -> None:
    plan = plan_with([cost("10000")], [aid("0.50"), fixed({2026: "4500"}, PATRON, code="R2")])
    high = after(plan, dgd_rate=Decimal("0.61"))
    found = {one.kind: one.amount for one in broken(plan, high, TOLERANCE)}
    assert found == {Kind.OVER: Decimal("600.00"), Kind.OVER_YEAR: Decimal("600.00")}


def test_an_aid_of_a_year_that_no_longer_spends_has_no_use() -> None:
    plan = plan_with(
        [cost("10000", step="S1"), cost("100", "D2", action="A2", year=2027)],
        [fixed({2026: "3000"}, REGION)],
        ends={"S1": date(2026, 6, 30)},
    )
    moved = after(plan, moves=(Postponement(action="A1", months=12),))
    found = {one.key: one.amount for one in broken(plan, moved, Decimal(10))}
    assert found[Kind.UNUSED, "R1 2026"] == Decimal("3000.00")
    assert (Kind.OVER_YEAR, "2026") in found


def test_a_ceiling_met_says_what_it_takes() -> None:
    capped = replace(REGION, ceiling=Decimal(2200))
    plan = plan_with([cost("10000")], [aid("0.20", REGION)], funders=[DGD, capped, PATRON])
    dearer = after(plan, prices=Decimal("0.20"))
    found = [one for one in broken(plan, dearer, Decimal(1)) if one.kind is Kind.CEILING]
    assert [one.amount for one in found] == [Decimal("200.00")]


def test_an_aid_that_comes_after_its_first_use_is_told_with_both_days() -> None:
    plan = stepped(lines=(replace(aid("0.50"), expected_on=date(2026, 4, 15)),))
    assert not breaches(plan)
    (found,) = broken(plan, after(plan, late_months=6), TOLERANCE)
    assert (found.kind, found.day) == (Kind.TOO_SOON, date(2026, 10, 15))
    assert "1er mai 2026" in found.message
    assert "15 octobre 2026" in found.message


def test_an_aid_that_is_not_committed_in_its_delay_breaks() -> None:
    plan = stepped(lines=(replace(aid("0.50"), **NOTIFIED),))
    assert not breaches(plan)
    moved = after(plan, moves=(Postponement(action="A1", months=30),))
    assert Kind.COMMITMENT in {one.kind for one in broken(plan, moved, TOLERANCE)}


def test_a_year_heavier_than_in_the_plan_is_told_beyond_the_tolerance_only() -> None:
    plan = plan_with([cost("10000")])
    assert not broken(plan, after(plan, prices=Decimal("0.05")), TOLERANCE)
    kinds = {one.kind: one.amount for one in broken(plan, after(plan, prices=Decimal("0.06")), TOLERANCE)}
    assert kinds == {Kind.YEAR: Decimal("600.00"), Kind.WHOLE: Decimal("600.00")}


def test_what_a_plan_breaks_already_is_not_laid_at_a_scenario_s_door() -> None:
    plan = plan_with([cost("10000")], [aid("0.85")])
    assert {one.kind for one in breaches(plan)} == {Kind.OWN_SHARE, Kind.RATE}
    low = after(plan, dgd_rate=Decimal("0.82"))
    assert not {one.kind for one in broken(plan, low, Decimal(10))}
    better = after(plan, dgd_rate=Decimal("0.50"))
    assert {one.kind for one in mended(plan, better)} == {Kind.OWN_SHARE, Kind.RATE}


def test_an_outcome_adds_up_year_by_year_and_tells_the_deepest_advance() -> None:
    plan = plan_with([cost("10000"), cost("500", "D2", step="S9")], [aid("0.50")])
    found = outcome_of(plan)
    assert sum(found.own_by_year.values()) + found.undated == found.own == Decimal("5500.00")
    assert (found.trough, found.trough_month) == (Decimal("-12000.00"), date(2026, 12, 1))
    assert found.own_rate == Decimal(5500) / 10500
    assert outcome_of(plan_with([])).own_rate is None
    assert years_of(found) == YEARS


def test_the_standard_scenarios_are_those_that_can_change_the_plan() -> None:
    plan = plan_with([cost("10000")], [aid("0.50"), replace(aid("0.10", REGION, code="R2"), **NOTIFIED)])
    rules = plan.inputs.rules
    codes = [one.code for one in standard(plan.inputs, rules, START)]
    assert codes == ["taux-bas", "taux-moyen", "taux-haut", "retard", "prix", "sans-DGD"]
    assert [one.code for one in standard(plan_with([cost("1")]).inputs, rules, START)] == ["prix"]
    assert not standard(plan_with([]).inputs, rules, START)
    assert not any(changes_nothing(one) for one in standard(plan.inputs, rules, START))


def test_subscriptions_are_refused_in_the_last_year_when_an_aid_may_pay_them() -> None:
    plan = plan_with(
        [running("3000", family=CostFamily.SUBSCRIPTION, year=2028)], [fixed({2028: "400"}, REGION, "OP2")]
    )
    found = {one.code: one for one in standard(plan.inputs, plan.inputs.rules, START)}
    assert found["refus"].refused_year == 2028
    assert after(plan, refused_year=2028).granted() == 0


def test_a_scenario_that_supposes_nothing_is_the_plan() -> None:
    plan = stepped()
    empty = WhatIf(code="S1", title="Rien")
    assert changes_nothing(empty)
    (found,) = compare(plan, [empty], MOVABLE, TOLERANCE)
    assert found.outcome == outcome_of(plan)
    assert not found.broken
    assert cost("1").section is INVESTMENT
