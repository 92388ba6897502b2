"""The maps of the dossier: who has a library, how long they are open, who is covered and from how far."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from maillage.base.plugs import Project
from maillage.base.values.tree import Block, Picture, body, note
from maillage.territory.domain.covering import covers
from maillage.territory.domain.mapping import MapAsked
from maillage.territory.maps.coverage import coverage_picture, coverage_table
from maillage.territory.maps.drawn import map_picture
from maillage.territory.maps.epcis import epci_table
from maillage.territory.maps.scene import Scene
from maillage.territory.maps.words import CROW, conclusion

# The distance shown beside the commune itself: that of the middle of the table.
NEAR_KM = 10
HOURS = "weekly_hours"


def network_map(project: Project) -> Picture | None:
    """Communes with and without a library, libraries as points, main towns named."""
    scene = _whole(project)
    return map_picture(scene) if scene.libraries else None


def hours_map(project: Project) -> Picture | None:
    """Libraries sized by their weekly hours; None when nobody's are known."""
    scene = Scene(project, MapAsked(figure=HOURS))
    return map_picture(scene) if any(found.value is not None for found in scene.libraries) else None


def coverage_blocks(project: Project) -> Iterator[Block]:
    """Communes with and without a library by EPCI, then the inhabitants covered by distance, each in a table too."""
    scene = _whole(project)
    if not scene.distances or not scene.libraries:
        return
    yield body(conclusion(scene))
    yield epci_table(scene, covers(scene.distances, NEAR_KM), NEAR_KM)
    picture = coverage_picture(scene)
    if picture:
        # Documents print the table that follows: the picture need not repeat it.
        yield replace(picture, data=None)
        yield coverage_table(scene)
        yield note(CROW)


def _whole(project: Project) -> Scene:
    return Scene(project, MapAsked())
