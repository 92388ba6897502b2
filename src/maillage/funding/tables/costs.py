"""Costs: year by year for each action, then how each one was priced."""

from __future__ import annotations

from decimal import Decimal

from maillage.base.values.euros import ZERO, total
from maillage.base.values.french import number, short_date
from maillage.base.values.tree import Column, Table
from maillage.funding.domain import CostLine, FinancingPlan
from maillage.funding.tables.amounts import Figure, some, written


def costs_table(plan: FinancingPlan, titles: dict[str, str]) -> Table:
    """One row a cost, year by year, in the order of the programme; what is not dated counts in the total only."""
    rows = [row for action, title in titles.items() for row in _costs_of(plan, action, title)]
    years = (plan.cost_ht(year=year) for year in plan.years)
    rows.append(("Total", "", "", *years, plan.cost_ht()))
    return Table(
        caption="Dépenses de chaque action (€ HT)",
        columns=(
            Column("Action", width=3),
            Column("Dépense", width=3),
            Column("Section", width=0.8),
            *(Column(str(year), align="right", width=0.85) for year in plan.years),
            Column("Total", align="right", width=0.95),
        ),
        rows=written(rows, number),
        totals=(len(rows) - 1,),
        source="Lecture : une dépense sans année compte dans le total seul." if plan.undated else "",
    )


def _costs_of(plan: FinancingPlan, action: str, title: str) -> list[tuple[Figure, ...]]:
    rows: list[tuple[Figure, ...]] = []
    for cost in (one for one in plan.inputs.costs if one.action == action):
        spent = [e for e in plan.spent_on(cost.operation) if e.cost.code == cost.code]
        by_year = {expense.year: expense.ht for expense in spent}
        rows.append(
            (
                action if rows else f"{action}. {title}",
                cost.label,
                f"{cost.section.label[:6]}.",
                *(some(by_year.get(year, ZERO)) for year in plan.years),
                total(by_year.values()) if spent else "à chiffrer",
            )
        )
    return rows


def prices_table(plan: FinancingPlan) -> Table:
    """One row a cost: quantity × unit price, where the price comes from, and since when."""
    rows = tuple(
        (
            f"{cost.code}. {cost.label}",
            _counted(cost),
            cost.ht if cost.ht is not None else "à chiffrer",
            cost.priced_from.label if cost.priced_from else "–",
            short_date(cost.priced_on) if cost.priced_on else "–",
            cost.basis or "–",
        )
        for cost in plan.inputs.costs
    )
    return Table(
        caption="D'où vient chaque prix (€ HT)",
        columns=(
            Column("Dépense", width=2.6),
            Column("Quantité × prix", width=1.7),
            Column("Montant", align="right", width=0.9),
            Column("Origine", width=1.2),
            Column("Du", width=0.95),
            Column("Base du chiffrage", width=2.2),
        ),
        rows=written(rows, number),
    )


def _counted(cost: CostLine) -> str:
    if cost.quantity is None:
        return "forfait"
    unit = f" {cost.unit}" if cost.unit else ""
    price = f" × {_plain(cost.unit_price_ht)}" if cost.unit_price_ht is not None else ""
    return f"{_plain(cost.quantity)}{unit}{price}"


def _plain(value: Decimal) -> str:
    return number(value, 0 if value == value.to_integral_value() else 2)
