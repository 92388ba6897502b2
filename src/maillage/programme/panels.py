"""What the programme shows elsewhere: the steps that a body decides, what answers a finding, what a theme changed."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from maillage.base.plugs import Panel, Project
from maillage.base.ui.components import Badge, Cell, Head, Link, Listing, Tone
from maillage.base.ui.pages import thing_url
from maillage.base.ui.panels import PagePanel
from maillage.base.values.french import short_date
from maillage.programme.answering import changed_by
from maillage.programme.domain.progress import StepProgress, StepState
from maillage.programme.readings import gated_steps, objectives_of, progress_of

TONES = {
    StepState.LATE: Tone.BAD,
    StepState.DONE: Tone.GOOD,
    StepState.UNDER_WAY: Tone.INFO,
    StepState.WAITING: Tone.WARNING,
}


def panels(project: Project) -> Iterator[Panel]:
    """Nothing in documents: the chapter on governance tells the meetings."""
    return iter(())


def page_panels(project: Project, target: str, code: str) -> Iterator[PagePanel]:
    if target == "governance.Body":
        yield from _decided(project, code)
    elif target == "diagnosis.Finding":
        yield _served(project, code)
    elif target == "diagnosis.ContributionTheme":
        yield _changes(project, code)


def _decided(project: Project, code: str) -> Iterator[PagePanel]:
    found = gated_steps(project)
    decided = [item for (body, _), items in sorted(found.items()) if body == code for item in items]
    if decided:
        yield PagePanel(
            title="Ce que ces séances décident",
            lead="Ces étapes finissent le jour d'une séance : si la date glisse, elles glissent avec elle.",
            listing=Listing(
                caption="Étapes soumises à cette instance",
                heads=(Head("Étape"), Head("Séance"), Head("Action"), Head("État")),
                rows=[_row(project, item) for item in decided],
                anchor="etapes-soumises",
            ),
        )


def _served(project: Project, finding: str) -> PagePanel:
    """The objectives that a finding calls for."""
    found = [one for _, one in objectives_of(project) if finding in one.findings]
    new = f"{_url(project, 'programme:objective-new')}?findings={finding}"
    return PagePanel(
        title="Objectifs qui y répondent",
        lead=""
        if found
        else "Aucun objectif ne répond encore à ce constat : dites ce que le projet en fait.",
        listing=Listing(
            caption="Objectifs qui citent ce constat",
            heads=(Head("Objectif"), Head("Actions", "right")),
            rows=[
                [
                    Cell(f"{one.code} {one.title}", _url(project, "programme:objective", one.code)),
                    str(len(one.actions)),
                ]
                for one in found
            ],
            anchor="objectifs",
        )
        if found
        else None,
        edits=(Link("Ajouter un objectif", new, "button", "plus"),),
    )


def _changes(project: Project, theme: str) -> PagePanel:
    """What a theme changed, or that it has changed nothing yet."""
    found = changed_by(project, theme)
    return PagePanel(
        title="Ce que ce thème a changé",
        lead=""
        if found
        else "Aucun objectif ni aucune action ne dit encore répondre à ce thème. Cochez-le dans leur "
        "formulaire, sous « Contributions entendues ».",
        listing=Listing(
            caption="Objectifs et actions qui y répondent",
            heads=(Head("Objectif ou action"), Head("Nature"), Head("État")),
            rows=[
                [
                    Cell(f"{one.code} {one.title}", thing_url(project.network.department, one.target)),
                    one.kind,
                    one.state or "en cours",
                ]
                for one in found
            ],
            anchor="changements",
        )
        if found
        else None,
    )


def _row(project: Project, item: StepProgress) -> list[Cell | str]:
    state = item.state
    if state is StepState.LATE and not progress_of(project).tracked:
        state = StepState.TO_COME  # nobody notes what is done: a date gone by says nothing
    shown = Badge(state.label, TONES.get(state, Tone.NEUTRAL))
    return [
        Cell(f"{item.step.code}. {item.step.title}", _url(project, "programme:action", item.action.code)),
        short_date(item.last_day),
        f"{item.action.code}. {item.action.title}",
        Cell("", badge=shown),
    ]


def _url(project: Project, name: str, *codes: str) -> str:
    return reverse(name, args=[project.network.department, *codes])
