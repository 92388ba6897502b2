"""Reading the composed dossier on screen: the contents, then chapter by chapter."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from maillage.base.plugs import Project
from maillage.base.ui.components import Badge, Fact, Link, NextStep, Tone
from maillage.base.ui.figures import linked_figures
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.values.remarks import Remark
from maillage.dossier.composition import compose
from maillage.dossier.contents import Chapter, chapter_of, chapters_of
from maillage.dossier.domain.completeness import TextState
from maillage.dossier.domain.texts import Slot
from maillage.dossier.linter import remarks_of


def slot_of(text: str) -> Slot:
    """The chapter of an address. Raises Http404."""
    try:
        return Slot(text)
    except ValueError:
        raise Http404("Le dossier n'a pas de chapitre de ce nom.") from None


def dossier_link(request: NetworkRequest) -> Link:
    return Link("Dossier", to(request, "dossier:dossier"))


@require_safe
def preview(request: NetworkRequest) -> HttpResponse:
    chapters = chapters_of(request.project)
    cover = request.project.once(compose).cover
    return page(
        request,
        "dossier/preview.html",
        title="Lire le dossier",
        lead="Le document tel qu'il sera généré, chapitre par chapitre.",
        crumbs=[dossier_link(request)],
        steps=None,
        cover=cover,
        facts=[Fact(label, value) for label, value in cover.facts],
        chapters=[
            (chapter, to(request, "dossier:chaptertext", chapter.slot.value))
            for chapter in chapters
            if chapter.part
        ],
    )


@require_safe
def chapter(request: NetworkRequest, slot: str) -> HttpResponse:
    found = chapter_of(request.project, slot_of(slot))
    before, after = _around(request.project, found)
    return page(
        request,
        "dossier/chapter.html",
        title=found.title,
        crumbs=[dossier_link(request), Link("Lire le dossier", to(request, "dossier:preview"))],
        tools=list(_tools(request, found)),
        steps=list(_steps(request, found)),
        chapter=found,
        blocks=linked_figures(request.project, found.blocks),
        state=_badge(found),
        edit=to(request, "dossier:chaptertext-edit", found.slot.value),
        before=_link(request, before, "arrow-left"),
        after=_link(request, after, "arrow-right"),
    )


def _around(project: Project, found: Chapter) -> tuple[Chapter | None, Chapter | None]:
    shown = [None, *(chapter for chapter in chapters_of(project) if chapter.part or chapter == found), None]
    here = shown.index(found)
    return shown[here - 1], shown[here + 1]


def _badge(found: Chapter) -> Badge | None:
    warned = found.state in (TextState.UNFINISHED, TextState.ABSENT)
    return Badge(found.state.label, Tone.WARNING) if warned else None


def _tools(request: NetworkRequest, found: Chapter) -> Iterator[Link]:
    if request.can_edit:
        label = (
            "Écrire le texte" if found.state in (TextState.ABSENT, TextState.SPARED) else "Modifier le texte"
        )
        yield Link(label, to(request, "dossier:chaptertext-edit", found.slot.value), "primary", "pencil")
    yield Link(
        "Historique", to(request, "dossier:chaptertext-history", found.slot.value), "button", "history"
    )


def _steps(request: NetworkRequest, found: Chapter) -> Iterator[NextStep]:
    if not request.can_edit:
        return
    edit = to(request, "dossier:chaptertext-edit", found.slot.value)
    if found.state is TextState.ABSENT:
        yield NextStep(
            "Écrire ce qui introduit ce chapitre", edit, "Les tableaux ne disent pas pourquoi.", Tone.WARNING
        )
    for remark in _remarks(request.project, found):
        if remark.code != "DOS-01":
            yield NextStep(remark.message, edit, remark.remedy_on_screen, Tone.WARNING)


def _remarks(project: Project, found: Chapter) -> list[Remark]:
    target = f"dossier.ChapterText/{found.slot.value}"
    return [remark for remark in remarks_of(project) if remark.target == target]


def _link(request: NetworkRequest, chapter: Chapter | None, icon: str) -> Link | None:
    if chapter is None:
        return None
    return Link(chapter.title, to(request, "dossier:chaptertext", chapter.slot.value), "button", icon)
