"""Where the dossier stands: how complete it is, its chapters, the last set of files, and making another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from maillage.base.jobs import start
from maillage.base.models import Job
from maillage.base.ui.components import Badge, Cell, Head, Link, Listing, NextStep, Tile, Tone
from maillage.base.ui.pages import NetworkRequest, needs, page, to
from maillage.base.values.french import count, number, percent
from maillage.base.values.remarks import Severity
from maillage.dossier.contents import Chapter, chapters_of
from maillage.dossier.domain.completeness import Completeness, TextState
from maillage.dossier.generation import KIND, LABEL, Generation, standing
from maillage.dossier.linter import counts, remarks_of
from maillage.dossier.places import piece_url
from maillage.dossier.readings import completeness_of
from maillage.programme.readings import NoProgramme

TONES = {
    TextState.WRITTEN: Tone.GOOD,
    TextState.UNFINISHED: Tone.WARNING,
    TextState.ABSENT: Tone.WARNING,
    TextState.SPARED: Tone.NEUTRAL,
}


@require_safe
def dossier(request: NetworkRequest) -> HttpResponse:
    complete = completeness_of(request.project)
    try:
        chapters, remarks = chapters_of(request.project), counts(remarks_of(request.project))
    except NoProgramme:
        return _bare(request, complete)
    files, job = standing(request.network)
    return page(
        request,
        "dossier/dossier.html",
        title="Dossier",
        lead="Le projet tel qu'il sera déposé : ses textes, ses tableaux, ses fichiers.",
        tools=list(_tools(request)),
        steps=list(_steps(request, complete, remarks, files)),
        tiles=_tiles(request, complete, remarks),
        chapters=_chapters(request, chapters),
        missing=_missing(request, complete),
        files=files,
        documents=_documents(request, files) if files else None,
        job=_shown(request, job) if job else None,
    )


@require_POST
@needs("team")
def generate(request: NetworkRequest) -> HttpResponse:
    job = start(network=request.network, kind=KIND, label=LABEL, actor=request.user)
    return redirect(to(request, "desk:job", job.pk))


def _bare(request: NetworkRequest, complete: Completeness) -> HttpResponse:
    """There is no programme yet: what a dossier will hold, and how to begin."""
    begin = to(request, "portability:new-programme")
    steps = [NextStep("Commencer un programme", begin, "Depuis un modèle ou un fichier.")]
    return page(
        request,
        "dossier/dossier.html",
        title="Dossier",
        lead="Le dossier se composera à mesure que le programme s'écrit.",
        steps=steps if request.can_edit else [],
        tiles=[_share(complete)],
        missing=_missing(request, complete),
    )


def _tools(request: NetworkRequest) -> Iterator[Link]:
    yield Link("Lire le dossier", to(request, "dossier:preview"), "button", "book-open")
    yield Link("Fiches action", to(request, "dossier:action-sheets"), "button", "file-text")
    if request.can_edit:
        yield Link("Réglages du dossier", to(request, "dossier:dossier-edit"), "button", "settings-2")


def _steps(
    request: NetworkRequest, complete: Completeness, remarks: dict[Severity, int], files: Generation | None
) -> Iterator[NextStep]:
    blocking = remarks[Severity.BLOCKING]
    if blocking:
        url = f"{to(request, 'dossier:remarks')}?gravite=blocking"
        yield NextStep(
            f"Lever {count(blocking, 'blocage')}", url, "Un dossier bloqué serait renvoyé.", Tone.BAD
        )
    if not request.can_edit:
        return
    for piece in complete.missing[:1]:
        url = piece_url(request.network.department, piece)
        yield NextStep(f"Manque : {piece.label[0].lower()}{piece.label[1:]}", url, piece.remedy, Tone.WARNING)
    if files is None:
        yield NextStep("Générer le dossier", "#fichiers", "Aucun fichier n'a encore été généré.")
    elif files.changes:
        yield NextStep("Générer le dossier à nouveau", "#fichiers", _told_changes(files))


def _told_changes(files: Generation) -> str:
    return f"{count(files.changes, 'modification')} depuis la dernière génération."


def _share(complete: Completeness) -> Tile:
    return Tile(
        "Dossier complet à",
        percent(complete.share),
        f"{number(complete.present)} éléments sur {number(complete.total)}",
        "#manque" if complete.missing else "",
        share=float(complete.share),
    )


def _tiles(request: NetworkRequest, complete: Completeness, remarks: dict[Severity, int]) -> list[Tile]:
    tones = {Severity.BLOCKING: Tone.BAD, Severity.WARNING: Tone.WARNING}
    return [
        _share(complete),
        *(
            Tile(
                f"{severity.label.capitalize()}s",
                number(found),
                url=f"{to(request, 'dossier:remarks')}?gravite={severity.value}",
                tone=tones.get(severity, Tone.NEUTRAL) if found else Tone.GOOD,
            )
            for severity, found in remarks.items()
        ),
    ]


def _chapters(request: NetworkRequest, chapters: tuple[Chapter, ...]) -> Listing:
    return Listing(
        caption="Chapitres du dossier",
        heads=(Head("Chapitre"), Head("Texte"), Head("Ce que Maillage y compose")),
        rows=[
            (
                Cell(chapter.title, to(request, "dossier:chaptertext", chapter.slot.value)),
                Cell("", badge=Badge(chapter.state.label, TONES[chapter.state])),
                chapter.told or "rien encore",
            )
            for chapter in chapters
        ],
    )


def _missing(request: NetworkRequest, complete: Completeness) -> list[Link]:
    department = request.network.department
    return [
        Link(
            f"{piece.label} : {piece.remedy[0].lower()}{piece.remedy[1:]}",
            piece_url(department, piece) if request.can_edit or piece.page != "dossier:dossier-edit" else "",
        )
        for piece in complete.missing
    ]


def _documents(request: NetworkRequest, files: Generation) -> Listing:
    return Listing(
        caption="Fichiers du dossier",
        heads=(Head("Fichier"), Head("Contenu"), Head("Taille", "right")),
        rows=[
            (
                Cell(file.name, to(request, "dossier:download", files.job.pk, file.name)),
                file.label[:1].upper() + file.label[1:],
                weight(file.size),
            )
            for file in files.files
        ],
    )


def weight(size: int) -> str:
    """`312 Ko`, `1,4 Mo`; never nothing."""
    return f"{number(max(1, size // 1000))} Ko" if size < 1_000_000 else f"{number(size / 1_000_000, 1)} Mo"


@dataclass(frozen=True)
class ShownJob:
    """A job as `ui_job` shows it; its own page tells the rest."""

    id: int
    label: str
    state: str
    progress: int | None
    message: str
    url: str


def _shown(request: NetworkRequest, job: Job) -> ShownJob:
    url = to(request, "desk:job", job.pk)
    return ShownJob(job.pk, job.label, job.state, job.progress, job.message, url)
