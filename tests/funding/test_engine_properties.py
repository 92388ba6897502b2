"""What is true of any plan: it balances, its parts add up to the cent, no aid is above its limits, order is nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from money import DGD, PATRON, aid, cost, fixed, plan_with

from made_plans import OPERATIONS, YEARS, inputs, rates
from maillage.base.values.euros import CENT, ZERO, total
from maillage.funding.domain import BudgetSection, FinancingPlan, Inputs, WhatIf, plan_of_inputs
from maillage.funding.domain.allocation import allocate, shares, slice_of
from maillage.funding.domain.plan import changed
from maillage.funding.domain.scenarios import Movable, apply, settle
from maillage.funding.domain.written import Instalment, PaymentEvent

any_plan = inputs().map(plan_of_inputs)
many = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@many
@given(any_plan)
def test_uses_and_resources_are_equal_each_year_and_overall(plan: FinancingPlan) -> None:
    for year in (None, *YEARS):
        assert plan.granted(year=year) + plan.own_share(year=year) == plan.cost_ht(year=year)
    for operation in OPERATIONS:
        code = operation.code
        assert plan.granted(operation=code) + plan.own_share_of(code) == plan.cost_ht(operation=code)


@many
@given(any_plan)
def test_every_amount_is_a_number_of_cents(plan: FinancingPlan) -> None:
    amounts = [a for e in plan.expenses for a in (e.ht, e.vat, e.fctva)] + [g.amount for g in plan.grants]
    amounts += [a for f in plan.cash_flows for a in (f.spent_ttc, f.grants, f.fctva, f.balance)]
    amounts += [allocation.amount for allocation in allocate(plan)]
    assert all(amount == amount.quantize(CENT) for amount in amounts)


@many
@given(any_plan)
def test_years_and_what_has_no_year_make_the_whole(plan: FinancingPlan) -> None:
    dated = total(plan.cost_ht(year=year) for year in YEARS)
    assert dated + total(e.ht for e in plan.undated) == plan.cost_ht()
    assert total(plan.granted(year=year) for year in YEARS) == plan.granted()
    for section in BudgetSection:
        mine = [e for e in plan.expenses if e.cost.section is section]
        assert total(e.ht for e in mine) == plan.cost_ht(section=section)
        assert total(e.ttc for e in mine) == plan.cost_ttc(section=section)


@many
@given(any_plan)
def test_a_cost_is_what_its_years_add_up_to_unless_prices_move(plan: FinancingPlan) -> None:
    for line in plan.inputs.costs:
        mine = total(e.ht for e in plan.expenses if e.cost is line)
        assert mine == (line.ht or ZERO)


@many
@given(any_plan)
def test_what_aids_pay_of_each_cost_adds_up_to_the_aids(plan: FinancingPlan) -> None:
    found = allocate(plan)
    for grant in plan.grants:
        assert total(a.amount for a in found if a.grant is grant) == grant.amount
    whole = slice_of(shares(plan, found))
    without_use = total(a.amount for a in found if a.expense is None)
    assert whole.ht == plan.cost_ht()
    assert whole.ttc == plan.cost_ttc()
    assert whole.fctva == plan.fctva()
    assert whole.granted + without_use == plan.granted()
    assert whole.own_share == plan.own_share() + without_use


@many
@given(any_plan)
def test_the_months_of_cash_add_up_to_the_plan(plan: FinancingPlan) -> None:
    flows = plan.cash_flows
    assert total(flow.spent_ttc for flow in flows) == plan.cost_ttc() - total(e.ttc for e in plan.undated)
    assert total(flow.grants for flow in flows) == plan.granted()
    assert total(flow.fctva for flow in flows) == plan.fctva() - total(e.fctva for e in plan.undated)
    assert flows[-1].balance == total(flow.net for flow in flows)
    months = [flow.month for flow in flows]
    assert months == sorted(set(months))
    for year in plan.cash_years:
        assert plan.balance(year) == total(flow.net for flow in flows if flow.month.year == year)


@many
@given(any_plan)
def test_no_aid_is_above_its_ceiling_nor_above_that_of_its_funder(plan: FinancingPlan) -> None:
    for line in plan.inputs.lines:
        mine = [grant for grant in plan.grants if grant.line is line]
        brought = total(grant.amount for grant in mine)
        assert all(grant.amount >= 0 for grant in mine)
        if line.ceiling is not None and line.notified_amount is None:
            assert brought <= line.ceiling
        if line.rate is not None and line.notified_amount is None:
            base = total(grant.base for grant in mine)
            # Each year is rounded to the cent.
            assert brought <= min(
                base, base if line.base_ht is None else line.base_ht
            ) * line.rate + CENT * len(mine)
    for funder in plan.funders:
        if funder.ceiling is not None:
            assert plan.granted(funder=funder.code) <= funder.ceiling


@many
@given(any_plan)
def test_what_is_notified_is_what_the_plan_counts(plan: FinancingPlan) -> None:
    unlimited = {funder.code for funder in plan.funders if funder.ceiling is None}
    for line in plan.inputs.lines:
        mine = [grant for grant in plan.grants if grant.line is line]
        if line.notified_amount is not None and line.funder in unlimited and any(g.amount for g in mine):
            assert total(grant.amount for grant in mine) == line.notified_amount


def _amounts(plan: FinancingPlan) -> dict[str, object]:
    return {
        "grants": sorted((g.line.code, g.year, g.amount) for g in plan.grants),
        "parts": sorted(
            (a.grant.line.code, a.grant.year, a.expense.cost.code if a.expense else "", a.amount)
            for a in allocate(plan)
        ),
        "cash": plan.cash_flows,
        "own": [plan.own_share(year=year) for year in YEARS],
    }


@many
@given(inputs(), st.randoms(use_true_random=False))
def test_the_order_in_which_things_were_written_changes_no_amount(given: Inputs, random: Random) -> None:
    def shuffled(things: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(random.sample(things, len(things)))

    other = replace(
        given,
        costs=shuffled(given.costs),
        lines=shuffled(given.lines),
        funders=shuffled(given.funders),
        operations=shuffled(given.operations),
    )  # type: ignore[arg-type]
    assert _amounts(plan_of_inputs(other)) == _amounts(plan_of_inputs(given))


@many
@given(inputs(), st.integers(0, 5), st.decimals(0, 5_000, places=2))
def test_a_dearer_cost_never_lowers_an_aid_at_a_rate(given: Inputs, which: int, more: Decimal) -> None:
    if not given.costs:
        return
    costs = list(given.costs)
    cost = costs[which % len(costs)]
    if cost.spread or cost.amount_ht is None:
        return
    costs[which % len(costs)] = replace(cost, amount_ht=cost.amount_ht + more)
    lines = tuple(line for line in given.lines if line.rate is not None and line.notified_amount is None)
    before = plan_of_inputs(replace(given, lines=lines))
    after = plan_of_inputs(replace(given, lines=lines, costs=tuple(costs)))
    for funder in given.funders:
        assert after.granted(funder=funder.code) >= before.granted(funder=funder.code)


@many
@given(inputs(), st.decimals(0, Decimal("0.5"), places=2))
def test_a_higher_rate_never_raises_what_is_left_to_pay(given: Inputs, more: Decimal) -> None:
    higher = tuple(
        line if line.rate is None else replace(line, rate=min(Decimal(1), line.rate + more))
        for line in given.lines
    )
    before, after = plan_of_inputs(given), plan_of_inputs(replace(given, lines=higher))
    assert after.own_share() <= before.own_share()


@many
@given(inputs())
def test_without_a_funder_the_others_bring_as_much(given: Inputs) -> None:
    left = tuple(line for line in given.lines if line.funder != "DGD")
    before, after = plan_of_inputs(given), plan_of_inputs(replace(given, lines=left))
    assert after.granted(funder="REG") == before.granted(funder="REG")
    assert after.granted() == before.granted() - before.granted(funder="DGD")


@pytest.mark.parametrize("late", [0, 1, 6, 12])
@many
@given(given=inputs())
def test_a_late_notification_changes_no_amount_and_brings_no_money_sooner(given: Inputs, late: int) -> None:
    before, after = plan_of_inputs(given), plan_of_inputs(replace(given, late_months=late))
    assert after.granted() == before.granted()
    months = sorted({flow.month for flow in (*before.cash_flows, *after.cash_flows)})
    for month in months:
        assert _received_by(after, month) <= _received_by(before, month)


def test_the_instalment_that_waits_leaves_the_others_as_they_were_to_the_cent() -> None:
    third = Instalment(share=Decimal("0.3"), after=PaymentEvent.NOTIFIED)
    rest = Instalment(share=Decimal("0.7"), after=PaymentEvent.SPENT)
    funder = replace(DGD, payments=(third, rest))
    before = plan_with([cost("7201.57")], [aid("0.1")], funders=[funder])
    after = changed(before, late_months=6)
    came = {flow.month: flow.grants for flow in before.cash_flows if flow.grants}
    # 30 % of 720.16 € in December, then in June; the twelve parts of the rest stay.
    assert came[date(2026, 12, 1)] - Decimal("216.05") == Decimal("42.00")
    assert {flow.month: flow.grants for flow in after.cash_flows if flow.grants} == came | {
        date(2026, 12, 1): Decimal("42.00"),
        date(2027, 6, 1): Decimal("216.05"),
    }
    assert sum(came.values()) == Decimal("720.16")


@many
@given(given=inputs(), first=st.sampled_from([2026, 2027, 2028, 2029]))
def test_what_is_settled_of_the_years_that_are_over_is_what_the_plan_says(given: Inputs, first: int) -> None:
    plan = plan_of_inputs(given)
    assert plan_of_inputs(settle(plan, Movable(from_year=first))).grants == plan.grants


@many
@given(given=inputs(), first=st.sampled_from([2027, 2028]), rise=rates)
def test_dearer_prices_leave_the_years_that_are_over_as_they_were(
    given: Inputs, first: int, rise: Decimal
) -> None:
    plan, movable = plan_of_inputs(given), Movable(from_year=first)
    dearer = plan_of_inputs(
        apply(settle(plan, movable), WhatIf(code="P", title="Prix", prices=rise), movable)
    )
    for line in given.lines:
        if not line.status.is_acquired or line.notified_amount is None or line.ceiling is not None:
            continue
        if any(grant.funder.ceiling is not None for grant in plan.grants_of(line.code)):
            continue
        was = {g.year: g.amount for g in plan.grants_of(line.code) if g.year < first}
        now = {g.year: g.amount for g in dearer.grants_of(line.code) if g.year < first}
        if any(g.amount for g in plan.grants_of(line.code) if g.year >= first):
            assert now == was
        assert total(g.amount for g in dearer.grants_of(line.code)) == total(
            g.amount for g in plan.grants_of(line.code)
        )


def _received_by(plan: FinancingPlan, month: object) -> Decimal:
    return total(flow.grants for flow in plan.cash_flows if flow.month <= month)  # type: ignore[operator]


def test_an_odd_cent_goes_to_the_same_cost_whatever_the_order() -> None:
    costs = [cost("100", "D2"), cost("100", "D1"), cost("100", "D3")]
    for ordered in (costs, costs[::-1], [costs[1], costs[2], costs[0]]):
        paid = {
            a.expense.cost.code
            for a in allocate(plan_with(ordered, [fixed({2026: "0.01"})]))
            if a.amount and a.expense
        }
        assert paid == {"D1"}


def test_an_amount_for_a_whole_operation_pays_what_the_aids_to_its_costs_leave() -> None:
    costs = [cost("5600", "D1"), cost("4400", "D2")]
    patron = replace(fixed({2026: "5600"}, PATRON, code="R1"), costs=("D1",))
    lines = [patron, fixed({2026: "1000"}, code="R2")]
    for ordered in (lines, lines[::-1]):
        paid = {
            (a.grant.line.code, a.expense.cost.code): a.amount
            for a in allocate(plan_with(costs, ordered))
            if a.expense
        }
        assert paid[("R1", "D1")] == Decimal("5600.00")
        assert paid[("R2", "D2")] == Decimal("1000.00")
        assert ("R2", "D1") not in paid
