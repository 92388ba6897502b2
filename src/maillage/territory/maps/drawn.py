"""The map as a picture: places and communes of a scene, drawn by the charts, with every figure in a table."""

from __future__ import annotations

from collections.abc import Sequence

from maillage.base.charts import Fill, MapArea, MapLines, MapPlace, Symbol, territory_map
from maillage.base.charts.theme import Spec
from maillage.base.values.french import NBSP, listed, number
from maillage.base.values.tree import Column, Picture, Table
from maillage.territory.domain.communes import Commune
from maillage.territory.domain.mapping import Ground, Mapped
from maillage.territory.domain.reaching import centre_of
from maillage.territory.maps.scene import Scene, groups_of
from maillage.territory.maps.symbols import filled_by_population, filled_by_reach, styled
from maillage.territory.maps.words import caption, conclusion
from maillage.territory.readings import data_source

NAMED_TOWNS = 10
NAMED_IN_PART = 16
# A map and its caption leave room for text on the page of a document.
WIDTH_MM = 138


def map_picture(scene: Scene) -> Picture | None:
    """The map of a scene; None when no position at all is known."""
    symbols, labels = styled(scene.asked, scene.libraries)
    spec = _spec(scene, symbols, labels)
    if spec is None:
        return None
    towns = [name for name, _, _ in _towns(scene)][:5]
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


def _spec(scene: Scene, symbols: Sequence[Symbol], labels: Sequence[str]) -> Spec | None:
    placed = [(found, label) for found, label in zip(scene.libraries, labels, strict=True) if found.position]
    areas, fills, fill_title = _areas(scene, {c.code for found, _ in placed if (c := found.line.commune)})
    if not placed and not areas:
        return None
    return territory_map(
        places=[_place(found, label) for found, label in placed],
        categories=symbols,
        areas=areas,
        fills=fills,
        lines=_borders(scene),
        towns=_towns(scene),
        title=_title(scene),
        fill_title=fill_title,
    )


def _title(scene: Scene) -> str:
    variable, total = scene.asked.variable, len(scene.libraries)
    if variable is None:
        return "Bibliothèques"
    known = sum(found.value is not None for found in scene.libraries)
    return f"{variable.label} : {number(known)}{NBSP}réponses sur{NBSP}{number(total)}"


def _place(found: Mapped, label: str) -> MapPlace:
    latitude, longitude = found.position or (0.0, 0.0)
    commune = found.line.commune
    return MapPlace(
        longitude=longitude,
        latitude=latitude,
        population=found.line.population,
        category=label,
        town=commune.code if commune else "",
    )


def _areas(scene: Scene, drawn: set[str]) -> tuple[list[MapArea], list[Fill], str]:
    """The communes of the scene with what fills them; `drawn` are those where a library already stands."""
    if scene.asked.ground is Ground.POPULATION:
        fills, labels, title = filled_by_population(scene.asked, scene.communes)
    else:
        fills, labels, title = filled_by_reach(scene.asked, scene.distances)
    rings = scene.outline.rings
    areas = [
        MapArea(
            longitude=centre[1],
            latitude=centre[0],
            category=label,
            rings=rings.get(commune.code, ()),
            marked=commune.code not in drawn,
        )
        for commune, label in zip(scene.communes, labels, strict=True)
        if (centre := centre_of(commune))
    ]
    return areas, fills, title


def _borders(scene: Scene) -> MapLines | None:
    lines = scene.outline.between(groups_of(scene.communes))
    return MapLines(label="Limite d'intercommunalité", lines=lines) if lines else None


def _towns(scene: Scene) -> list[tuple[str, float, float]]:
    """The largest communes, whose names are written where there is room."""
    ranked: list[Commune] = sorted(scene.communes, key=lambda c: (-(c.population or 0), c.code))
    wanted = NAMED_TOWNS if scene.asked.is_whole else NAMED_IN_PART
    return [(c.name, centre[1], centre[0]) for c in ranked[:wanted] if (centre := centre_of(c))]


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
            Column(_title(scene), width=2),
            Column("Bibliothèques", align="right"),
            Column("Communes", align="right"),
            Column("Habitants de ces communes", align="right"),
        ),
        rows=tuple(rows),
    )
