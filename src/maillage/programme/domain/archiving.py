"""The programme without what was set aside: an archived action counts nowhere, and nothing waits for it."""

from __future__ import annotations

from dataclasses import replace

from maillage.programme.domain.actions import Action
from maillage.programme.domain.programme import Objective, ProgrammeSection
from maillage.programme.domain.steps import Step


def in_force(programme: ProgrammeSection) -> ProgrammeSection:
    """The programme with its archived actions left out, and out of what their steps made others wait for."""
    gone = {step.code for action, step in programme.steps() if action.archived}
    if not any(action.archived for _, _, action in programme.actions()):
        return programme
    axes = tuple(
        replace(axis, objectives=tuple(_objective(one, gone) for one in axis.objectives))
        for axis in programme.axes
    )
    return replace(programme, axes=axes)


def _objective(objective: Objective, gone: set[str]) -> Objective:
    return replace(
        objective, actions=tuple(_freed(one, gone) for one in objective.actions if not one.archived)
    )


def _freed(action: Action, gone: set[str]) -> Action:
    if not any(gone.intersection(step.predecessors) for step in action.steps):
        return action
    steps = tuple(
        replace(step, predecessors=tuple(code for code in step.predecessors if code not in gone))
        for step in action.steps
    )
    return replace(action, steps=steps)


def archived(programme: ProgrammeSection) -> tuple[tuple[Objective, Action], ...]:
    """The actions set aside with their objective, the last archived first."""
    found = [(one, action) for _, one, action in programme.actions() if action.archived]
    return tuple(sorted(found, key=lambda pair: str(pair[1].archived), reverse=True))


def waits(programme: ProgrammeSection) -> tuple[tuple[Action, Step, tuple[str, ...]], ...]:
    """The steps in force that wait for archived ones: action, step, codes of the archived steps."""
    gone = {step.code for action, step in programme.steps() if action.archived}
    return tuple(
        (action, step, named)
        for action, step in programme.steps()
        if not action.archived and (named := tuple(code for code in step.predecessors if code in gone))
    )
