"""Money in and out by year, TTC."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from maillage.base.values.euros import total
from maillage.base.values.french import number
from maillage.base.values.sources import Confidence
from maillage.base.values.tree import Column, Table
from maillage.funding.domain import FinancingPlan
from maillage.funding.tables.amounts import written
from maillage.funding.tables.years import Figures


def cash_table(plan: FinancingPlan) -> Table:
    """Money in and out by year, TTC, up to the year of the last FCTVA."""
    years = plan.cash_years
    lines: tuple[tuple[str, Callable[[int], Decimal]], ...] = (
        ("Dépenses TTC", lambda year: plan.cost_ttc(year=year)),
        ("Recettes encaissées", plan.received),
        ("FCTVA encaissé", lambda year: plan.fctva(paid_year=year)),
        ("À la charge du département", plan.cash),
    )
    rows: list[Figures] = [
        (label, *(of(year) for year in years), total(of(year) for year in years)) for label, of in lines
    ]
    return Table(
        caption="Trésorerie par année (€ TTC)",
        columns=(
            Column("Mouvement", width=2.4),
            *(Column(str(year), align="right") for year in years),
            Column("Total", align="right", width=1.1),
        ),
        rows=written(rows, number),
        totals=(len(rows) - 1,),
        source="Lecture : un montant négatif est une année où il rentre plus d'argent qu'il n'en sort. "
        "Le décalage des versements et du FCTVA est à confirmer.",
        confidence=Confidence.TO_CONFIRM,
    )
