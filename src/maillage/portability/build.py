"""`maillage build`: a programme file and open data in, a whole dossier out, in a base that is then forgotten."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction

from maillage.accounts.models import Network
from maillage.base.plugs import Project
from maillage.dossier.linter import remarks_of
from maillage.dossier.services import Written, check_folder, write_dossier
from maillage.evaluation.services import import_measures
from maillage.phasing.services import Phased, adopt, phase
from maillage.portability.domain.reader import ProgrammeFile
from maillage.portability.heard_tables import import_contributions
from maillage.portability.services import save_programme
from maillage.programme.readings import programme_of
from maillage.rulebook.projects import project_of
from maillage.territory.services import (
    FileRead,
    LibrariesImport,
    import_communes,
    import_libraries,
    read_files,
)

Progress = Callable[[str], None]


class NoPlan(Exception):
    """The programme cannot be scheduled; `phased.reasons` says why."""

    def __init__(self, phased: Phased) -> None:
        super().__init__("Aucun calendrier ne respecte toutes les contraintes.")
        self.phased = phased


@dataclass(frozen=True, kw_only=True)
class Built:
    """What a build made. `phased` is None when the file brought its own dates."""

    project: Project
    files: tuple[Written, ...]
    libraries: LibrariesImport | None
    phased: Phased | None


def build(
    *,
    programme: ProgrammeFile,
    libraries: Sequence[Path] = (),
    territory: Sequence[Path] = (),
    measures: Sequence[Path] = (),
    contributions: Sequence[Path] = (),
    out: Path,
    today: date,
    progress: Progress = lambda step: None,
    prepare: Callable[[Network, date], None] = lambda network, today: None,
) -> Built:
    """Read everything first, then compute, then write. Raises ImportRefused or NoPlan, ValueError for `out`.

    `prepare` completes the network once its libraries are known, before anything is computed.
    """
    check_folder(out)
    progress("Lecture des données ouvertes")
    exports = read_files(libraries)
    network, imported = load_all(
        file=programme, exports=exports, territory=territory, measures=measures, contributions=contributions
    )
    prepare(network, today)
    progress("Phasage sur la durée du programme")
    project, phased = scheduled(project_of(network, today))
    progress("Contrôle")
    remarks_of(project)
    files = write_dossier(project=project, folder=out, progress=lambda name: progress(f"Écriture de {name}"))
    return Built(project=project, files=files, libraries=imported, phased=phased)


@transaction.atomic
def load_all(
    *,
    file: ProgrammeFile,
    exports: Sequence[FileRead],
    territory: Sequence[Path],
    measures: Sequence[Path] = (),
    contributions: Sequence[Path] = (),
) -> tuple[Network, LibrariesImport | None]:
    """The network with its programme, communes, libraries, the measures of its indicators and the contributions it heard."""
    network = save_programme(file=file).network
    for path in measures:
        import_measures(network=network, path=path)
    for path in contributions:
        import_contributions(network=network, path=path)
    if territory:
        import_communes(network=network, paths=territory)
    imported = import_libraries(network=network, files=exports) if exports else None
    return network, imported


def scheduled(project: Project) -> tuple[Project, Phased | None]:
    """The project with every step dated: as its file says, else as the optimiser finds. Raises NoPlan."""
    if is_dated(project):
        return project, None
    phased = phase(project)
    if not phased.has_plan:
        raise NoPlan(phased)
    adopt(project=project, phased=phased)
    return project_of(project.network, project.today), phased


def is_dated(project: Project) -> bool:
    """Whether every step already carries its dates."""
    return all(step.planned_start for _, step in programme_of(project).steps())
