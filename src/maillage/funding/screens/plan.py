"""The financing plan on screen: key figures, uses and resources side by side, operations."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from maillage.base.plugs import Project
from maillage.base.ui.components import Cell, Head, Listing, Tile, Tone
from maillage.base.ui.pages import to
from maillage.base.values.french import euros, percent
from maillage.funding.domain import FinancingPlan, Operation
from maillage.funding.domain.own_share import own_share_verdict
from maillage.funding.domain.standing import Standing, awaits_aids
from maillage.funding.domain.unknown import KNOWN, Doubt, aid_doubt, cost_doubt, left_doubt
from maillage.funding.domain.why import PlanFigure
from maillage.funding.readings import plan_of
from maillage.funding.screens.doubt import UNKNOWN, in_doubt
from maillage.funding.screens.plan_sides import fctva_of
from maillage.funding.screens.why.links import WhyLinks
from maillage.funding.telling import own_share_badge

Row = Sequence[Cell | str]


def share_of(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    return part / whole if whole and part is not None else None


def _gauge(part: Decimal | None, whole: Decimal | None) -> float | None:
    share = share_of(part, whole)
    return None if share is None else float(share)


def plan_tiles(request: Any, plan: FinancingPlan, year: int | None) -> list[Tile]:
    """What it costs, what comes in, what is left to the département; in a year or overall. Each says how it is made."""
    link = WhyLinks(request, annee=year)
    cost, granted, own = plan.cost_ht(year=year), plan.granted(year=year), plan.own_share(year=year)
    ttc, (fctva, _) = plan.cost_ttc(year=year), fctva_of(plan, year)
    tone = Tone.BAD if own < 0 else Tone.NEUTRAL
    waiting, spent, aids = awaits_aids(plan), cost_doubt(plan), aid_doubt(plan)

    def told(amount: Decimal, doubt: Doubt) -> str:
        return in_doubt(amount, "", doubt, year).text if not amount and doubt != KNOWN else euros(amount)

    return [
        Tile("Dépenses HT", told(cost, spent), f"{told(ttc, spent)} TTC", link(PlanFigure.COST)),
        Tile(
            "Recettes attendues, au moins" if waiting and granted else "Recettes attendues",
            told(granted, aids),
            _part(granted, cost),
            link(PlanFigure.AIDS),
            share=_gauge(granted, cost),
        ),
        Tile(
            "Reste à charge HT, au plus" if waiting and not plan.unpriced else "Reste à charge HT",
            told(own, left_doubt(spent, aids)),
            _part(own, cost),
            link(PlanFigure.OWN),
            tone,
            _gauge(own, cost),
        ),
        Tile(
            "Coût net",
            told(ttc - granted - fctva, left_doubt(spent, aids)),
            "TTC, recettes et FCTVA déduits",
            link(PlanFigure.NET),
        ),
    ]


def _part(part: Decimal, whole: Decimal) -> str:
    return f"{percent(part / whole)} des dépenses" if whole else ""


def standing_tiles(request: Any, standing: Standing) -> list[Tile]:
    """Asked, promised, notified, still to obtain: each against what the plan expects, and leads to the aids that make
    it (of a year: to what they pay that year)."""
    link = WhyLinks(request, annee=standing.year)

    def tile(label: str, amount: Decimal | None, status: str, tone: Tone = Tone.NEUTRAL) -> Tile:
        share = share_of(amount, standing.expected)
        note = "" if share is None else f"{percent(share)} de ce que le plan attend"
        url = f"{to(request, 'funding:grants')}?etat={status}"
        if standing.year is not None:
            url = link(PlanFigure.AIDS, etat=status)
        return Tile(label, euros(amount), note, url, tone, _gauge(amount, standing.expected))

    missing = Tone.WARNING if standing.missing else Tone.GOOD if standing.missing == 0 else Tone.NEUTRAL
    return [
        tile("Demandé", standing.requested, "requested"),
        tile("Promis", standing.promised, "promised"),
        tile("Notifié", standing.notified, "notified"),
        tile("Reste à obtenir", standing.missing, "missing", missing),
    ]


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
    spent = cost_doubt(plan, operation=operation.code)
    aids = aid_doubt(plan, operation=operation.code)
    link = WhyLinks(request, annee=year, operation=operation.code)
    shown = in_doubt(cost, link(PlanFigure.COST), spent, year)
    row: list[Cell | str] = [
        Cell(f"{operation.code}. {operation.title}", to(request, "funding:operation", operation.code)),
        operation.section.label,
        shown,
        in_doubt(granted, link(PlanFigure.AIDS), aids, year),
        # Of a cost that nobody knows, what is left to pay is not known either.
        shown
        if shown.text == UNKNOWN
        else in_doubt(own, link(PlanFigure.OWN), left_doubt(spent, aids), year),
    ]
    if year is None:
        share = plan.public_share_of(operation.code)
        verdict = own_share_verdict(plan, operation, project.rules, project.today)
        row.append(Cell(percent(share) if share is not None else "–", sort=share))
        row.append(Cell("", badge=own_share_badge(operation, verdict)))
    return row
