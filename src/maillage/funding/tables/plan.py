"""The plan HT, then TTC with the FCTVA, per year and overall: the tables that a DRAC and an assembly read first."""

from __future__ import annotations

from decimal import Decimal

from maillage.base.values.euros import total
from maillage.base.values.tree import Table
from maillage.funding.domain import BudgetSection, FinancingPlan
from maillage.funding.domain.unknown import aid_doubt, cost_doubt, left_doubt
from maillage.funding.tables.amounts import written
from maillage.funding.tables.years import Figures, year_columns, year_row


def yearly_plan(plan: FinancingPlan) -> Table:
    """Uses then resources, HT, year by year; both totals are equal by construction."""
    rows: list[Figures] = []
    for section in BudgetSection:
        label = (
            f"Dépenses d'{section.label}"
            if section is BudgetSection.INVESTMENT
            else f"Dépenses de {section.label}"
        )
        rows.append(
            year_row(
                plan,
                label,
                lambda year, section=section: plan.cost_ht(year=year, section=section),
                cost_doubt(plan, section=section),
            )
        )
    spent = cost_doubt(plan)
    rows.append(year_row(plan, "Total des dépenses HT", lambda year: plan.cost_ht(year=year), spent))
    totals = [len(rows) - 1]
    rows += _payers(plan, "Département (reste à charge)")
    rows.append(
        year_row(
            plan,
            "Total des ressources",
            lambda year: plan.granted(year=year) + plan.own_share(year=year),
            spent,
        )
    )
    totals.append(len(rows) - 1)
    return Table(
        caption="Plan de financement par année et global (HT)",
        columns=year_columns(plan, "Dépenses et ressources"),
        rows=written(rows),
        totals=tuple(totals),
        source="Lecture : le reste à charge est calculé : dépenses moins recettes. Le FCTVA n'est pas une recette du plan HT.",
    )


def _payers(plan: FinancingPlan, own: str) -> list[Figures]:
    """The funders, then the département."""
    rows = [
        year_row(
            plan,
            funder.name,
            lambda year, code=funder.code: plan.granted(year=year, funder=code),
            aid_doubt(plan, funder=funder.code),
        )
        for funder in plan.funders
    ]
    left = left_doubt(cost_doubt(plan), aid_doubt(plan))
    return [*rows, year_row(plan, own, lambda year: plan.own_share(year=year), left)]


def taxed_plan(plan: FinancingPlan) -> Table:
    """The same TTC: what is spent, what the FCTVA of each year's spending will give back, what is left."""

    def back(year: int | None) -> Decimal:
        return total(e.fctva for e in plan.expenses if year is None or e.year == year)

    spent, aids = cost_doubt(plan), aid_doubt(plan)
    rows = (
        year_row(plan, "Dépenses TTC", lambda year: plan.cost_ttc(year=year), spent),
        year_row(plan, "Aides", lambda year: plan.granted(year=year), aids),
        year_row(plan, "FCTVA à attendre de ces dépenses", back, spent),
        year_row(
            plan,
            "Coût net pour le Département",
            lambda year: plan.cost_ttc(year=year) - plan.granted(year=year) - back(year),
            left_doubt(spent, aids),
        ),
    )
    return Table(
        caption="Le plan toutes taxes comprises, FCTVA déduit",
        columns=year_columns(plan, "Dépenses et ce qui en revient"),
        rows=written(rows),
        totals=(len(rows) - 1,),
        source="Lecture : aides et FCTVA sont rapportés à l'année de la dépense ; la trésorerie dit quand ils arrivent.",
    )


def resources_by_year(plan: FinancingPlan) -> Table:
    """Who pays in each year: the figures of the stacked columns."""
    return Table(
        caption="Ressources par année et par financeur (HT)",
        columns=year_columns(plan, "Financeur"),
        rows=written(_payers(plan, "Département")),
    )
