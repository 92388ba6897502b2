"""The action that a page shows, in force or set aside, with what stands around it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import Http404

from maillage.base.plugs import Project
from maillage.programme.domain import Action, Axis, Objective
from maillage.programme.domain.progress import ActionProgress, progress
from maillage.programme.readings import (
    archived_of,
    number_of,
    objective_of,
    objectives_of,
    programme_of,
    progress_of,
)


@dataclass(frozen=True, kw_only=True)
class Found:
    """`number`: what the order gives it, "" when archived. `before` and `after`: its neighbours in force."""

    item: ActionProgress
    axis: Axis
    objective: Objective
    number: str
    before: Action | None = None
    after: Action | None = None

    @property
    def action(self) -> Action:
        return self.item.action


def find_action(project: Project, code: str) -> Found:
    """Raises Http404 when no action, in force or archived, has this code."""
    try:
        item = progress_of(project).action(code)
    except KeyError:
        return _set_aside(project, code)
    axis, objective = objective_of(project, code)
    actions = [one.action for one in progress_of(project).actions()]
    place = [one.code for one in actions].index(code)
    return Found(
        item=item,
        axis=axis,
        objective=objective,
        number=number_of(project, "Action", code),
        before=actions[place - 1] if place else None,
        after=actions[place + 1] if place + 1 < len(actions) else None,
    )


def _set_aside(project: Project, code: str) -> Found:
    for held_by, action in archived_of(project):
        if action.code == code:
            axis, objective = next(pair for pair in objectives_of(project) if pair[1].code == held_by.code)
            # Alone in a programme of its own: what it waits for elsewhere says nothing of it any more.
            own = {step.code for step in action.steps}
            steps = tuple(
                replace(step, predecessors=tuple(c for c in step.predecessors if c in own))
                for step in action.steps
            )
            alone = replace(objective, actions=(replace(action, steps=steps),))
            programme = replace(programme_of(project), axes=(replace(axis, objectives=(alone,)),))
            item = replace(progress(programme, project.today).action(code), action=action)
            return Found(item=item, axis=axis, objective=objective, number="")
    raise Http404("Cette action n'existe pas, ou plus.")
