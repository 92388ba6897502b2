"""From the gross cost to the net one: TTC, each funder, FCTVA, what the département ends up paying."""

from __future__ import annotations

from decimal import Decimal

from maillage.base.charts import WaterfallStep, waterfall
from maillage.base.values.french import euros
from maillage.base.values.tree import Column, Picture, Table
from maillage.funding.domain import FinancingPlan
from maillage.funding.screens.plan_sides import fctva_of


def net_picture(plan: FinancingPlan, year: int | None) -> Picture:
    steps = _steps(plan, year)
    when = f" des dépenses de {year}" if year else ""
    told = " ; ".join(f"{label} {euros(amount)}" for label, amount, _ in steps)
    return Picture(
        caption=f"Du coût TTC au coût net{when}",
        spec=waterfall(
            steps=[
                WaterfallStep(label=label, amount=float(amount), text=euros(amount), stop=stop)
                for label, amount, stop in steps
            ]
        ),
        alt=f"Cascade, de haut en bas : {told}.",
        source="Lecture : chaque aide puis le FCTVA se retirent du coût TTC ; ce qui reste est payé par le Département. "
        "Montants calculés au centime, arrondis à l'euro : une somme refaite à la main peut différer d'un euro.",
        data=Table(
            caption=f"Du coût TTC au coût net{when}",
            columns=(Column("Étape", width=3), Column("Montant", align="right")),
            rows=tuple((label, euros(amount)) for label, amount, _ in steps),
            totals=tuple(rank for rank, (_, _, stop) in enumerate(steps) if stop),
        ),
    )


def _steps(plan: FinancingPlan, year: int | None) -> list[tuple[str, Decimal, bool]]:
    """Label, amount (negative: taken away), whether it is where one stands."""
    cost, (fctva, back) = plan.cost_ttc(year=year), fctva_of(plan, year)
    aids = [(funder.name, -plan.granted(year=year, funder=funder.code), False) for funder in plan.funders]
    found = [("Dépenses TTC", cost, True), *(aid for aid in aids if aid[1])]
    if fctva:
        found.append((f"FCTVA, {back}" if back else "FCTVA", -fctva, False))
    return [*found, ("Coût net pour le Département", cost - plan.granted(year=year) - fctva, True)]
