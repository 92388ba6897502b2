"""The register of a project, its key figures, its quality, and its declared size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from maillage.base.plugs import Project
from maillage.base.readings import reader_of
from maillage.statistics.strata import strata, stratum_of
from maillage.territory.contacting import contacts_of
from maillage.territory.domain.communes import Places
from maillage.territory.domain.contours import Geometry
from maillage.territory.domain.corrections import as_library, library_code, typed_fields
from maillage.territory.domain.directory import Line, directory, remarks_by_key
from maillage.territory.domain.joining import join
from maillage.territory.domain.meshing import Mesh, meshes
from maillage.territory.domain.overlaying import with_own_values
from maillage.territory.domain.own_values import OwnValue
from maillage.territory.domain.profile import KeyFigure, SizeComparison, declared_size, key_figures
from maillage.territory.domain.profile.scope import Scope
from maillage.territory.domain.proposing import proposals_of
from maillage.territory.domain.quality import (
    Context,
    QualityReport,
    attachments,
    context_of,
    quality_report,
)
from maillage.territory.domain.register import Register
from maillage.territory.domain.sheet import Library, TerritorySection
from maillage.territory.domain.typed_overlay import corrected, with_typed
from maillage.territory.domain.worklist import Case, cases, unsettled
from maillage.territory.outlines import contours_stored
from maillage.territory.section import SECTION
from maillage.territory.settled import settlements_of
from maillage.territory.stored import exports_of, own_values_of
from maillage.territory.stored_communes import places_of

_read = reader_of(SECTION)

# Classes of commune population: a choice of presentation, that of the Ministry's syntheses.
CLASS_BOUNDS = (500, 1000, 2000, 5000)


def territory_of(project: Project) -> TerritorySection:
    section: TerritorySection = project.once(_read)
    return section


def _read_register(project: Project) -> Register:
    return join(exports_of(project.network), department=project.network.department)


def _register(project: Project) -> Register:
    libraries = territory_of(project).libraries
    typed = with_typed(corrected(project.once(_read_register), libraries), libraries)
    return with_own_values(typed, project.once(_own_values))


def _own_values(project: Project) -> tuple[OwnValue, ...]:
    return own_values_of(project.network)


def values_given(project: Project) -> tuple[OwnValue, ...]:
    """Every figure that the service gave of its libraries, older years included."""
    return project.once(_own_values)


def typed_of(project: Project, library: Library) -> dict[str, Any]:
    """What people typed on a library over what open data say: value by field; empty when no file tells of it."""
    records = project.once(_read_register).records
    found = next((record for record in records if library_code(record) == library.code), None)
    return typed_fields(library, as_library(found)) if found else {}


def register_of(project: Project) -> Register:
    """Everything that open data say of the network, corrected by what people typed; made of nothing without any."""
    return project.once(_register)


def _places(project: Project) -> Places | None:
    return places_of(project.network)


def network_places(project: Project) -> Places | None:
    return project.once(_places)


def population_of(project: Project) -> int | None:
    """The inhabitants of the département; None while the population of one commune is not known."""
    places = network_places(project)
    communes = places.in_department(project.network.department) if places else ()
    sizes = [commune.population for commune in communes]
    return sum(size for size in sizes if size is not None) if communes and None not in sizes else None


def _contours(project: Project) -> Mapping[str, Geometry]:
    return contours_stored(project.network)


def contours_of(project: Project) -> Mapping[str, Geometry]:
    """The outline of each commune by INSEE code (GeoJSON geometry, degrees, longitude first); empty without any."""
    return project.once(_contours)


def _key_figures(project: Project) -> dict[str, KeyFigure]:
    if not register_of(project).sources and not values_given(project):
        return {}  # communes alone say nothing of libraries: "0 commune with a library" would be a lie
    classes = strata(CLASS_BOUNDS)
    found = key_figures(register_of(project), network_places(project), classes=classes)
    return {figure.name: figure for figure in found}


def key_figures_of(project: Project) -> dict[str, KeyFigure]:
    return project.once(_key_figures)


def _quality(project: Project) -> QualityReport:
    return quality_report(register_of(project), network_places(project))


def quality_of(project: Project) -> QualityReport:
    return project.once(_quality)


def _quality_context(project: Project) -> Context:
    return context_of(register_of(project), network_places(project))


def quality_context_of(project: Project) -> Context:
    """What the checks and the proposals look at."""
    return project.once(_quality_context)


def _cases(project: Project) -> tuple[Case, ...]:
    remarks, context = quality_of(project).remarks, quality_context_of(project)
    settlements = settlements_of(project.network)
    return cases(remarks, proposals_of(remarks, context), settlements, context, project.today)


def cases_of(project: Project) -> tuple[Case, ...]:
    """Every remark on the data with its proposal and what was decided of it, most severe first."""
    return project.once(_cases)


def _directory(project: Project) -> tuple[Line, ...]:
    register, places = register_of(project), network_places(project)
    remarks = remarks_by_key(register, unsettled(cases_of(project)))
    reachable = {contact.library for contact in contacts_of(project, of_people=True)}
    given = Counter(value.library for value in values_given(project))
    return tuple(
        replace(
            line,
            remarks=tuple(remarks.get(line.record.key, ())) if line.record else (),
            is_reachable=line.library.code in reachable,
            given=given[line.library.code],
        )
        for line in directory(territory_of(project).libraries, register, places)
    )


def directory_of(project: Project) -> tuple[Line, ...]:
    """Every library of the network with its commune, its answers and the remarks to settle on it, by commune."""
    return project.once(_directory)


def _meshes(project: Project) -> tuple[Mesh, ...]:
    register, places = register_of(project), network_places(project)
    if not register.records:
        return ()
    found = attachments(register, places) if places else {}
    return meshes(Scope(register=register, places=places, attachments=found))


def meshes_of(project: Project) -> tuple[Mesh, ...]:
    """Coverage by EPCI then overall; empty without libraries or without communes."""
    return project.once(_meshes)


def declared_of(project: Project) -> SizeComparison | None:
    """The declared size beside the register's count; None when nothing was declared."""
    declared = territory_of(project).declared_size
    if declared is None:
        return None
    return declared_size(declared.count, declared.on, register_of(project))


