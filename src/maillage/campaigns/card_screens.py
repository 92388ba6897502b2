"""A report card as components: the same on the page of the service and on the library's own."""

from __future__ import annotations

from typing import Any

from maillage.base.charts.ranges import RangeRow, ranges
from maillage.base.ui.components import Badge, Cell, Head, Listing, Tile, Tone
from maillage.base.values.french import number
from maillage.base.values.tree import Column, Picture, Table
from maillage.campaigns.domain.report_card import CoreLine, ProfileRow, ReportCard
from maillage.campaigns.domain.scores import Band, CoreState

BAND_TONES = {
    Band.BUILDING: Tone.INFO,
    Band.ON_THE_WAY: Tone.INFO,
    Band.CORE: Tone.GOOD,
    Band.REFERENCE: Tone.GOOD,
}
CORE_TONES = {
    CoreState.MET: Tone.GOOD,
    CoreState.MISSING: Tone.WARNING,
    CoreState.UNKNOWN: Tone.NEUTRAL,
    CoreState.NOT_APPLICABLE: Tone.NEUTRAL,
}
NO_SCORE = "insuffisant"


def card_context(card: ReportCard) -> dict[str, Any]:
    """What `campaigns/parts/card.html` shows."""
    return {
        "card": card,
        "card_tiles": _tiles(card),
        "card_picture": profile_picture(card),
        "card_core": core_listing(card) if card.core else None,
    }


def band_badge(band: Band | None) -> Badge:
    return Badge(band.label, BAND_TONES[band]) if band else Badge("à compléter", Tone.NEUTRAL)


def _tiles(card: ReportCard) -> list[Tile]:
    if not card.is_grid:
        return []
    asked = len(card.met) + len(card.missing) + len(card.unknown)
    label = card.band_label
    tiles = [Tile("Où en est la bibliothèque", label[:1].upper() + label[1:], card.towards)]
    if asked:
        note = "Un domaine fort ne remplace pas un service qui manque."
        tiles.append(Tile("Services du socle assurés", card.core_text, note, share=len(card.met) / asked))
    return tiles


def profile_picture(card: ReportCard) -> Picture | None:
    """The profile by domain, the peers' middle half behind; None when nothing is measured."""
    if not any(row.score is not None for row in card.profile):
        return None
    rows = [
        RangeRow(
            label=row.title,
            detail=f"{row.answered} sur {row.asked} répondues",
            low=row.low,
            middle=row.middle,
            high=row.high,
            here=row.score,
            text=_points(row),
        )
        for row in card.profile
    ]
    return Picture(
        caption=f"Profil par domaine, de 0 à 100 ({card.peers_text})",
        spec=ranges(rows=rows, maximum=100, others="la moitié centrale des autres", here="vous"),
        alt="Profil par domaine. " + " ; ".join(map(_told, card.profile)) + ".",
        data=Table(
            caption="Le profil en chiffres",
            columns=(
                Column("Domaine", width=2),
                Column("Vous", align="right"),
                Column("Un quart des autres ont moins de", align="right"),
                Column("Médiane des autres", align="right"),
                Column("Un quart des autres ont plus de", align="right"),
            ),
            rows=tuple(
                (row.title, _points(row), *map(_known, (row.low, row.middle, row.high)))
                for row in card.profile
            ),
        ),
    )


def _points(row: ProfileRow) -> str:
    return NO_SCORE if row.score is None else number(row.score)


def _known(value: float | None) -> str:
    return "–" if value is None else number(value)


def _told(row: ProfileRow) -> str:
    middle = f", médiane des autres {number(row.middle)}" if row.middle is not None else ""
    return f"{row.title} : {_points(row)}{middle}"


def core_listing(card: ReportCard) -> Listing:
    order = (CoreState.MISSING, CoreState.UNKNOWN, CoreState.MET, CoreState.NOT_APPLICABLE)
    lines = [line for state in order for line in card.core_in(state)]
    return Listing(
        caption="Le socle de services",
        anchor="socle",
        heads=(Head("Service"), Head("État"), Head("Aujourd'hui"), Head("Pour l'assurer")),
        rows=[_row(line) for line in lines],
    )


def _row(line: CoreLine) -> list[Cell]:
    wanted = (line.lack.amount or line.lack.wanted) if line.lack else ""
    return [
        Cell(line.title),
        Cell("", badge=Badge(line.state.label, CORE_TONES[line.state])),
        Cell(line.now or "–"),
        Cell(wanted or "–"),
    ]
