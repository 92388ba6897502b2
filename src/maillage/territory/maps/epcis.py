"""Coverage by EPCI in a spreadsheet and in the dossier."""

from __future__ import annotations

from collections.abc import Sequence

from maillage.base.spreadsheets import Sheet, Value
from maillage.base.values.french import number
from maillage.base.values.tree import Column, Table
from maillage.territory.domain.covering import Cover
from maillage.territory.domain.directory import epci_of
from maillage.territory.domain.mapping import Mapped
from maillage.territory.maps.scene import Scene
from maillage.territory.maps.words import share_text
from maillage.territory.readings import data_source


def of_all(scene: Scene, cover: Cover) -> list[Mapped]:
    return [found for found in scene.libraries if cover.code in ("", epci_of(found.line))]


def epci_sheet(scene: Scene) -> Sheet:
    rows: list[list[Value]] = [
        [
            cover.code, cover.name, len(of_all(scene, cover)), cover.communes, cover.covered.communes,
            cover.far.communes, cover.unknown.communes, cover.people, cover.covered.people, cover.far.people,
            cover.unknown.people, cover.uncounted, None if cover.share is None else round(cover.share, 4),
        ]
        for cover in scene.covers
    ]  # fmt: skip
    return Sheet(
        name="Intercommunalités",
        heads=(
            "Code", "Intercommunalité", "Bibliothèques", "Communes", "Communes desservies",
            "Communes non desservies", "Communes inconnues", "Habitants comptés", "Habitants desservis",
            "Habitants non desservis", "Habitants : inconnu", "Communes de population inconnue", "Part desservie",
        ),
        rows=rows,
    )  # fmt: skip


def epci_table(scene: Scene, near: Sequence[Cover], distance: int) -> Table:
    """Communes with and without a library and inhabitants covered on the spot, then within `distance` km (`near`)."""
    within = {cover.code: cover for cover in near}
    return Table(
        caption="Communes avec et sans bibliothèque ouverte, par intercommunalité",
        columns=(
            Column("Intercommunalité", width=3),
            Column("Communes", align="right"),
            Column("Avec", align="right", width=0.7),
            Column("Sans", align="right", width=0.7),
            Column("Habitants", align="right"),
            Column("Desservis sur place", align="right"),
            Column(f"Desservis à {distance} km", align="right"),
        ),
        rows=tuple(
            (
                cover.name,
                number(cover.communes),
                number(cover.covered.communes),
                number(cover.far.communes),
                number(cover.people),
                share_text(cover),
                share_text(within[cover.code]),
            )
            for cover in scene.covers
        ),
        totals=tuple(rank for rank, cover in enumerate(scene.covers) if not cover.code),
        source=data_source(scene.project),
    )
