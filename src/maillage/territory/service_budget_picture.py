"""The digital budget of the service drawn year by year, with its table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from maillage.base.charts import YearAmount, stacked_years
from maillage.base.plugs import Project
from maillage.base.values.french import euros
from maillage.base.values.tree import Column, Picture, Table
from maillage.territory.domain.service import BudgetNature
from maillage.territory.domain.year_budgets import YearBudget
from maillage.territory.own_service import budgets_of
from maillage.territory.service_budget import total_told


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
        rows=tuple((str(b.year), total_told(b.voted), total_told(b.executed), b.tax.label) for b in budgets),
    )
