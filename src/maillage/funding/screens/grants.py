"""Funders and their aids on screen: where each stands, from when it is needed, until when it holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.timezone import localtime

from maillage.base.plugs import Project
from maillage.base.ui.components import Badge, Cell, Head, Listing, Tone
from maillage.base.ui.editing.history import Line
from maillage.base.ui.filters import Filter, chosen
from maillage.base.ui.pages import to
from maillage.base.values.euros import total
from maillage.base.values.french import UNKNOWN, euros, short_date
from maillage.base.values.sources import Confidence
from maillage.funding.coming import coming
from maillage.funding.domain import FundingStatus
from maillage.funding.domain.standing import LineStanding
from maillage.funding.readings import lines_of
from maillage.funding.screens.amounts import amount, even
from maillage.funding.telling import status_badge, told_base

# Beside each status alone: what the tiles of the plan count.
GROUPS = {
    "envisaged": tuple(FundingStatus),
    "requested": tuple(FundingStatus)[1:],
    "promised": tuple(FundingStatus)[2:],
    "notified": tuple(FundingStatus)[3:],
    "received": (FundingStatus.RECEIVED,),
    "missing": (FundingStatus.ENVISAGED, FundingStatus.REQUESTED, FundingStatus.PROMISED),
}
LABELS = (
    ("requested", "Demandées (promises et notifiées comprises)"),
    ("promised", "Promises (notifiées comprises)"),
    ("notified", "Notifiées (versées comprises)"),
    ("received", "Versées"),
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
        rows.append(["Total de ce qui est montré", "", amount(sum_of(items)), "", "", "", ""])
    return even(
        Listing(
            caption=caption,
            heads=(
                Head("Financeur", key="financeur"),
                Head("Opération", key="operation"),
                Head("Montant", "right", "montant"),
                Head("État", key="etat"),
                Head("Utile à partir du", key="besoin"),
                Head("À engager avant le", key="engager"),
                Head("Ensuite", key="ensuite"),
            ),
            rows=rows,
            totals=(len(rows) - 1,) if rows else (),
            empty="Aucune recette ne répond à cette recherche."
            if lines_of(request.project)
            else "Aucune recette n'est encore écrite.",
            anchor="recettes",
            confidence=Confidence.TO_CONFIRM
            if any(not item.line.status.is_acquired for item in items)
            else Confidence.CONFIRMED,
        )
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
        _next(request, item),
    ]


def _next(request: Any, item: LineStanding) -> Cell:
    found = coming(request.project, item)
    told = short_date(found.day) if found.day else ""
    return Cell(
        told, note=found.label, sort=found.day, badge=Badge("en retard", Tone.BAD) if found.late else None
    )


def notified(items: Iterable[LineStanding]) -> list[LineStanding]:
    return [item for item in items if item.line.status.is_acquired]


def sum_of(items: Iterable[LineStanding]) -> Decimal | None:
    """What aids bring together; None as soon as one is unknown."""
    amounts = [item.amount for item in items]
    return None if None in amounts else total(amount for amount in amounts if amount is not None)


# What an aid's ladder is written in: the rest of its history is on its own page.
_TOLD = (
    *("status", "ask_by", "asked_on", "promised_on", "expected_on", "notified_on", "notified_amount"),
    *("reference", "receipts"),
)


def status_history(lines: Iterable[Line]) -> Listing:
    """The changes of state of an aid, newest first, from its trail."""
    rows = [
        (short_date(localtime(line.at).date()), line.who, change.label, change.before, change.after)
        for line in lines
        for change in line.changes
        if change.name in _TOLD
    ]
    return Listing(
        caption="Changements d'état",
        heads=(Head("Le"), Head("Par"), Head("Champ"), Head("Avant"), Head("Après")),
        rows=rows,
        empty="L'état de cette aide n'a pas changé depuis qu'elle est dans Maillage.",
        anchor="changements",
    )
