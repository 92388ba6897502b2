"""Writes a project's dossier into a folder: every file or none."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from maillage.base.charts.render import svg
from maillage.base.plugs import Project
from maillage.base.spreadsheets import csv_bytes
from maillage.dossier.composition import compose
from maillage.dossier.linter import report
from maillage.dossier.renderings.calendar import render_calendar
from maillage.dossier.renderings.docx import render_docx
from maillage.dossier.renderings.pdf import render_pdf
from maillage.dossier.renderings.workbook import render_ods, render_workbook
from maillage.evaluation.exports import indicator_rows
from maillage.phasing.exports import action_gantt, phasing_rows

NAMES = frozenset(
    (
        "dossier.docx",
        "dossier.pdf",
        "plan-de-financement.xlsx",
        "plan-de-financement.ods",
        "calendrier.ics",
        "phasage.svg",
        "phasage.csv",
        "indicateurs.csv",
        "controle.txt",
    )
)


@dataclass(frozen=True, kw_only=True)
class Written:
    """A file of the dossier: its name, its French description and its size in bytes."""

    name: str
    label: str
    size: int


def _files(project: Project) -> Iterator[tuple[str, str, Callable[[], bytes]]]:
    document = project.once(compose)
    yield "dossier.docx", "le dossier, modifiable", lambda: render_docx(document)
    yield "dossier.pdf", "le dossier, accessible (PDF/UA)", lambda: render_pdf(document)
    yield (
        "plan-de-financement.xlsx",
        "le plan de financement, formules vivantes",
        lambda: render_workbook(project),
    )
    yield (
        "plan-de-financement.ods",
        "le même classeur, pour LibreOffice",
        lambda: render_ods(project),
    )
    yield "calendrier.ics", "les séances et les échéances", lambda: render_calendar(project)
    gantt = action_gantt(project)
    if gantt is not None:
        yield "phasage.svg", "le calendrier des actions", lambda: svg(gantt).encode()
    yield "phasage.csv", "les étapes et leurs dates", lambda: csv_bytes(phasing_rows(project))
    yield "indicateurs.csv", "les indicateurs et leurs cibles", lambda: csv_bytes(indicator_rows(project))
    yield "controle.txt", "les remarques du contrôle", lambda: report(project).encode()


MANIFEST = ".maillage.json"


def check_folder(folder: Path) -> None:
    """Raises ValueError, before anything is computed, when the dossier cannot be written there."""
    if not str(folder).strip() or (folder.exists() and not folder.is_dir()):
        raise ValueError(f"{folder} n'est pas un dossier : indiquez-en un autre (--out).")
    in_the_way = [path.name for path in folder.glob("*.*") if path.is_dir() and path.name in NAMES]
    if in_the_way:
        raise ValueError(
            f"{folder} contient un dossier nommé {in_the_way[0]} : renommez-le, ou choisissez un autre --out."
        )


def write_dossier(
    *, project: Project, folder: Path, progress: Callable[[str], None] = lambda name: None
) -> tuple[Written, ...]:
    """Write every file of the dossier. They replace the folder's files together, once all are made.

    A file that a person changed since it was written is kept beside, under another name.
    """
    written = []
    check_folder(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".dossier-") as temporary:
        for name, label, make in _files(project):
            progress(name)
            content = make()
            (Path(temporary) / name).write_bytes(content)
            written.append(Written(name=name, label=label, size=len(content)))
        folder.mkdir(exist_ok=True)
        _keep_edited(folder)
        digests = {item.name: _digest(Path(temporary) / item.name) for item in written}
        for item in written:
            (Path(temporary) / item.name).replace(folder / item.name)
        for stale in (
            NAMES - digests.keys()
        ):  # ours, and of an earlier build: what was edited is set aside by now
            (folder / stale).unlink(missing_ok=True)
        (folder / MANIFEST).write_text(json.dumps(digests), "utf-8")
    return tuple(written)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _keep_edited(folder: Path) -> None:
    """Set aside the files that are no longer what Maillage wrote: hours of a person's editing."""
    try:
        known = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        known = {}
    for path in (folder / name for name in sorted(NAMES)):
        if path.is_file() and _digest(path) != known.get(path.name):
            number = next(n for n in range(1, 1000) if not _aside(path, n).exists())
            path.replace(_aside(path, number))


def _aside(path: Path, number: int) -> Path:
    return path.with_name(f"{path.stem}-modifié-{number}{path.suffix}")
