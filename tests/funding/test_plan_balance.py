"""The plan is balanced to the cent each year, whatever the costs, the rates and the amounts."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from money import DGD, PATRON, REGION, YEARS, aid, cost, fixed, plan_with, running

from maillage.funding.domain import BudgetSection, CostLine, FundingLine

AMOUNTS = st.integers(min_value=0, max_value=10**9).map(lambda cents: str(Decimal(cents) / 100))
FUNDERS = st.sampled_from([DGD, REGION, PATRON])
ENDS: dict[str, date | None] = {"S1": date(2026, 6, 30), "S2": date(2028, 12, 31), "S3": None}


@st.composite
def timings(draw: Any) -> dict[str, Any]:
    kind = draw(st.sampled_from(["year", "step", "spread"]))
    if kind == "year":
        return {"year": draw(st.sampled_from(YEARS))}
    if kind == "step":
        return {"step": draw(st.sampled_from(sorted(ENDS)))}
    years = draw(st.lists(st.sampled_from(YEARS), min_size=1, max_size=3, unique=True))
    return {"spread": tuple((year, Decimal(draw(AMOUNTS))) for year in sorted(years))}


@st.composite
def costs(draw: Any) -> list[CostLine]:
    found = []
    for number in range(draw(st.integers(min_value=0, max_value=8))):
        timing = draw(timings())
        amount = draw(AMOUNTS)
        if "spread" in timing:
            amount = str(sum((part for _, part in timing["spread"]), Decimal(0)))
        made = draw(st.sampled_from([cost, running]))
        recurrent = {"recurrent": draw(st.booleans())} if made is running else {}
        found.append(made(amount, f"D{number}", **timing, **recurrent))
    return found


@st.composite
def lines(draw: Any) -> list[FundingLine]:
    found = []
    for number in range(draw(st.integers(min_value=0, max_value=5))):
        funder, operation = draw(FUNDERS), draw(st.sampled_from(["OP1", "OP2"]))
        if draw(st.booleans()):
            share = draw(st.integers(min_value=0, max_value=1000).map(lambda n: str(Decimal(n) / 1000)))
            found.append(aid(share, funder, operation, f"R{number}"))
        else:
            found.append(
                fixed({draw(st.sampled_from(YEARS)): draw(AMOUNTS)}, funder, operation, f"R{number}")
            )
    return found


@given(costs(), lines())
def test_grants_and_own_share_make_the_cost_of_each_year_and_of_the_whole(
    spent: list[CostLine], given_lines: list[FundingLine]
) -> None:
    made = plan_with(spent, given_lines, ends=ENDS)
    for year in (*YEARS, None):
        assert made.granted(year=year) + made.own_share(year=year) == made.cost_ht(year=year)
        for section in BudgetSection:
            both = made.granted(year=year, section=section) + made.own_share(year=year, section=section)
            assert both == made.cost_ht(year=year, section=section)


@given(costs(), lines())
def test_sections_operations_years_and_funders_each_add_up_to_the_whole(
    spent: list[CostLine], given_lines: list[FundingLine]
) -> None:
    made = plan_with(spent, given_lines, ends=ENDS)
    whole = sum((line.amount_ht for line in spent), Decimal(0))
    assert made.cost_ht() == whole
    assert sum(made.cost_ht(section=section) for section in BudgetSection) == whole
    assert sum(made.cost_ht(operation=operation.code) for operation in made.operations) == whole
    undated = sum((expense.ht for expense in made.undated), Decimal(0))
    assert sum(made.cost_ht(year=year) for year in YEARS) + undated == whole
    assert sum(made.granted(funder=funder.code) for funder in made.funders) == made.granted()


@given(costs(), lines())
def test_every_amount_is_a_whole_number_of_cents(
    spent: list[CostLine], given_lines: list[FundingLine]
) -> None:
    made = plan_with(spent, given_lines, ends=ENDS)
    amounts = [e.ht for e in made.expenses] + [e.ttc for e in made.expenses] + [g.amount for g in made.grants]
    assert all(amount == round(amount, 2) for amount in amounts)


@given(costs(), st.integers(min_value=0, max_value=1000))
def test_an_aid_at_a_rate_is_rounded_year_by_year_as_it_is_filed(
    spent: list[CostLine], thousandths: int
) -> None:
    share = Decimal(thousandths) / 1000
    made = plan_with(spent, [aid(str(share), REGION)], ends=ENDS)
    for year in made.years:
        exact = made.cost_ht(year=year, operation="OP1") * share
        assert made.granted(year=year) == exact.quantize(Decimal("0.01"), ROUND_HALF_UP)


@given(costs(), lines())
def test_cash_over_all_its_years_is_the_net_cost_when_everything_is_dated(
    spent: list[CostLine], given_lines: list[FundingLine]
) -> None:
    dated = [line for line in spent if line.step != "S3"]
    made = plan_with(dated, given_lines, ends=ENDS)
    assert sum((made.balance(year) for year in made.cash_years), Decimal(0)) == -made.net_cost
