"""Everything that a map of a network shows, computed once: libraries, communes, distances, outlines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from maillage.base.plugs import Project
from maillage.territory.domain.communes import Commune
from maillage.territory.domain.covering import Cover, covers
from maillage.territory.domain.mapping import MapAsked, Mapped, mapped, sites_of
from maillage.territory.domain.outlining import Outline, outlined
from maillage.territory.domain.reaching import Distance, distances
from maillage.territory.readings import contours_of, directory_of, network_places

# A third of a pixel on the map of a département.
TOLERANCE_KM = 0.15


@dataclass(frozen=True)
class Scene:
    """`asked` of a project. Nothing is shown of communes when none was imported."""

    project: Project
    asked: MapAsked

    @cached_property
    def libraries(self) -> tuple[Mapped, ...]:
        """The libraries that the filters leave, by commune then by name."""
        shown = (line for line in directory_of(self.project) if self.asked.shows(line))
        return tuple(mapped(line, self.asked.variable) for line in shown)

    @cached_property
    def everywhere(self) -> tuple[Distance, ...]:
        """How far each commune of the département is from a library that serves."""
        return distances_of(self.project, self.asked.hours)

    @cached_property
    def distances(self) -> tuple[Distance, ...]:
        """Those of the communes that the filters leave."""
        return tuple(found for found in self.everywhere if self.asked.holds(found.commune))

    @property
    def communes(self) -> tuple[Commune, ...]:
        return tuple(found.commune for found in self.distances)

    @cached_property
    def covers(self) -> tuple[Cover, ...]:
        """What is covered, EPCI by EPCI, then in all that the filters leave; empty without communes."""
        return covers(self.distances, self.asked.within)

    @property
    def whole(self) -> Cover | None:
        return self.covers[-1] if self.covers else None

    @cached_property
    def outline(self) -> Outline:
        return outline_of(self.project)

    @cached_property
    def unplaced(self) -> int:
        """Libraries of which neither the position nor the commune is known: they are not drawn."""
        return sum(found.position is None for found in self.libraries)


def distances_of(project: Project, hours: int | None = None) -> tuple[Distance, ...]:
    """How far each commune is from a library open `hours` a week at least (None: open at all); computed once."""
    known: dict[int | None, tuple[Distance, ...]] = project.once(_no_distances)
    if hours not in known:
        places = network_places(project)
        communes = places.in_department(project.network.department) if places else ()
        known[hours] = distances(communes, sites_of(directory_of(project), hours))
    return known[hours]


def _no_distances(project: Project) -> dict[int | None, tuple[Distance, ...]]:
    return {}


def _outline(project: Project) -> Outline:
    return outlined(contours_of(project), TOLERANCE_KM)


def outline_of(project: Project) -> Outline:
    """The outlines of the communes, made simple enough for a map; without any, empty."""
    return project.once(_outline)


def groups_of(communes: tuple[Commune, ...]) -> Mapping[str, str]:
    """The EPCI of each commune, by INSEE code."""
    return {commune.code: commune.epci_code for commune in communes}
