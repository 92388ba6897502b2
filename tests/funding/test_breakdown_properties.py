"""For any plan: however it is shared out, the parts add up to it to the cent, HT and TTC, each year and overall."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from made_plans import inputs
from maillage.base.values.euros import total
from maillage.funding.domain import BudgetSection, FinancingPlan, plan_of_inputs
from maillage.funding.domain.allocation import Share, allocate, shares
from maillage.funding.domain.breakdowns import Group, groups
from maillage.funding.domain.why import Loose, Part, PlanFigure, Selection, loose_aids, part_of_plan, value_of

any_plan = inputs().map(plan_of_inputs)
many = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
AMOUNTS = tuple(figure for figure in PlanFigure if not figure.is_rate)
# Axis, kind and scope of the action of each cost: any sharing out of the costs.
SHELVES = ("axe 1", "axe 2", "axe 3")


def shared_out(plan: FinancingPlan) -> tuple[tuple[Share, ...], tuple[Loose, ...]]:
    made = shares(plan, allocate(plan))
    return made, loose_aids(plan, made)


def amount(part: Part, figure: PlanFigure) -> Decimal:
    return value_of(part, figure) or Decimal(0)


def assert_adds_up(found: Sequence[Group], whole: Part, years: Sequence[int | None]) -> None:
    for figure in AMOUNTS:
        assert total(amount(group.whole, figure) for group in found) == amount(whole, figure), figure
        for group in found:
            by_year = total(amount(group.of_year(year), figure) for year in years)
            assert by_year == amount(group.whole, figure), (group.key, figure)
    for funder, aid in whole.aids_by_funder().items():
        assert total(group.whole.aids_by_funder().get(funder, Decimal(0)) for group in found) == aid


@many
@given(any_plan, st.lists(st.sampled_from(SHELVES), min_size=6, max_size=6))
def test_any_sharing_out_of_the_costs_adds_up_to_the_plan(plan: FinancingPlan, shelves: list[str]) -> None:
    shared, loose = shared_out(plan)
    whole = Part(selection=Selection(), shares=shared, loose=loose)
    ways: dict[str, Callable[[Share], str]] = {
        "axis, kind or scope": lambda share: shelves[int(share.expense.cost.code[1:])],
        "operation": lambda share: share.expense.cost.operation,
        "section": lambda share: share.expense.cost.section.value,
        "cost": lambda share: share.expense.cost.code,
    }
    years = [*sorted({*plan.years, *(one.grant.year for one in loose)}), None]
    for key in ways.values():
        assert_adds_up(groups(shared, loose, key, SHELVES), whole, years)


@many
@given(any_plan)
def test_what_the_parts_add_up_to_is_what_the_plan_says(plan: FinancingPlan) -> None:
    shared, loose = shared_out(plan)
    whole = part_of_plan(shared, loose, Selection())
    assert (whole.ht, whole.ttc, whole.fctva) == (plan.cost_ht(), plan.cost_ttc(), plan.fctva())
    assert whole.aids == plan.granted()
    assert (amount(whole, PlanFigure.OWN), amount(whole, PlanFigure.NET)) == (plan.own_share(), plan.net_cost)
    for funder in plan.funders:
        assert whole.aids_by_funder().get(funder.code, Decimal(0)) == plan.granted(funder=funder.code)


@many
@given(any_plan)
def test_each_year_operation_and_section_is_what_the_plan_says_of_it(plan: FinancingPlan) -> None:
    shared, loose = shared_out(plan)
    for year in plan.years:
        part = part_of_plan(shared, loose, Selection(year=year))
        assert (part.ht, part.ttc) == (plan.cost_ht(year=year), plan.cost_ttc(year=year))
        assert part.aids == plan.granted(year=year)
        assert amount(part, PlanFigure.OWN) == plan.own_share(year=year)
    for operation in plan.operations:
        part = part_of_plan(shared, loose, Selection(operation=operation.code))
        assert part.ht == plan.cost_ht(operation=operation.code)
        assert part.aids == plan.granted(operation=operation.code)
    for section in BudgetSection:
        part = part_of_plan(shared, loose, Selection(section=section))
        assert (part.ht, part.ttc) == (plan.cost_ht(section=section), plan.cost_ttc(section=section))
