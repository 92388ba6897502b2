"""A table by year says what is unknown, and its rows still add up to the total, to the cent."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from money import aid, cost, fixed, plan_with
from test_printed_tables import figures

from builders import project_for
from maillage.accounts.models import Network
from maillage.base.values.euros import total
from maillage.base.values.tree import Table
from maillage.funding.domain import FinancingPlan
from maillage.funding.domain.unknown import KNOWN, Bound, aid_doubt, cost_doubt
from maillage.funding.models import CostLine, FundingLine
from maillage.funding.readings import plan_of
from maillage.funding.tables import (
    cash_table,
    operations_by_year,
    operations_table,
    resources_by_year,
    taxed_plan,
    yearly_plan,
)
from maillage.programme.models import Step
from maillage.rulebook.projects import forget


@pytest.fixture
def undated() -> FinancingPlan:
    """One aided cost in 2026, another that waits for the date of its step."""
    return plan_with(
        [cost("1000.10", code="D1", year=2026), cost("500.03", code="D2", step="S1")], [aid("0.50")]
    )


def row(table: Table, label: str) -> list[str]:
    found = next(cells for cells in table.rows if cells[0].startswith(label))
    return [cell.replace("\u202f", " ").replace("\xa0", " ") for cell in found[1:]]


def test_an_aid_that_waits_for_a_date_is_unknown_in_the_years_it_may_fall_in(undated: FinancingPlan) -> None:
    table = yearly_plan(undated)
    assert row(table, "État") == ["500,05 €", "inconnu", "inconnu", "inconnu", "au moins 500,05 €"]
    assert row(table, "Total des dépenses") == ["1 000,10 €", "inconnu", "inconnu", "500,03 €", "1 500,13 €"]
    own = row(table, "Département")
    assert own == ["500,05 €", "inconnu", "inconnu", "au plus 500,03 €", "au plus 1 000,08 €"]


@pytest.mark.parametrize("made", [yearly_plan, taxed_plan, resources_by_year, operations_by_year, cash_table])
def test_rows_with_something_unknown_add_up_to_their_total(made: Any, undated: FinancingPlan) -> None:
    for cells in figures(made(undated)):
        assert total(cells[:-1]) == cells[-1]


def test_the_balances_of_the_cash_table_add_up_to_the_net_cost_with_a_minus(undated: FinancingPlan) -> None:
    spent, _, _, balance = figures(cash_table(undated))
    assert balance[-1] == -undated.net_cost
    assert spent[-1] == undated.cost_ttc()
    assert row(cash_table(undated), "Recettes")[-2] == "inconnu"
    assert balance[0] < 0, "the département advances"


def test_an_operation_whose_aid_waits_says_at_least_and_at_most(undated: FinancingPlan) -> None:
    cells, *_ = operations_table(undated, undated.inputs.rules, date(2026, 1, 1)).rows
    assert cells[3].startswith("au moins")
    assert cells[4].startswith("au plus")


def test_a_cost_without_an_amount_makes_its_year_unknown_and_the_total_a_minimum() -> None:
    made = plan_with(
        [cost("1000", code="D1", year=2026), cost("1", code="D2", year=2027, amount_ht=None)], [aid("0.50")]
    )
    table = yearly_plan(made)
    assert row(table, "Total des dépenses") == ["1 000 €", "inconnu", "0 €", "au moins 1 000 €"]
    assert row(table, "État") == ["500 €", "inconnu", "0 €", "au moins 500 €"]


def test_a_plan_whose_costs_are_all_dated_and_priced_has_no_doubt() -> None:
    made = plan_with([cost("1000", year=2026)], [aid("0.50")])
    assert cost_doubt(made) == aid_doubt(made) == KNOWN
    assert "inconnu" not in str(yearly_plan(made).rows)


def test_an_aid_of_a_fixed_amount_waits_for_nothing(undated: FinancingPlan) -> None:
    given = plan_with(
        [cost("1000", code="D1", year=2026), cost("500", code="D2", step="S1")],
        [fixed({2026: "300"})],
    )
    assert aid_doubt(given) == KNOWN
    assert aid_doubt(undated).whole is Bound.LEAST


@pytest.fixture
def waiting(demo_network: Network) -> Network:
    """The demo with one aid at a rate, all of its costs without a year."""
    FundingLine.objects.filter(network=demo_network).exclude(code="F01").delete()
    Step.objects.filter(network=demo_network).update(planned_start=None, planned_end=None)
    step = Step.objects.filter(network=demo_network).order_by("code").first()
    assert step is not None
    CostLine.objects.filter(network=demo_network).update(year=None, spread={}, step=step, recurrent=False)
    forget()
    return demo_network


@pytest.mark.django_db
@pytest.mark.database
@pytest.mark.parametrize(
    "path", ["", "?annee=2027", "?repartir=financeur", "pourquoi/aides/", "pourquoi/aides/?annee=2027"]
)
def test_no_page_of_the_plan_writes_a_nought_for_an_aid_that_waits(
    path: str, lead: Any, waiting: Network
) -> None:
    answer = lead.get(f"/18/financement/{path}")
    assert answer.status_code == 200
    text = " ".join(answer.content.decode().replace("\u202f", " ").replace("\xa0", " ").split())
    assert "inconnu" in text
    assert "au moins 0 €" not in text
    assert "Aides attendues : 0 €" not in text
    assert "sans année</strong>" in text


@pytest.mark.django_db
@pytest.mark.database
def test_the_plan_and_the_page_of_cash_write_the_same_balances(lead: Any, demo_network: Network) -> None:
    plan, cash = (lead.get(f"/18/financement/{path}").context for path in ("", "tresorerie/"))
    table = next(
        block
        for _, blocks in plan["more"]
        for block in blocks
        if isinstance(block, Table) and block.caption.startswith("Trésorerie")
    )
    shown = [Decimal(cells[4].sort) for cells in cash["years"].rows if cells[0].text.isdigit()]
    digits = 2 if any("," in cell for cell in table.rows[-1]) else 0
    assert figures(table)[-1][:-1] == [round(amount, digits) for amount in shown]
    assert min(shown) < 0


@pytest.mark.django_db
@pytest.mark.database
def test_what_has_no_year_has_the_same_balance_on_the_plan_and_the_page_of_cash(
    lead: Any, waiting: Network
) -> None:
    plan = plan_of(project_for(waiting))
    rows = lead.get("/18/financement/tresorerie/").context["years"].rows
    late = next(cells for cells in rows if cells[0] == "À dater")
    balances = [cells[4].sort for cells in rows]
    assert sum(balances) == -plan.net_cost
    assert (late[2], late[4].note) == ("inconnu", "au moins")
    assert row(cash_table(plan), "Recettes")[-2] == "inconnu"
