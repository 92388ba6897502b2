"""Operations: cost, aids, own share, the 20 % rule, and the schedule of their spending."""

from __future__ import annotations

from datetime import date

from maillage.base.values.french import percent
from maillage.base.values.tree import Column, Table
from maillage.funding.domain import BudgetSection, FinancingPlan
from maillage.funding.domain.own_share import own_share_verdict
from maillage.funding.domain.unknown import aid_doubt, cost_doubt, left_doubt
from maillage.funding.tables.amounts import written
from maillage.funding.tables.years import Figures, bounded, year_columns, year_row
from maillage.rulebook.domain import Rules


def operations_table(plan: FinancingPlan, rules: Rules, on: date) -> Table:
    """One row an operation: cost, grants, own share and what the 20 % rule says."""
    rows: list[Figures] = []
    for operation in plan.operations:
        spent, aids = (
            cost_doubt(plan, operation=operation.code),
            aid_doubt(plan, operation=operation.code),
        )
        cost = plan.cost_ht(operation=operation.code)
        own = plan.own_share_of(operation.code)
        share = plan.public_share_of(operation.code)
        verdict = own_share_verdict(plan, operation, rules, on)
        if operation.section is BudgetSection.RUNNING:
            told = "sans objet"
        else:
            told = "respecté" if verdict.is_yes else "inconnu" if verdict.is_unknown else "non respecté"
        rows.append(
            (
                f"{operation.code}. {operation.title}",
                operation.section.label,
                bounded(cost, spent.whole),
                bounded(plan.granted(operation=operation.code), aids.whole),
                bounded(own, left_doubt(spent, aids).whole),
                percent(share) if share is not None else "–",
                told,
            )
        )
    least = rules.value("funding.own_share.minimum", on=on)
    return Table(
        caption="Opérations : dépenses, recettes et part du Département (HT)",
        columns=(
            Column("Opération", width=2.8),
            Column("Section", width=1.4),
            Column("Dépenses", align="right", width=1.2),
            Column("Recettes", align="right", width=1.2),
            Column("Département", align="right", width=1.3),
            Column("Part du public", align="right", width=1.1),
            Column(f"Minimum {percent(least.value)}", width=1.1),
        ),
        rows=written(rows),
        source=least.source.title,
    )


def operations_by_year(plan: FinancingPlan) -> Table:
    """The schedule of spending by operation, HT, as a DGD request asks for it."""
    rows = [
        year_row(
            plan,
            f"{operation.code}. {operation.title}",
            lambda year, code=operation.code: plan.cost_ht(year=year, operation=code),
            cost_doubt(plan, operation=operation.code),
        )
        for operation in plan.operations
    ]
    rows.append(year_row(plan, "Total", lambda year: plan.cost_ht(year=year), cost_doubt(plan)))
    return Table(
        caption="Échéancier des dépenses par opération (HT)",
        columns=year_columns(plan, "Opération"),
        rows=written(rows),
        totals=(len(rows) - 1,),
    )
