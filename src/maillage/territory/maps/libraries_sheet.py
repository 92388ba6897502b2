"""The libraries of the map with what each one answers, for a spreadsheet."""

from __future__ import annotations

from maillage.base.spreadsheets import Sheet, Value
from maillage.territory.domain.mapping import Mapped
from maillage.territory.maps.scene import Scene


def libraries_sheet(scene: Scene) -> Sheet:
    variable = scene.asked.variable
    label = (
        f"{variable.label} ({variable.unit})"
        if variable and variable.unit
        else variable.label
        if variable
        else ""
    )
    figure = [label, "Douteux, à vérifier"] if variable else []
    return Sheet(
        name="Bibliothèques",
        heads=("Code", "Bibliothèque", "Nature", "Commune", "Habitants", *figure, "Latitude", "Longitude"),
        rows=[_library_row(found, bool(variable)) for found in scene.libraries],
    )


def _library_row(found: Mapped, asked: bool) -> list[Value]:
    library, position = found.line.library, found.position
    return [
        library.code,
        library.name,
        library.kind.label,
        library.town,
        found.line.population,
        *([found.value, found.doubtful] if asked else []),
        position[0] if position else None,
        position[1] if position else None,
    ]
