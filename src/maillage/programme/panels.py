"""What the programme shows elsewhere: on the page of a body, the steps that its meetings decide."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import NoReverseMatch, reverse

from maillage.base.plugs import Panel, Project
from maillage.base.ui.components import Badge, Cell, Head, Listing, Tone
from maillage.base.ui.panels import PagePanel
from maillage.base.values.french import short_date
from maillage.programme.domain.progress import StepProgress, StepState
from maillage.programme.readings import gated_steps, progress_of

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
    if target != "governance.Body":
        return
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


def _row(project: Project, item: StepProgress) -> list[Cell | str]:
    state = item.state
    if state is StepState.LATE and not progress_of(project).tracked:
        state = StepState.TO_COME  # nobody notes what is done: a date gone by says nothing
    shown = Badge(state.label, TONES.get(state, Tone.NEUTRAL))
    return [
        Cell(f"{item.step.code}. {item.step.title}", _action_url(project, item.action.code)),
        short_date(item.last_day),
        f"{item.action.code}. {item.action.title}",
        Cell("", badge=shown),
    ]


def _action_url(project: Project, code: str) -> str:
    try:
        return reverse("programme:action", args=[project.network.department, code])
    except NoReverseMatch:
        return ""
