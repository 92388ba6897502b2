"""The plan as people know it: expenses on the left, resources on the right, with the same total."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from maillage.base.ui.components import Badge, Cell, Head, Listing, Tone
from maillage.base.ui.pages import to
from maillage.base.values.euros import total
from maillage.base.values.french import euros
from maillage.funding.domain import BudgetSection, FinancingPlan
from maillage.funding.domain.unknown import Doubt, aid_doubt, cost_doubt, left_doubt
from maillage.funding.domain.why import PlanFigure
from maillage.funding.screens.doubt import UNKNOWN, in_doubt
from maillage.funding.screens.plan_view import PlanView
from maillage.funding.screens.why.links import WhyLinks
from maillage.funding.telling import OF

Row = Sequence[Cell | str]


def uses(request: Any, plan: FinancingPlan, view: PlanView) -> Listing:
    """The left side: operations, by section of the budget. Every amount leads to what it is made of."""
    link = WhyLinks(request, annee=view.year)
    figure = PlanFigure.COST_TTC if view.ttc else PlanFigure.COST
    cost = plan.cost_ttc if view.ttc else plan.cost_ht
    rows: list[Row] = []
    totals: list[int] = []
    for section in BudgetSection:
        for operation in plan.operations:
            amount = cost(year=view.year, operation=operation.code, section=section)
            if amount:
                name = Cell(
                    f"{operation.code}. {operation.title}", to(request, "funding:operation", operation.code)
                )
                url = link(figure, operation=operation.code, section=section.value)
                rows.append((name, _cell(amount, url)))
        if spent := cost(year=view.year, section=section):
            totals.append(len(rows))
            least = cost_doubt(plan, section=section)
            url = link(figure, section=section.value)
            rows.append((f"Dépenses {OF[section]}", _told(spent, url, least, view)))
    totals.append(len(rows))
    tax = "TTC" if view.ttc else "HT"
    whole = _told(cost(year=view.year), link(figure), cost_doubt(plan), view)
    rows.append((f"Total des dépenses {tax}", whole))
    return _side("Dépenses", "Opération", rows, totals, tax, "plan-depenses")


def resources(request: Any, plan: FinancingPlan, view: PlanView) -> Listing:
    """The right side: each funder, in TTC the FCTVA, then what is left to the département."""
    link = WhyLinks(request, annee=view.year)
    granted = plan.granted(year=view.year)
    rows: list[Row] = []
    for funder in plan.funders:
        amount = plan.granted(year=view.year, funder=funder.code)
        told = _told(
            amount,
            link(PlanFigure.AIDS, financeur=funder.code),
            aid_doubt(plan, funder=funder.code),
            view,
        )
        if amount or told.text == UNKNOWN:
            name = Cell(funder.name, to(request, "funding:funder", funder.code))
            rows.append((name, told))
    totals: list[int] = []
    if rows:
        totals.append(len(rows))
        rows.append(("Recettes attendues", _told(granted, link(PlanFigure.AIDS), aid_doubt(plan), view)))
    rows += _left(plan, view, link)
    totals.append(len(rows))
    tax = "TTC" if view.ttc else "HT"
    cost = plan.cost_ttc(year=view.year) if view.ttc else plan.cost_ht(year=view.year)
    rows.append(
        (
            f"Total des ressources {tax}",
            _told(cost, link(PlanFigure.COST_TTC if view.ttc else PlanFigure.COST), cost_doubt(plan), view),
        )
    )
    return _side("Ressources", "Financeur", rows, totals, tax, "plan-ressources")


def _left(plan: FinancingPlan, view: PlanView, link: WhyLinks) -> list[Row]:
    """HT: the own share. TTC: the FCTVA with its lag, then what the département ends up paying."""
    left = left_doubt(cost_doubt(plan), aid_doubt(plan))
    if not view.ttc:
        own = plan.own_share(year=view.year)
        name = Cell("Département (reste à charge)", note="calculé : dépenses moins recettes")
        return [(name, _signed(_told(own, link(PlanFigure.OWN), left, view), own))]
    fctva, years = fctva_of(plan, view.year)
    net = plan.cost_ttc(year=view.year) - plan.granted(year=view.year) - fctva
    back = Cell("FCTVA", note=f"remboursé par l'État {years}" if years else "aucune dépense éligible")
    name = Cell("Département (coût net)", note="calculé : TTC moins recettes et FCTVA")
    return [
        (back, _cell(fctva, link(PlanFigure.FCTVA))),
        (name, _signed(_told(net, link(PlanFigure.NET), left, view), net)),
    ]


def fctva_of(plan: FinancingPlan, year: int | None) -> tuple[Decimal, str]:
    """What the expenses of a year, or all, give back, and when: "en 2028" or "de 2028 à 2030"."""
    giving = [e for e in plan.expenses if e.fctva and (year is None or e.year == year)]
    years = sorted({e.fctva_year for e in giving if e.fctva_year})
    told = f"de {years[0]} à {years[-1]}" if len(years) > 1 else f"en {years[0]}" if years else ""
    return total(e.fctva for e in giving), told


def _told(amount: Decimal, url: str, doubt: Doubt, view: PlanView) -> Cell:
    """The amount, unless it is unknown or bounded in what is shown."""
    found = in_doubt(amount, url, doubt, view.year)
    return found if found.text == UNKNOWN or found.note else _cell(amount, url)


def _signed(cell: Cell, amount: Decimal) -> Cell:
    """Aids above the costs leave less than nothing: it is said, not only written with a minus."""
    badge = Badge("aides trop fortes", Tone.BAD) if amount < 0 else None
    return replace(cell, badge=badge)


def _cell(amount: Decimal, url: str) -> Cell:
    return Cell(euros(amount), url, sort=amount)


def _side(
    caption: str, first: str, rows: Sequence[Row], totals: Sequence[int], tax: str, anchor: str
) -> Listing:
    heads = (Head(first), Head(f"Montant {tax}", "right"))
    return Listing(caption=caption, heads=heads, rows=rows, totals=totals, anchor=anchor)
