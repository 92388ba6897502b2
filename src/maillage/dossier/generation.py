"""Sets of files of the dossier: written in the background, kept a while, offered only when they are whole."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse

from maillage.base.clock import today
from maillage.base.jobs import JobRefused, latest
from maillage.base.models import AuditEntry, Job, JobState
from maillage.base.plugs import Project
from maillage.dossier.composition import compose
from maillage.dossier.services import NAMES, Written, write_dossier
from maillage.programme.readings import NoProgramme
from maillage.rulebook.projects import project_of

KIND = "dossier.generate"
LABEL = "Génération du dossier"
# Sets kept for a network, the one being offered included: a few megabytes each.
KEPT = 5
# Somebody may save while the programme is being read: read it again, but not for ever.
TRIES = 3


@dataclass(frozen=True)
class Generation:
    """A whole set of files. `changes`: lines of the trail since the programme was read for it."""

    job: Job
    files: tuple[Written, ...]
    changes: int

    @property
    def at(self) -> datetime:
        return self.job.ended_at or self.job.created_at

    @property
    def size(self) -> int:
        return sum(file.size for file in self.files)

    def path(self, name: str) -> Path | None:
        """Where a file of this set is; None when it is not one of them, or is no longer there."""
        if name not in NAMES or name not in {file.name for file in self.files}:
            return None
        path = folder_of(self.job) / name
        return path if path.is_file() else None


def generate(job: Job) -> dict[str, Any]:
    """Write the files of the dossier of the job's network. Raises JobRefused when there is nothing to write."""
    job.tell("Lecture du programme", 2)
    project, trail = _settled(job.network)
    started = 0

    def tell(name: str) -> None:
        nonlocal started
        job.tell(f"Écriture de {name}", 5 + 95 * started // len(NAMES))
        started += 1

    files = write_dossier(project=project, folder=folder_of(job), progress=tell)
    _purge(job)
    return {
        "trail": trail,
        "files": [{"name": file.name, "label": file.label, "size": file.size} for file in files],
        "url": reverse("dossier:dossier", args=[job.network.department]),
        "url_label": "Voir le dossier",
    }


def generation(network: Any, pk: int) -> Generation | None:
    """A finished set of this network whose files are still there."""
    job = Job.objects.filter(network=network, kind=KIND, state=JobState.DONE, pk=pk).first()
    return _generation(job) if job else None


def last_generation(network: Any) -> Generation | None:
    """The newest whole set."""
    done = Job.objects.filter(network=network, kind=KIND, state=JobState.DONE).select_related("actor")
    job = done.first()
    return _generation(job) if job else None


def standing(network: Any) -> tuple[Generation | None, Job | None]:
    """The newest whole set, and the last generation asked for unless it went well. One query most of the time."""
    job = latest(network, KIND)
    if job is None:
        return None, None
    if job.state == JobState.DONE:
        return _generation(job), None
    return last_generation(network), job


def last_trail(network: Any) -> int:
    """The last line of the trail of a network: it names a state of all that the network holds. 0 when bare."""
    newest = AuditEntry.objects.filter(network=network).order_by("-pk").values_list("pk", flat=True).first()
    return newest or 0


def folder_of(job: Job) -> Path:
    """Private: no address serves it but the views, which check the network."""
    return _home(job) / str(job.pk)


def _home(job: Job) -> Path:
    return Path(settings.MAILLAGE_VAR) / "dossiers" / str(job.network_id)


def _generation(job: Job) -> Generation | None:
    if not folder_of(job).is_dir():
        return None
    files = tuple(Written(**file) for file in job.result.get("files", ()))
    return Generation(job, files, _changes_since(job))


def _changes_since(job: Job) -> int:
    return AuditEntry.objects.filter(network=job.network_id, pk__gt=job.result.get("trail") or 0).count()


def _settled(network: Any) -> tuple[Project, int]:
    """The project composed from one state of the network, and the last line of its trail in that state."""
    for _ in range(TRIES):
        trail, project = last_trail(network), project_of(network, today())
        try:
            project.once(compose)
        except NoProgramme as error:
            raise JobRefused("Ce réseau n'a pas encore de programme : commencez par en écrire un.") from error
        if last_trail(network) == trail:
            break
    return project, trail


def _purge(job: Job) -> None:
    """Remove the oldest sets, and what interrupted jobs left behind."""
    for old in sorted(_numbered(_home(job)), key=lambda path: int(path.name), reverse=True)[KEPT:]:
        shutil.rmtree(old, ignore_errors=True)
    for left in _home(job).glob(".dossier-*"):
        shutil.rmtree(left, ignore_errors=True)


def _numbered(home: Path) -> Iterator[Path]:
    return (path for path in home.iterdir() if path.name.isdigit())
