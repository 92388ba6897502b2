"""Many action sheets in one file: made in the background, kept a while."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse

from maillage.base.clock import today
from maillage.base.jobs import JobRefused
from maillage.base.models import Job, JobState
from maillage.base.plugs import Project
from maillage.base.values.french import count
from maillage.dossier.action_sheets.content import printed_sheet
from maillage.dossier.action_sheets.parts import PrintedSheet
from maillage.dossier.action_sheets.pdf import sheets_pdf
from maillage.dossier.action_sheets.word import sheets_docx
from maillage.programme.readings import NoProgramme, programme_of
from maillage.rulebook.projects import project_of

KIND = "dossier.action_sheets"
LABEL = "Fiches action à imprimer"
KINDS = {"pdf": sheets_pdf, "docx": sheets_docx}
# Files kept for a network: a megabyte each at most.
KEPT = 6


def make_file(sheets: list[PrintedSheet], *, kind: str, title: str, day: date) -> bytes:
    """The sheets in one file; `kind` is "pdf" or "docx"."""
    return KINDS[kind](sheets, title=title, day=day)


def wanted_codes(project: Project, axis: str) -> list[str]:
    """The actions of an axis in order, those of the whole programme for ""."""
    return [one.code for place, _, one in programme_of(project).actions() if axis in ("", place.code)]


def make_sheets(job: Job) -> dict[str, Any]:
    """Write the file of a job. Raises JobRefused when there is no action to print."""
    kind, axis = job.arguments["format"], job.arguments["axis"]
    job.tell("Lecture du programme", 5)
    project = project_of(job.network, today())
    try:
        codes = wanted_codes(project, axis)
    except NoProgramme as error:
        raise JobRefused("Ce réseau n'a pas encore de programme : commencez par en écrire un.") from error
    if not codes:
        raise JobRefused("Il n'y a là aucune action : écrivez-en une, ou choisissez un autre axe.")
    sheets = [printed_sheet(project, code) for code in codes]
    job.tell(f"Mise en page de {count(len(sheets), 'fiche')}", 30)
    path = file_of(job)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    title = f"Fiches action – {programme_of(project).title}"
    part.write_bytes(make_file(sheets, kind=kind, title=title, day=project.today))
    part.replace(path)
    _purge(job)
    url = reverse("dossier:action-sheets-file", args=[job.network.department, job.pk])
    return {"sheets": len(sheets), "url": url, "url_label": f"Prendre {count(len(sheets), 'fiche')}"}


def file_of(job: Job) -> Path:
    """Private: no address serves it but the view, which checks the network."""
    home = Path(settings.MAILLAGE_VAR) / "fiches-action" / str(job.network_id)
    return home / f"{job.pk}.{job.arguments['format']}"


def finished(network: Any, pk: int) -> Path | None:
    """The file of a finished job of this network; None when it is no longer there."""
    job = Job.objects.filter(network=network, kind=KIND, state=JobState.DONE, pk=pk).first()
    if job is None:
        return None
    path = file_of(job)
    return path if path.is_file() else None


def _purge(job: Job) -> None:
    home = file_of(job).parent
    files = [path for path in home.iterdir() if path.suffix in (".pdf", ".docx")]
    kept = sorted(files, key=lambda path: int(path.stem), reverse=True)
    for old in [*kept[KEPT:], *home.glob("*.part")]:
        old.unlink(missing_ok=True)
