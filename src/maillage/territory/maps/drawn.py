"""The map as a picture: its drawing, its source, and its classes in a table."""

from __future__ import annotations

from collections.abc import Sequence

from maillage.base.charts import Symbol
from maillage.base.values.french import listed, number
from maillage.base.values.tree import Column, Picture, Table
from maillage.territory.maps.layers import layer_title, map_spec
from maillage.territory.maps.points import named_towns
from maillage.territory.maps.scene import Scene
from maillage.territory.maps.symbols import styled
from maillage.territory.maps.words import caption, conclusion
from maillage.territory.readings import data_source

# A map and its caption leave room for text on the page of a document.
WIDTH_MM = 138


def map_picture(scene: Scene) -> Picture | None:
    """The map of a scene; None when no position at all is known."""
    symbols, labels = styled(scene.asked, scene.libraries)
    spec = map_spec(scene, symbols, labels)
    if spec is None:
        return None
    towns = [name for name, _, _ in named_towns(scene)][:5]
    named = f" Principales communes : {listed(towns)}." if towns else ""
    return Picture(
        caption=caption(scene),
        spec=spec,
        alt=f"Carte. {conclusion(scene)}{named}",
        source=_source(scene),
        width_mm=WIDTH_MM,
        data=_classes_table(scene, symbols, labels),
    )


def _source(scene: Scene) -> str:
    own = all(found.own for found in scene.libraries)
    told = "" if own else " Une bibliothèque sans position connue est placée au centre de sa commune."
    return f"{data_source(scene.project)}{told}"


def _classes_table(scene: Scene, symbols: Sequence[Symbol], labels: Sequence[str]) -> Table:
    """The legend in figures: libraries of each class, their communes, the inhabitants of those."""
    rows = []
    for symbol in symbols:
        mine = [
            found.line for found, label in zip(scene.libraries, labels, strict=True) if label == symbol.label
        ]
        communes = {line.commune.code: line.commune for line in mine if line.commune}
        sizes = [commune.population for commune in communes.values()]
        people = None if None in sizes else sum(size for size in sizes if size is not None)
        rows.append((symbol.label, number(len(mine)), number(len(communes)), number(people)))
    return Table(
        caption="La légende en chiffres",
        columns=(
            Column(layer_title(scene), width=2),
            Column("Bibliothèques", align="right"),
            Column("Communes", align="right"),
            Column("Habitants de ces communes", align="right"),
        ),
        rows=tuple(rows),
    )
