"""What is printed adds up as it is read: rows to their total, columns to theirs, to the last digit shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings

from builders import project_for
from made_plans import inputs
from maillage.accounts.models import Network
from maillage.base.ui.components import Cell, Listing
from maillage.base.values.euros import ZERO, places, total
from maillage.base.values.french import euros
from maillage.base.values.tree import Table
from maillage.funding.asked import asked_of
from maillage.funding.domain import FinancingPlan, plan_of_inputs
from maillage.funding.models import CostLine
from maillage.funding.readings import plan_of, standings_of
from maillage.funding.screens.amounts import alike
from maillage.funding.screens.plan_view import By
from maillage.funding.tables import (
    by_axis,
    by_kind,
    by_scope,
    cash_table,
    costs_table,
    grants_table,
    operations_by_year,
    payers_part,
    prices_table,
    resources_by_year,
    standings_table,
    taxed_plan,
    yearly_plan,
)
from maillage.funding.tables.requests import aids_table, eligible_table, request_table, schedule_table

any_plan = inputs().map(plan_of_inputs)
many = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(text: str) -> Decimal:
    """An amount as printed: what is unknown weighs nothing in sums, what is bounded what is known of it."""
    if text == "inconnu":
        return ZERO
    text = text.removeprefix("au moins ").removeprefix("au plus ")
    bare = re.sub(r"[\s€]", "", text).replace("−", "-").replace(",", ".")
    return Decimal(bare)


def figures(table: Table, first: int = 1) -> list[list[Decimal]]:
    return [[read(cell) for cell in row[first:]] for row in table.rows]


AMOUNT = r"\d[\d\u202f]*(?:,\d+)?\xa0€"


def amount(text: str) -> Decimal:
    """The amount of a cell: nothing where a dash stands or where it is still to be priced."""
    return ZERO if text in ("–", "à chiffrer") else read(text.rstrip(" *"))


def figures_or_none(table: Table) -> list[list[Decimal]]:
    return [[amount(cell) for cell in row[1:]] for row in table.rows]


def added(rows: Sequence[Sequence[Decimal]]) -> list[Decimal]:
    return [total(column) for column in zip(*rows, strict=True)]


@many
@given(any_plan)
def test_each_row_of_a_plan_by_year_adds_up_to_its_total(plan: FinancingPlan) -> None:
    for table in (yearly_plan(plan), taxed_plan(plan), resources_by_year(plan), operations_by_year(plan)):
        for row in figures(table):
            assert total(row[:-1]) == row[-1], table.caption
    for row in figures(cash_table(plan)):
        assert total(row[:-1]) == row[-1]


@many
@given(any_plan)
def test_each_column_of_a_plan_by_year_adds_up_to_its_total(plan: FinancingPlan) -> None:
    rows = figures(yearly_plan(plan))
    assert added(rows[:2]) == rows[2]
    assert added(rows[3:-1]) == rows[-1]
    assert rows[2] == rows[-1], "uses are resources"
    spent, aids, fctva, left = figures(taxed_plan(plan))
    assert added([spent, [-one for one in aids], [-one for one in fctva]]) == left
    rows = figures(operations_by_year(plan))
    assert added(rows[:-1]) == rows[-1]
    spent, aids, fctva, left = figures(cash_table(plan))
    assert added([aids, fctva, [-one for one in spent]]) == left


@pytest.fixture
def odd_network(demo_network: Network) -> Network:
    """A network whose first cost has cents that no share of an aid divides evenly."""
    line = CostLine.objects.filter(network=demo_network, amount_ht__isnull=False, spread={}).first()
    assert line is not None
    line.amount_ht, line.quantity, line.unit_price_ht = Decimal("33333.37"), None, None
    line.save()
    return demo_network


def test_what_each_axis_kind_and_scope_costs_adds_up_to_the_plan(odd_network: Network) -> None:
    project = project_for(odd_network)
    for table in (by_axis(project), by_kind(project), by_scope(project)):
        rows = figures(table)
        assert len(rows) > 1
        assert added(rows[:-1]) == rows[-1], table.caption
        assert any(cell != cell.to_integral_value() for cell in rows[-1]), "the cents are shown"


def test_what_each_cost_of_an_operation_leaves_to_pay_adds_up(odd_network: Network) -> None:
    parts = list(payers_part(project_for(odd_network)))
    tables = [block for part in parts for block in part.blocks if isinstance(block, Table)]
    assert tables
    for table in tables:
        spent = [read(row[2]) for row in table.rows]
        left = [read(row[4]) for row in table.rows]
        assert total(spent[:-1]) == spent[-1]
        assert total(left[:-1]) == left[-1]


def test_the_costs_and_the_aids_of_the_annexes_add_up(odd_network: Network) -> None:
    plan = plan_of(project_for(odd_network))
    titles = {cost.action: cost.action for cost in plan.inputs.costs}
    rows = [[amount(cell) for cell in row[3:]] for row in costs_table(plan, titles).rows]
    assert added(rows[:-1]) == rows[-1]
    aids = [amount(row[4]) for row in grants_table(plan).rows]
    assert total(aids[:-1]) == aids[-1]
    priced = total(amount(row[2]) for row in prices_table(plan).rows)
    assert priced == rows[-1][-1], "what is priced is what is spent, where no price is indexed"
    years = figures(standings_table(standings_of(project_for(odd_network))))
    assert added(years[:-1]) == years[-1]


def test_the_request_of_a_funder_adds_up(odd_network: Network) -> None:
    project = project_for(odd_network)
    for funder in plan_of(project).funders:
        found = asked_of(project, funder.code)
        if not found:
            continue
        awaited = figures_or_none(schedule_table(found))
        assert added(awaited[:-1]) == awaited[-1]
        assert all(total(row[:-1]) == row[-1] for row in awaited)
        assert all(total(row[:-1]) == row[-1] for row in figures_or_none(eligible_table(project, found)))
        yearly = eligible_table(project, found).rows
        if len({one.operation.code for one in found}) > 1:
            aids = [[amount(cell) for cell in row[1:]] for row in yearly if row[0].startswith("Aide ")]
            assert added(aids) == [amount(cell) for cell in yearly[-1][1:]]
        *rows, last = request_table(found).rows
        assert len({row[0] for row in rows}) == len(rows), "an operation told twice"
        for column in (1, 2, 4, 6):
            assert total(amount(row[column]) for row in rows) == amount(last[column])
        for row in (*rows, last):
            others = total(amount(one) for one in re.findall(AMOUNT, row[5]))
            assert amount(row[1]) == amount(row[4]) + others + amount(row[6]), row
        aids = [amount(row[3]) for row in aids_table(found).rows]
        assert total(aids[:-1]) == aids[-1] == amount(last[4])


@pytest.mark.parametrize("by", By)
@pytest.mark.parametrize("taxes", ["", "ttc"])
@pytest.mark.parametrize("year", ["", "2027"])
def test_every_breakdown_on_screen_adds_up_as_it_is_read(
    lead: Client, odd_network: Network, by: By, taxes: str, year: str
) -> None:
    asked = {"repartir": by.value, "montants": taxes, "annee": year}
    listings = lead.get("/18/financement/", asked).context["breakdown"]
    assert listings
    for listing in listings:
        rows = [[amount(cell.text) for cell in row[1:] if isinstance(cell, Cell)] for row in [*listing.rows]]
        (last,) = listing.totals
        parts = [row for rank, row in enumerate(rows) if rank != last]
        assert added(parts) == rows[last], listing.caption


def test_amounts_read_together_have_the_same_places() -> None:
    assert places([Decimal(1), Decimal("2.00")]) == 0
    assert places([Decimal(1), Decimal("2.10")]) == 2
    assert places([]) == 0


def _cells(*amounts: str) -> Listing:
    rows = [("Poste", Cell(euros(Decimal(one)), sort=Decimal(one))) for one in amounts]
    return Listing(caption="Dépenses", heads=(), rows=rows)


def test_listings_side_by_side_show_cents_as_soon_as_one_amount_has_some() -> None:
    left, right = alike(_cells("10"), _cells("9.50", "0.50"))
    texts = [row[1].text for listing in (left, right) for row in listing.rows if isinstance(row[1], Cell)]
    assert [read(one) for one in texts] == [10, Decimal("9.50"), Decimal("0.50")]
    assert all("," in one for one in texts)
    assert read("0 €") == ZERO
