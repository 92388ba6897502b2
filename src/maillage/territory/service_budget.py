"""The digital budget of the service on screen: by year and nature, HT and TTC apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from maillage.base.charts import YearAmount, stacked_years
from maillage.base.plugs import Project
from maillage.base.ui.components import Cell, Head, Listing
from maillage.base.ui.pages import to
from maillage.base.values.french import UNKNOWN, euros
from maillage.base.values.known import KnownTotal
from maillage.base.values.tree import Column, Picture, Table
from maillage.territory.domain.service import BudgetNature
from maillage.territory.domain.staffing import YearBudget
from maillage.territory.inventory_screens import out_of
from maillage.territory.own_service import budgets_of


def budget_listing(request: Any) -> Listing:
    """A row a year and nature, and the totals of each year; HT and TTC are never added together."""
    rows: list[Sequence[Cell | str]] = []
    totals = []
    for budget in budgets_of(request.project):
        for line in budget.lines:
            rows.append(
                (
                    Cell(
                        f"{line.year}, {line.nature.label}",
                        to(request, "territory:servicebudgetline", line.code),
                        note=line.note,
                    ),
                    euros(line.voted),
                    euros(line.executed),
                    line.tax.label,
                )
            )
        totals.append(len(rows))
        whole = (_total_told(budget.voted), _total_told(budget.executed), budget.tax.label)
        rows.append((f"Total {budget.year}", *whole))
    return Listing(
        caption="Budget numérique du service",
        anchor="budget",
        heads=(Head("Année et nature"), Head("Voté", "right"), Head("Exécuté", "right"), Head("Montants")),
        rows=rows,
        totals=totals,
        empty="Le budget numérique du service n'est pas encore décrit.",
    )


def _total_told(total: KnownTotal) -> str:
    if total.value is None:
        return UNKNOWN
    return f"{euros(total.value)} ({out_of(total, 'nature')})" if total.missing else euros(total.value)


def budget_picture(project: Project) -> Picture | None:
    """What was voted each year, by nature; None without an amount. One way of counting tax: that of most lines."""
    budgets = [budget for budget in budgets_of(project) if budget.voted.value]
    if not budgets:
        return None
    tax = max({budget.tax for budget in budgets}, key=lambda basis: sum(b.tax is basis for b in budgets))
    shown = [budget for budget in budgets if budget.tax is tax]
    return Picture(
        caption=f"Budget numérique voté, {tax.label}",
        spec=stacked_years(values=list(_amounts(shown)), height=220),
        alt="Colonnes du budget voté : "
        + " ; ".join(f"{budget.year}, {euros(budget.voted.value)}" for budget in shown)
        + ".",
        source="" if len(shown) == len(budgets) else "Les montants comptés autrement ne sont pas dessinés.",
        data=budget_table(shown),
    )


def _amounts(budgets: Sequence[YearBudget]) -> Iterator[YearAmount]:
    # Natures in one order for all years, so that each keeps its colour.
    for nature in BudgetNature:
        for budget in budgets:
            line = budget.line(nature)
            if line and line.voted is not None:
                yield YearAmount(year=str(budget.year), label=nature.label.capitalize(), amount=line.voted)


def budget_table(budgets: Sequence[YearBudget]) -> Table:
    return Table(
        caption="Budget numérique du service, par année",
        columns=(
            Column("Année"),
            Column("Voté", align="right", width=1.6),
            Column("Exécuté", align="right", width=1.6),
            Column("Montants"),
        ),
        rows=tuple(
            (str(b.year), _total_told(b.voted), _total_told(b.executed), b.tax.label) for b in budgets
        ),
    )
