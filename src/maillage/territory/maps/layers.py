"""The layers of the drawn map: areas of communes, borders of EPCI, and its title."""

from __future__ import annotations

from collections.abc import Sequence

from maillage.base.charts import Fill, MapArea, MapLines, Symbol, territory_map
from maillage.base.charts.theme import Spec
from maillage.base.values.french import NBSP, number
from maillage.territory.domain.mapping import Ground
from maillage.territory.domain.reaching import centre_of
from maillage.territory.maps.fills import filled_by_population, filled_by_reach
from maillage.territory.maps.points import drawn_place, named_towns
from maillage.territory.maps.scene import Scene, groups_of


def map_spec(scene: Scene, symbols: Sequence[Symbol], labels: Sequence[str]) -> Spec | None:
    """The drawing of a scene; None when it has neither a place nor a commune to draw."""
    placed = [(found, label) for found, label in zip(scene.libraries, labels, strict=True) if found.position]
    areas, fills, fill_title = _areas(scene, {c.code for found, _ in placed if (c := found.line.commune)})
    if not placed and not areas:
        return None
    return territory_map(
        places=[drawn_place(found, label) for found, label in placed],
        categories=symbols,
        areas=areas,
        fills=fills,
        lines=_borders(scene),
        towns=named_towns(scene),
        title=layer_title(scene),
        fill_title=fill_title,
    )


def layer_title(scene: Scene) -> str:
    variable, total = scene.asked.variable, len(scene.libraries)
    if variable is None:
        return "Bibliothèques"
    known = sum(found.value is not None for found in scene.libraries)
    return f"{variable.label} : {number(known)}{NBSP}réponses sur{NBSP}{number(total)}"


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