@dataclass(frozen=True, kw_only=True)
class OpenCount:
    """How many libraries are open, and where the number comes from."""

    count: int | None
    source: str


def open_libraries(project: Project) -> OpenCount:
    """From open data when there are some, else from the register of the programme file."""
    register = register_of(project)
    opened = register.open_records()
    if register.sources:
        added = " et lieux saisis" if any(record.is_typed for record in opened) else ""
        return OpenCount(count=len(opened), source=f"export {register.latest}{added}")
    if not register.records:
        return OpenCount(count=None, source="")
    return OpenCount(count=len(opened), source="fichier programme")


def data_source(project: Project) -> str:
    """The files that the figures rest on, for captions: `export2024.csv, export2025.csv ; calculs Maillage.`"""
    names = [source.name for source in reversed(register_of(project).sources) if source.used]
    return f"Enquête auprès des bibliothèques ({', '.join(names)}) ; calculs Maillage."


def hours_by_class(project: Project) -> dict[str, list[float]]:
    """Known weekly hours of open libraries by class of commune population (label -> hours)."""
    classes = strata(CLASS_BOUNDS)
    register, places = register_of(project), network_places(project)
    found = attachments(register, places) if places else {}
    hours: dict[str, list[float]] = {stratum.label: [] for stratum in classes}
    for record in register.open_records():
        commune = found[record.key].commune if record.key in found else None
        stratum = stratum_of(commune.population if commune else record.population, classes)
        seen = record.observation("weekly_hours")
        if stratum and seen and seen.number is not None:
            hours[stratum.label].append(float(seen.number))
    return hours
