"""What contributions changed: the objectives and the actions that answer a theme."""

from __future__ import annotations

from dataclasses import dataclass

from maillage.base.plugs import Project
from maillage.programme.domain.progress import StepState
from maillage.programme.readings import NoProgramme, progress_of


@dataclass(frozen=True, kw_only=True)
class Changed:
    """An objective or an action that a theme changed. `target`: "programme.Action/A11"; `state` where it stands."""

    target: str
    code: str
    kind: str
    title: str
    state: str


def changed_by(project: Project, theme: str) -> tuple[Changed, ...]:
    """The objectives, then the actions, that answer a theme; none without a programme."""
    return _changes(project).get(theme, ())


def _changes(project: Project) -> dict[str, tuple[Changed, ...]]:
    return project.once(_changed)


def _changed(project: Project) -> dict[str, tuple[Changed, ...]]:
    found: dict[str, tuple[Changed, ...]] = {}
    try:
        progress = progress_of(project)
    except NoProgramme:
        return found
    objectives = [one for axis in progress.axes for one in axis.objectives]
    for one in objectives:
        for theme in one.objective.answers:
            made = _told("Objective", "objectif", one.objective, one.state, progress.tracked)
            found[theme] = (*found.get(theme, ()), made)
    for item in progress.actions():
        for theme in item.action.answers:
            made = _told("Action", "action", item.action, item.state, progress.tracked)
            found[theme] = (*found.get(theme, ()), made)
    return found


def _told(name: str, kind: str, thing: object, state: StepState, tracked: bool) -> Changed:
    code, title = getattr(thing, "code", ""), getattr(thing, "title", "")
    late = state is StepState.LATE
    # The public is told what is under way or done, not the detail of delays; the team sees them on its own pages.
    shown = StepState.UNDER_WAY.label if late and tracked else "" if late else state.label
    return Changed(target=f"programme.{name}/{code}", code=code, kind=kind, title=title, state=shown)
