"""Every way to share the plan out adds up to the plan, to the cent; and every figure to its lines."""

from __future__ import annotations

from decimal import Decimal

import pytest
from money import ACTIONS, DGD, OPERATION, PATRON, REGION, START, YEARS, aid, cost, fixed, running

from maillage.base.values.euros import total
from maillage.funding.domain import FinancingPlan, plan
from maillage.funding.domain.allocation import Share, allocate, shares
from maillage.funding.domain.breakdowns import groups
from maillage.funding.domain.spending import Calendar
from maillage.funding.domain.why import (
    Loose,
    Part,
    PlanFigure,
    Selection,
    formula_of,
    loose_aids,
    part_of,
    part_of_plan,
    value_of,
)
from maillage.rulebook.packaged import packaged_rules

COSTS = (
    cost("100000.01", "D1"),
    cost("33333.33", "D2", year=2027, action="A2"),
    cost("777.77", "D3", year=2028, action="A2"),
    cost("5000", "D4", step="S1"),
    running("12000.10", "F1", spread=((2026, Decimal("4000.05")), (2027, Decimal("8000.05")))),
    running("900", "F2", year=2028, action="A3", recurrent=True),
)
LINES = (
    aid("0.333", code="R1"),
    fixed({2026: "1000.01", 2027: "7"}, REGION, "OP1", "R2"),
    fixed({2026: "500", 2028: "250.25"}, PATRON, "OP2", "R3"),
    # Nothing is spent on the operation in 2025: money without a use.
    fixed({2025: "42.42"}, REGION, "OP1", "R4"),
)


@pytest.fixture
def found() -> tuple[FinancingPlan, tuple[Share, ...], tuple[Loose, ...]]:
    made = plan(
        operations=(OPERATION, ACTIONS),
        costs=COSTS,
        funders=(DGD, REGION, PATRON),
        lines=LINES,
        years=YEARS,
        step_ends={},
        rules=packaged_rules(),
        on=START,
    )
    assert made.inputs.calendar == Calendar(starts={}, ends={})
    shared = shares(made, allocate(made))
    return made, shared, loose_aids(made, shared)


Found = tuple[FinancingPlan, tuple[Share, ...], tuple[Loose, ...]]


def test_the_whole_plan_is_the_sum_of_its_shares_and_of_the_money_without_a_use(found: Found) -> None:
    made, shared, loose = found
    part = part_of_plan(shared, loose, Selection())
    assert (part.ht, part.ttc, part.fctva) == (made.cost_ht(), made.cost_ttc(), made.fctva())
    assert part.aids == made.granted()
    assert total(one.amount for one in loose) == Decimal("42.42")
    assert value_of(part, PlanFigure.OWN) == made.own_share()
    assert value_of(part, PlanFigure.NET) == made.net_cost


def test_a_selection_says_what_the_plan_says_of_a_year_an_operation_and_a_funder(found: Found) -> None:
    made, shared, loose = found
    for year in (None, *made.years):
        part = part_of_plan(shared, loose, Selection(year=year))
        assert value_of(part, PlanFigure.OWN) == made.own_share(year=year)
        assert part.aids_by_funder().get("REG", Decimal(0)) == made.granted(year=year, funder="REG")
        for operation in made.operations:
            part = part_of_plan(shared, loose, Selection(year=year, operation=operation.code))
            assert part.ttc == made.cost_ttc(year=year, operation=operation.code)
            assert part.aids == made.granted(year=year, operation=operation.code)


def test_every_breakdown_adds_up_to_the_plan_to_the_cent(found: Found) -> None:
    made, shared, loose = found
    keys = (
        lambda share: share.expense.cost.action,
        lambda share: share.expense.cost.operation,
        lambda share: share.expense.cost.section.value,
    )
    for key in keys:
        parts = [group.whole for group in groups(shared, loose, key, ())]
        for figure in (one for one in PlanFigure if not one.is_rate):
            whole = value_of(Part(selection=Selection(), shares=shared, loose=loose), figure)
            assert total(value_of(part, figure) or Decimal(0) for part in parts) == whole, figure
        years = [*made.years, 2025, None]
        for group in groups(shared, loose, key, ()):
            assert total(group.of_year(year).aids for year in years) == group.whole.aids


def test_the_lines_of_a_figure_add_up_to_it(found: Found) -> None:
    _, shared, loose = found
    for selection in (Selection(), Selection(year=2026), Selection(funder="REG"), Selection(undated=True)):
        part = part_of_plan(shared, loose, selection)
        left = total(one.amount for one in part.loose)
        sign = {PlanFigure.AIDS: 1, PlanFigure.OWN: -1, PlanFigure.NET: -1}
        for figure in (one for one in PlanFigure if not one.is_rate):
            lines = total(part_of(part, figure, share) for share in part.shares)
            assert lines + sign.get(figure, 0) * left == value_of(part, figure), (selection, figure)


def test_the_terms_of_a_formula_give_the_figure(found: Found) -> None:
    _, shared, loose = found
    part = part_of_plan(shared, loose, Selection())
    for figure in PlanFigure:
        terms = formula_of(part, figure)
        if terms and not figure.is_rate:
            signed = [term.amount if term.sign in ("", "+") else -term.amount for term in terms]
            assert total(signed) == value_of(part, figure)


def test_a_rate_of_nothing_is_unknown() -> None:
    part = Part(selection=Selection(), shares=(), loose=())
    assert value_of(part, PlanFigure.OWN_RATE) is None
    assert value_of(part, PlanFigure.NET) == 0
