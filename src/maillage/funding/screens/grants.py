"""Funders and their aids on screen: where each stands, from when it is needed, until when it holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.timezone import localtime

from maillage.base.plugs import Project
from maillage.base.ui.components import Cell, Head, Listing
from maillage.base.ui.editing.history import Line
from maillage.base.ui.filters import Filter, chosen
from maillage.base.ui.pages import to
from maillage.base.values.euros import total
from maillage.base.values.french import UNKNOWN, count, euros, short_date
from maillage.base.values.sources import Confidence
from maillage.funding.domain import Funder, FundingStatus
from maillage.funding.domain.standing import LineStanding
from maillage.funding.readings import funding_of, lines_of
from maillage.funding.telling import status_badge, told_base

# Beside each status alone: what the tiles of the plan count.
GROUPS = {
    "envisaged": tuple(FundingStatus),
    "requested": (FundingStatus.REQUESTED, FundingStatus.PROMISED, FundingStatus.NOTIFIED),
    "promised": (FundingStatus.PROMISED, FundingStatus.NOTIFIED),
    "notified": (FundingStatus.NOTIFIED,),
    "missing": (FundingStatus.ENVISAGED, FundingStatus.REQUESTED, FundingStatus.PROMISED),
}
LABELS = (
    ("requested", "Demandées (promises et notifiées comprises)"),
    ("promised", "Promises (notifiées comprises)"),
    ("notified", "Notifiées"),
    ("missing", "Restant à obtenir"),
)


def status_filter(params: Mapping[str, str]) -> Filter:
    return chosen("etat", "État", LABELS, params)


def asked_for(project: Project, status: str) -> list[LineStanding]:
    """The aids that a choice of the filter keeps."""
    kept = GROUPS[status or "envisaged"]
    return [item for item in lines_of(project) if item.line.status in kept]


def lines_listing(
    request: Any, items: Iterable[LineStanding], *, caption: str = "Recettes attendues"
) -> Listing:
    """One row an aid, and the total; unknown as soon as one amount is."""
    items = list(items)
    rows: list[list[Cell | str]] = [_line(request, item) for item in items]
    if rows:
        rows.append(["Total de ce qui est montré", "", euros(sum_of(items)), "", "", ""])
    return Listing(
        caption=caption,
        heads=(
            Head("Financeur", key="financeur"),
            Head("Opération", key="operation"),
            Head("Montant", "right", "montant"),
            Head("État", key="etat"),
            Head("Utile à partir du", key="besoin"),
            Head("À engager avant le", key="engager"),
        ),
        rows=rows,
        totals=(len(rows) - 1,) if rows else (),
        empty="Aucune recette ne répond à cette recherche.",
        anchor="recettes",
        confidence=Confidence.TO_CONFIRM
        if any(item.line.status is not FundingStatus.NOTIFIED for item in items)
        else Confidence.CONFIRMED,
    )


def _line(request: Any, item: LineStanding) -> list[Cell | str]:
    line, operation = item.line, item.operation
    note = f"le\u00a0{short_date(line.notified_on)}" if line.notified_on else ""
    rank = list(FundingStatus).index(line.status)
    return [
        Cell(
            item.funder.name,
            to(request, "funding:fundingline", line.code),
            note=f"{line.code} {line.note}".strip(),
        ),
        Cell(f"{operation.code}. {operation.title}", to(request, "funding:operation", operation.code)),
        Cell(euros(item.amount), sort=item.amount, note=told_base(line)),
        Cell("", badge=status_badge(line.status), note=note, sort=rank),
        Cell(short_date(item.first_use) if item.first_use else UNKNOWN, sort=item.first_use),
        Cell(short_date(item.commit_by) if item.commit_by else "", sort=item.commit_by),
    ]


def funders_listing(request: Any, project: Project) -> Listing:
    """Who pays besides the département, and what each is counted on for."""
    rows = [_funder(request, project, funder) for funder in funding_of(project).funders]
    return Listing(
        caption="Financeurs",
        heads=(
            Head("Financeur"),
            Head("Nature"),
            Head("Aides"),
            Head("Attendu", "right"),
            Head("Notifié", "right"),
            Head("Versement"),
        ),
        rows=rows,
        empty="Aucun financeur n'est encore décrit : le Département paierait tout.",
        anchor="financeurs",
    )


def _funder(request: Any, project: Project, funder: Funder) -> list[Cell | str]:
    items = [item for item in lines_of(project) if item.funder.code == funder.code]
    return [
        Cell(funder.name, to(request, "funding:funder", funder.code)),
        funder.kind.label,
        count(len(items), "aide"),
        euros(sum_of(items)),
        euros(sum_of(notified(items))),
        told_lag(funder),
    ]


def notified(items: Iterable[LineStanding]) -> list[LineStanding]:
    return [item for item in items if item.line.status is FundingStatus.NOTIFIED]


def sum_of(items: Iterable[LineStanding]) -> Decimal | None:
    """What aids bring together; None as soon as one is unknown."""
    amounts = [item.amount for item in items]
    return None if None in amounts else total(amount for amount in amounts if amount is not None)


def told_lag(funder: Funder) -> str:
    lag = funder.payment_lag
    return f"{count(lag, 'an')} après la dépense" if lag else "l'année de la dépense"


def status_history(lines: Iterable[Line]) -> Listing:
    """The changes of state of an aid, newest first, from its trail."""
    rows = [
        (short_date(localtime(line.at).date()), line.who, change.label, change.before, change.after)
        for line in lines
        for change in line.changes
        if change.name in ("status", "notified_on")
    ]
    return Listing(
        caption="Changements d'état",
        heads=(Head("Le"), Head("Par"), Head("Champ"), Head("Avant"), Head("Après")),
        rows=rows,
        empty="L'état de cette aide n'a pas changé depuis qu'elle est dans Maillage.",
        anchor="changements",
    )
