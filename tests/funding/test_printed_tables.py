"""What is printed adds up as it is read: rows to their total, columns to theirs, to the last digit shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings

from builders import project_for
from made_plans import inputs
from maillage.accounts.models import Network
from maillage.base.ui.components import Cell, Listing
from maillage.base.values.euros import ZERO, places, total
from maillage.base.values.french import euros
from maillage.base.values.tree import Table
from maillage.funding.domain import FinancingPlan, plan_of_inputs
from maillage.funding.models import CostLine
from maillage.funding.screens.amounts import alike
from maillage.funding.tables import (
    by_axis,
    by_kind,
    by_scope,
    cash_table,
    operations_by_year,
    payers_part,
    resources_by_year,
    taxed_plan,
    yearly_plan,
)

any_plan = inputs().map(plan_of_inputs)
many = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(text: str) -> Decimal:
    """An amount as printed."""
    bare = re.sub(r"[\s€]", "", text).replace("−", "-").replace(",", ".")
    return Decimal(bare)


def figures(table: Table, first: int = 1) -> list[list[Decimal]]:
    return [[read(cell) for cell in row[first:]] for row in table.rows]


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
    assert added([spent, [-one for one in aids], [-one for one in fctva]]) == left


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
