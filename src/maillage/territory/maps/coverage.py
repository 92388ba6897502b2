"""The population covered by distance: a picture with its table, for the page and for the dossier."""

from __future__ import annotations

from maillage.base.charts import BarRow, bars
from maillage.base.plugs import Project
from maillage.base.values.french import NBSP, number
from maillage.base.values.tree import Column, Picture, Table
from maillage.territory.domain.covering import Cover, whole
from maillage.territory.domain.mapping import MapAsked
from maillage.territory.maps.scene import Scene, distances_of
from maillage.territory.maps.words import NEIGHBOURS, service, share_text, unknown_note
from maillage.territory.readings import data_source

# From the commune itself to what a car reaches in half an hour.
STEPS = (None, 5, 10, 15, 20)


def cover_within(project: Project, within: int | None) -> Cover | None:
    """The whole département at a distance from any open library; None without communes or without libraries."""
    found = distances_of(project)
    return whole(found, within) if any(distance.sure for distance in found) else None


def coverage_picture(scene: Scene) -> Picture | None:
    """Bars of the share of inhabitants covered on the spot, then at 5, 10, 15 and 20 km; None without communes."""
    if not scene.distances:
        return None
    found = [(within, whole(scene.distances, within)) for within in STEPS]
    told = " ; ".join(f"{_label(within).lower()} : {share_text(cover)}" for within, cover in found)
    return Picture(
        caption=f"Habitants qui ont {service(scene.asked)}, selon la distance",
        spec=bars(rows=[_bar(within, cover, scene.asked) for within, cover in found], maximum=100, unit="%"),
        alt=f"Barres de la part des habitants desservis. {told}.",
        source=" ".join(filter(None, (data_source(scene.project), unknown_note(scene)))),
        data=coverage_table(scene),
    )


def _label(within: int | None) -> str:
    return "Dans la commune" if within is None else f"À {within}{NBSP}km au plus"


def _bar(within: int | None, cover: Cover, asked: MapAsked) -> BarRow:
    return BarRow(
        label=_label(within),
        value=None if cover.share is None else 100 * cover.share,
        text=f"{share_text(cover)} ({number(cover.covered.people)} hab.)",
        highlight=within == asked.within,
    )


def coverage_table(scene: Scene) -> Table:
    """Communes and inhabitants covered, too far, and unknown, at each distance."""
    rows = []
    for within in STEPS:
        cover = whole(scene.distances, within)
        rows.append(
            (
                _label(within),
                f"{number(cover.covered.communes)} sur {number(cover.communes)}",
                number(cover.covered.people),
                share_text(cover),
                number(cover.far.people),
                number(cover.unknown.people),
            )
        )
    return Table(
        caption=f"Habitants qui ont {service(scene.asked)}, selon la distance",
        columns=(
            Column("Bibliothèque située", width=1.8),
            Column("Communes desservies", align="right", width=1.3),
            Column("Habitants desservis", align="right"),
            Column("Part", align="right"),
            Column("Non desservis", align="right"),
            Column("Inconnu", align="right", width=0.8),
        ),
        rows=tuple(rows),
        source=f"{data_source(scene.project)} {NEIGHBOURS}",
    )
