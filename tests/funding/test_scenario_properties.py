"""What holds of scenarios whatever the plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from money import YEARS, plan_with
from test_plan_balance import ENDS, costs, lines

from maillage.funding.domain import CostLine, FinancingPlan, FundingLine, WhatIf
from maillage.funding.domain.plan import plan_of_inputs
from maillage.funding.domain.scenarios import (
    Kind,
    Movable,
    apply,
    case_of,
    compare,
    repairs,
)
from maillage.funding.domain.scenarios.breaches import broken
from maillage.funding.domain.written import CostFamily, Postponement

MOVABLE = Movable(steps={"A1": ("S1", "S2", "S3")})
TOLERANCE = Decimal("0.05")
RATES = st.integers(min_value=0, max_value=100).map(lambda n: Decimal(n) / 100)


def after(plan: FinancingPlan, what_if: WhatIf) -> FinancingPlan:
    return plan_of_inputs(apply(plan.inputs, what_if, MOVABLE))


@given(costs(), lines(), st.sampled_from(["DGD", "REG", "MEC"]))
def test_a_funder_less_never_raises_the_aids(
    spent: list[CostLine], aids: list[FundingLine], gone: str
) -> None:
    plan = plan_with(spent, aids, ends=ENDS)
    without = after(plan, WhatIf(code="S", title="Sans", without=(gone,)))
    for year in (None, *YEARS):
        assert without.granted(year=year) <= plan.granted(year=year)
        assert without.own_share(year=year) + without.granted(year=year) == plan.cost_ht(year=year)


@given(costs(), lines(), RATES, RATES)
def test_a_higher_rate_never_raises_the_own_share(
    spent: list[CostLine], aids: list[FundingLine], one: Decimal, other: Decimal
) -> None:
    plan = plan_with(spent, aids, ends=ENDS)
    low, high = (after(plan, WhatIf(code="S", title="Taux", dgd_rate=r)) for r in sorted((one, other)))
    for year in (None, *YEARS):
        assert high.own_share(year=year) <= low.own_share(year=year)


@given(costs(), lines(), st.integers(min_value=1, max_value=100).map(lambda n: Decimal(n) / 100))
def test_dearer_prices_raise_each_cost_to_the_cent(
    spent: list[CostLine], aids: list[FundingLine], rise: Decimal
) -> None:
    plan = plan_with(spent, aids, ends=ENDS)
    dearer = after(plan, WhatIf(code="S", title="Prix", prices=rise))
    for was, now in zip(plan.expenses, dearer.expenses, strict=True):
        assert now.ht == (was.ht * (1 + rise)).quantize(Decimal("0.01"), ROUND_HALF_UP)


@given(costs(), lines())
def test_moving_by_nothing_changes_nothing(spent: list[CostLine], aids: list[FundingLine]) -> None:
    plan = plan_with(spent, aids, ends=ENDS)
    still = after(plan, WhatIf(code="S", title="Rien", moves=(Postponement(action="A1", months=0),)))
    assert still == plan


@given(costs(), lines(), st.integers(min_value=-36, max_value=36))
def test_a_move_changes_no_total_of_costs(
    spent: list[CostLine], aids: list[FundingLine], months: int
) -> None:
    plan = plan_with(spent, aids, ends=ENDS)
    moved = after(
        plan, WhatIf(code="S", title="Plus tard", moves=(Postponement(action="A1", months=months),))
    )
    assert moved.cost_ht() == plan.cost_ht()
    dated = sum((moved.cost_ht(year=year) for year in moved.years), Decimal(0))
    assert dated + sum((e.ht for e in moved.undated), Decimal(0)) == plan.cost_ht()


@given(costs(), lines(), st.sampled_from(YEARS))
def test_a_family_refused_never_raises_an_aid_and_touches_its_year_alone(
    spent: list[CostLine], aids: list[FundingLine], year: int
) -> None:
    families = [CostFamily.SUBSCRIPTION, CostFamily.HARDWARE]
    told = [replace(cost, family=families[n % 2]) for n, cost in enumerate(spent)]
    plan = plan_with(told, aids, ends=ENDS)
    refused = after(plan, WhatIf(code="S", title="Refus", refused_year=year))
    for one in YEARS:
        if one == year:
            assert refused.granted(year=one) <= plan.granted(year=one)
        else:
            assert refused.granted(year=one) == plan.granted(year=one)


@st.composite
def what_ifs(draw: st.DrawFn) -> WhatIf:
    return WhatIf(
        code="S",
        title="Et si",
        dgd_rate=draw(st.none() | RATES),
        without=tuple(draw(st.lists(st.sampled_from(["DGD", "REG", "MEC"]), unique=True, max_size=2))),
        late_months=draw(st.integers(min_value=0, max_value=12)),
        prices=draw(st.sampled_from([Decimal(0), Decimal("0.1"), Decimal("-0.2")])),
        moves=tuple(
            Postponement(action="A1", months=months)
            for months in draw(st.lists(st.integers(min_value=-24, max_value=24), max_size=1))
        ),
    )


@settings(max_examples=60)
@given(costs(), lines(), what_ifs())
def test_every_repair_shown_repairs(spent: list[CostLine], aids: list[FundingLine], what_if: WhatIf) -> None:
    dated = [replace(line, action=f"A{n % 3 + 1}") for n, line in enumerate(spent)]
    waited = [replace(line, expected_on=date(2026, 5, 4)) if n % 2 else line for n, line in enumerate(aids)]
    plan = plan_with(dated, waited, ends=ENDS)
    movable = Movable(steps={f"A{n}": ("S1", "S2", "S3") for n in (1, 2, 3)})
    (found,) = compare(plan, [what_if], movable, TOLERANCE)
    case = replace(case_of(plan, found, movable, TOLERANCE), budget=30)
    for key, repair in repairs(case, found.broken).items():
        # Computed once more from its own inputs, and looked at with other eyes than the search's.
        again = plan_of_inputs(repair.plan.inputs)
        assert key not in {breach.key for breach in broken(plan, again, TOLERANCE)}
        assert repair.changes
        if key[0] is Kind.OVER:
            assert again.granted(operation=key[1]) <= again.cost_ht(operation=key[1])
        if key[0] is Kind.YEAR:
            year = int(key[1])
            assert again.own_share(year=year) < found.plan.own_share(year=year)


@given(costs(), lines(), what_ifs())
def test_what_is_not_computed_again_is_the_same(
    spent: list[CostLine], aids: list[FundingLine], what_if: WhatIf
) -> None:
    plan = plan_with(spent, aids, ends=ENDS)
    changed = apply(plan.inputs, what_if, MOVABLE)
    assert plan_of_inputs(changed, plan) == plan_of_inputs(changed)
