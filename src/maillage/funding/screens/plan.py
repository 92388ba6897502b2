"""The financing plan on screen: key figures, uses and resources side by side, operations."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from maillage.base.plugs import Project
from maillage.base.ui.components import Cell, Head, Listing, Tile, Tone
from maillage.base.ui.pages import to
from maillage.base.values.french import euros, percent
from maillage.funding.domain import BudgetSection, FinancingPlan, Operation
from maillage.funding.domain.own_share import own_share_verdict
from maillage.funding.domain.standing import Standing
from maillage.funding.readings import plan_of
from maillage.funding.telling import OF, own_share_badge

Row = Sequence[Cell | str]


def share_of(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    return part / whole if whole and part is not None else None


def _gauge(part: Decimal | None, whole: Decimal | None) -> float | None:
    share = share_of(part, whole)
    return None if share is None else float(share)


def plan_tiles(plan: FinancingPlan, year: int | None) -> list[Tile]:
    """What it costs, what comes in, what is left to the département; in a year or overall."""
    cost, granted, own = plan.cost_ht(year=year), plan.granted(year=year), plan.own_share(year=year)
    tiles = [
        Tile("Dépenses HT", euros(cost), f"{euros(plan.cost_ttc(year=year))} TTC"),
        Tile("Recettes attendues", euros(granted), _part(granted, cost), share=_gauge(granted, cost)),
        Tile("Reste à charge HT", euros(own), _part(own, cost), share=_gauge(own, cost)),
    ]
    if year is None:
        tiles.append(Tile("Coût net", euros(plan.net_cost), "TTC, recettes et FCTVA déduits"))
    else:
        tiles.append(
            Tile(f"Trésorerie de {year}", euros(plan.cash(year)), "TTC, ce que l'année coûte vraiment")
        )
    return tiles


def _part(part: Decimal, whole: Decimal) -> str:
    return f"{percent(part / whole)} des dépenses" if whole else ""


def standing_tiles(standing: Standing, grants: str) -> list[Tile]:
    """Asked, promised, notified, still to obtain: each against what the plan expects. `grants`: their page."""

    def tile(label: str, amount: Decimal | None, status: str, tone: Tone = Tone.NEUTRAL) -> Tile:
        share = share_of(amount, standing.expected)
        note = "" if share is None else f"{percent(share)} de ce que le plan attend"
        return Tile(
            label, euros(amount), note, f"{grants}?etat={status}", tone, _gauge(amount, standing.expected)
        )

    missing = Tone.WARNING if standing.missing else Tone.GOOD if standing.missing == 0 else Tone.NEUTRAL
    return [
        tile("Demandé", standing.requested, "requested"),
        tile("Promis", standing.promised, "promised"),
        tile("Notifié", standing.notified, "notified"),
        tile("Reste à obtenir", standing.missing, "missing", missing),
    ]


def uses(request: Any, plan: FinancingPlan, year: int | None) -> Listing:
    """The left side of the balance: operations, by section of the budget."""
    rows: list[Row] = []
    totals: list[int] = []
    for section in BudgetSection:
        spent = plan.cost_ht(year=year, section=section)
        for operation in plan.operations:
            amount = plan.cost_ht(year=year, operation=operation.code)
            if operation.section is section and amount:
                name = f"{operation.code}. {operation.title}"
                rows.append((Cell(name, to(request, "funding:operation", operation.code)), euros(amount)))
        if spent:
            totals.append(len(rows))
            rows.append((f"Dépenses {OF[section]}", euros(spent)))
    totals.append(len(rows))
    rows.append(("Total des dépenses HT", euros(plan.cost_ht(year=year))))
    return _side("Dépenses", "Opération", rows, totals, "plan-depenses")


def resources(request: Any, plan: FinancingPlan, year: int | None) -> Listing:
    """The right side: each funder, then what is left to the département. The total is that of the uses."""
    granted, own = plan.granted(year=year), plan.own_share(year=year)
    rows: list[Row] = []
    for funder in plan.funders:
        amount = plan.granted(year=year, funder=funder.code)
        if amount:
            rows.append((Cell(funder.name, to(request, "funding:funder", funder.code)), euros(amount)))
    totals: list[int] = []
    if rows:
        totals.append(len(rows))
        rows.append(("Recettes attendues", euros(granted)))
    rows.append((Cell("Département (reste à charge)", note="calculé : dépenses moins recettes"), euros(own)))
    totals.append(len(rows))
    rows.append(("Total des ressources HT", euros(granted + own)))
    return _side("Ressources", "Financeur", rows, totals, "plan-ressources")


def _side(caption: str, first: str, rows: Sequence[Row], totals: Sequence[int], anchor: str) -> Listing:
    heads = (Head(first), Head("Montant HT", "right"))
    return Listing(caption=caption, heads=heads, rows=rows, totals=totals, anchor=anchor)


def operations(request: Any, project: Project, year: int | None) -> Listing:
    """Every operation with what the rule of the minimum own share says; in a year, its amounts only."""
    plan = plan_of(project)
    least = project.rules.value("funding.own_share.minimum", on=project.today)
    heads = [
        Head("Opération", key="operation"),
        Head("Section", key="section"),
        Head("Dépenses HT", "right", "depenses"),
        Head("Recettes", "right", "recettes"),
        Head("Département", "right", "departement"),
    ]
    if year is None:
        heads += [
            Head("Part du public", "right", "part"),
            Head(f"Minimum {percent(least.value)}", key="regle"),
        ]
    rows = [_operation(request, project, operation, year) for operation in plan.operations]
    return Listing(
        caption="Opérations : dépenses, recettes et part du Département" + (f", {year}" if year else ""),
        heads=heads,
        rows=rows,
        source=least.source.title if year is None else "",
        confidence=least.confidence,
        empty="Aucune opération : c'est ce que l'on dépose auprès d'un financeur comme un tout.",
        anchor="operations",
    )


def _operation(request: Any, project: Project, operation: Operation, year: int | None) -> Row:
    plan = plan_of(project)
    cost = plan.cost_ht(year=year, operation=operation.code)
    granted = plan.granted(year=year, operation=operation.code)
    own = cost - granted
    row: list[Cell | str] = [
        Cell(f"{operation.code}. {operation.title}", to(request, "funding:operation", operation.code)),
        operation.section.label,
        Cell(euros(cost), sort=cost),
        Cell(euros(granted), sort=granted),
        Cell(euros(own), sort=own),
    ]
    if year is None:
        share = plan.public_share_of(operation.code)
        verdict = own_share_verdict(plan, operation, project.rules, project.today)
        row.append(Cell(percent(share) if share is not None else "–", sort=share))
        row.append(Cell("", badge=own_share_badge(operation, verdict)))
    return row
