"""Money in and out by year, TTC."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from maillage.base.values.euros import ZERO, total
from maillage.base.values.french import number
from maillage.base.values.sources import Confidence
from maillage.base.values.tree import Column, Table
from maillage.funding.domain import FinancingPlan
from maillage.funding.domain.unknown import Bound, aid_doubt
from maillage.funding.tables.amounts import written
from maillage.funding.tables.years import Figures, bounded


def cash_table(plan: FinancingPlan) -> Table:
    """Money in and out by year, TTC, up to the year of the last FCTVA."""
    years = plan.cash_years
    lines: tuple[tuple[str, Callable[[int], Decimal]], ...] = (
        ("Dépenses TTC", lambda year: plan.cost_ttc(year=year)),
        ("Recettes encaissées", plan.received),
        ("FCTVA encaissé", lambda year: plan.fctva(paid_year=year)),
        ("Solde de l'année (reçu moins payé)", plan.balance),
    )
    late = _undated(plan)
    rows: list[Figures] = []
    for rank, (label, of) in enumerate(lines):
        amounts = [of(year) for year in years]
        loose = [bounded(*late[rank])] if plan.undated else []
        whole = total([*amounts, late[rank][0]])
        rows.append((label, *amounts, *loose, bounded(whole, late[rank][1])))
    heads = [*map(str, years), *(["À dater"] if plan.undated else [])]
    return Table(
        caption="Trésorerie par année (€ TTC)",
        columns=(
            Column("Mouvement", width=2.4),
            *(Column(head, align="right") for head in heads),
            Column("Total", align="right", width=1.1),
        ),
        rows=written(rows, number),
        totals=(len(rows) - 1,),
        source="Lecture : un solde négatif est une année où le Département paie plus qu'il ne reçoit ; "
        "leur total est le coût net. Le décalage des versements et du FCTVA est à confirmer.",
        confidence=Confidence.TO_CONFIRM,
    )


def _undated(plan: FinancingPlan) -> tuple[tuple[Decimal, Bound | None], ...]:
    """For each line, what comes without a year, and how it is bounded."""
    spent, back = total(e.ttc for e in plan.undated), total(e.fctva for e in plan.undated)
    least = aid_doubt(plan).undated
    return (spent, None), (ZERO, least), (back, None), (back - spent, least)
