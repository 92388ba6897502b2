"""Aids of the State that must be committed before a day: so much done, so much missing, so many days left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from maillage.base.ui.components import Badge, Cell, Head, Listing, Tone
from maillage.base.ui.pages import to
from maillage.base.values.french import count, euros, short_date
from maillage.base.values.sources import Confidence
from maillage.funding.domain.commitment import Pledge


def pledges_listing(request: Any, pledges: Iterable[Pledge]) -> Listing:
    pledges = list(pledges)
    rows: list[Sequence[Cell | str]] = [_pledge(request, one) for one in pledges]
    real = any(one.real for one in pledges)
    return Listing(
        caption="Aides à engager dans le délai (€ HT)",
        heads=(
            Head("Aide"),
            Head("Montant", "right"),
            # Before any import nothing is known to be committed: it is what the calendar foresees in time.
            Head("Engagé à ce jour" if real or not rows else "Prévu dans le délai", "right"),
            Head("Manque", "right"),
            Head("Avant le"),
            Head("Reste"),
        ),
        rows=rows,
        empty="Aucune aide notifiée n'a de délai d'engagement qui court.",
        anchor="delais",
        source=""
        if real or not rows
        else "calendrier du programme ; ce qui est vraiment engagé à ce jour reste inconnu",
        confidence=Confidence.CONFIRMED if real else Confidence.TO_CONFIRM,
    )


def _pledge(request: Any, one: Pledge) -> list[Cell | str]:
    item = one.item
    return [
        Cell(
            item.funder.name,
            to(request, "funding:fundingline", item.line.code),
            note=f"{item.line.code}, {item.operation.title}",
        ),
        Cell(euros(item.amount), sort=item.amount),
        Cell(euros(one.committed), sort=one.committed),
        Cell(euros(one.missing), sort=one.missing)
        if one.missing
        else Cell("", badge=Badge("atteint", Tone.GOOD), sort=one.missing),
        Cell(short_date(one.end), sort=one.end),
        Cell(count(one.days_left, "jour") if one.days_left >= 0 else "délai passé", sort=one.days_left),
    ]
