"""Cash on screen: what the département advances, month after month, and what each year costs in money."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from maillage.base.charts import MonthPoint, month_curve
from maillage.base.plugs import Project
from maillage.base.ui.components import Cell, Head, Listing, Tile, Tone
from maillage.base.ui.pages import to
from maillage.base.values.euros import total
from maillage.base.values.french import euros, month, percent
from maillage.base.values.sources import Confidence
from maillage.base.values.tree import Column, Picture, Table
from maillage.funding.credits import per_inhabitant
from maillage.funding.domain import FinancingPlan
from maillage.funding.domain.cash import CashFlow
from maillage.funding.domain.unknown import aid_doubt
from maillage.funding.domain.why import PlanFigure
from maillage.funding.screens.amounts import amount, even
from maillage.funding.screens.doubt import UNKNOWN
from maillage.funding.screens.why.links import why_url
from maillage.funding.tables.amounts import written


def deepest(plan: FinancingPlan) -> CashFlow | None:
    """The month in which the département has advanced most; None when it never advances anything."""
    lowest = min(plan.cash_flows, key=lambda flow: flow.balance, default=None)
    return lowest if lowest and lowest.balance < 0 else None


def cash_tiles(project: Project, plan: FinancingPlan) -> list[Tile]:
    trough, department = deepest(plan), project.network.department
    cost = plan.cost_ttc()
    back = plan.granted() + plan.fctva()
    share = percent(-trough.balance / cost) if trough and cost else ""
    head = per_inhabitant(project, plan.net_cost)
    unknown = bool(plan.undated) or not plan.expenses
    return [
        Tile("Payé TTC", euros(cost), "sur tout le programme", why_url(department, PlanFigure.COST_TTC)),
        Tile("Rendu", euros(back), "aides et FCTVA, chacun avec son délai"),
        Tile(
            "Avance au plus fort",
            euros(-trough.balance if trough else None if unknown else Decimal(0)),
            f"en {month(trough.month)}, {share} du coût"
            if trough
            else "aucune dépense n'a encore d'année"
            if unknown
            else "rien n'est avancé",
            tone=Tone.WARNING if trough else Tone.NEUTRAL if unknown else Tone.GOOD,
        ),
        Tile(
            "Coût net",
            euros(plan.net_cost),
            f"{euros(head, 2)} par habitant" if head is not None else "une fois tout rendu",
            why_url(department, PlanFigure.NET),
        ),
    ]


def cash_picture(plan: FinancingPlan) -> Picture | None:
    """The running balance; nothing without any flow."""
    flows = plan.cash_flows
    if not any(flow.spent_ttc or flow.grants or flow.fctva for flow in flows):
        return None
    trough = deepest(plan)
    told = f"Au plus bas en {month(trough.month)} : {euros(trough.balance)}. " if trough else ""
    last = flows[-1]
    return Picture(
        caption="Solde cumulé de trésorerie, mois après mois",
        spec=month_curve(
            points=[
                MonthPoint(day=flow.month, value=float(flow.balance), text=euros(flow.balance))
                for flow in flows
            ]
        ),
        alt=f"Courbe du solde cumulé, TTC. {told}À la fin, en {month(last.month)} : {euros(last.balance)}.",
        source="Lecture : solde = reçu moins payé ; sous zéro, le Département a payé plus qu'il n'a reçu. La fin de la courbe "
        f"est le coût net, avec un signe moins{', sans les dépenses à dater' if plan.undated else ''}.",
        data=months_table(plan),
    )


def months_table(plan: FinancingPlan) -> Table:
    """The months in which something happens."""
    rows = written(
        (month(f.month), f.spent_ttc, f.grants, f.fctva, f.balance)
        for f in plan.cash_flows
        if f.spent_ttc or f.grants or f.fctva
    )
    labels = ("Payé TTC", "Aides reçues", "FCTVA", "Solde cumulé")
    return Table(
        caption="Trésorerie mois par mois",
        columns=(Column("Mois", width=1.2), *(Column(label, align="right") for label in labels)),
        rows=rows,
    )


def _undated(plan: FinancingPlan) -> list[Cell | str]:
    """What has no year yet, as the table of the plan has it: with the balances of the years it gives the net cost."""
    spent, back = total(e.ttc for e in plan.undated), total(e.fctva for e in plan.undated)
    least = aid_doubt(plan).undated
    net = replace(amount(back - spent), note=least.label if least else "")
    return ["À dater", amount(spent), UNKNOWN if least else amount(Decimal(0)), amount(back), net, ""]


def years_listing(request: Any, plan: FinancingPlan) -> Listing:
    """Each year from the first to that of the last money: what goes out, what comes in, the balances."""
    rows: list[list[Cell | str]] = []
    for year in plan.cash_years:
        flows = [flow for flow in plan.cash_flows if flow.month.year == year]
        balance = flows[-1].balance if flows else Decimal(0)
        net = total(flow.net for flow in flows)
        rows.append(
            [
                Cell(str(year), f"{to(request, 'funding:plan')}?annee={year}" if year in plan.years else ""),
                amount(plan.cost_ttc(year=year)),
                amount(plan.received(year)),
                amount(plan.fctva(paid_year=year)),
                amount(net),
                amount(balance),
            ]
        )
    if plan.undated:
        rows.append(_undated(plan))
    heads = (
        "Payé TTC",
        "Aides reçues",
        "FCTVA reçu",
        "Solde de l'année (reçu moins payé)",
        "Solde cumulé en fin d'année",
    )
    return even(
        Listing(
            caption="Ce que chaque année coûte vraiment",
            heads=(Head("Année"), *(Head(head, "right") for head in heads)),
            rows=rows,
            source="échéancier de chaque financeur, régime du FCTVA du référentiel",
            confidence=Confidence.TO_CONFIRM,
            anchor="annees",
        )
    )
