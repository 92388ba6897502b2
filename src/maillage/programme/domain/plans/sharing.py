"""What of a programme is given to others: chosen actions, without what only makes sense here."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import timedelta

from maillage.programme.domain.actions import Action
from maillage.programme.domain.plans.fitting import Dropped, fitted, undated
from maillage.programme.domain.plans.reach_left import reachable
from maillage.programme.domain.programme import Axis, Objective, ProgrammeSection


@dataclass(frozen=True, kw_only=True)
class Shared:
    """What goes with the actions. `leads`: functions, which a small team may take for persons."""

    dates: bool = True
    notes: bool = False
    leads: bool = True
    libraries: bool = False


def shared(section: ProgrammeSection, codes: Collection[str], how: Shared) -> ProgrammeSection:
    """The programme reduced to the actions of these codes, their objectives and axes, and what those serve.

    What the file would not hold is not named: findings, contributions, bodies, groups.
    """
    axes = []
    for axis in section.axes:
        objectives = (_objective(one, codes, how) for one in axis.objectives)
        if kept := tuple(one for one in objectives if one.actions):
            axes.append(replace(axis, objectives=kept))
    served = {code for axis in axes for code in axis.orientations}
    served |= {code for axis in axes for one in axis.objectives for code in one.orientations}
    criteria = {code for axis in axes for one in axis.objectives for code in one.criteria}
    made = replace(
        section,
        orientations=tuple(one for one in section.orientations if one.code in served),
        criteria=tuple(one for one in section.criteria if one.code in criteria),
    )
    return replace(made, axes=_without_elsewhere(axes, made, how))


def chosen(section: ProgrammeSection, codes: Collection[str]) -> ProgrammeSection:
    """The programme with the actions of these codes alone, whole; what holds none of them goes."""
    axes = []
    for axis in section.axes:
        kept = (
            replace(one, actions=tuple(action for action in one.actions if action.code in codes))
            for one in axis.objectives
        )
        if objectives := tuple(one for one in kept if one.actions):
            axes.append(replace(axis, objectives=objectives))
    return replace(section, axes=tuple(axes))


def _objective(objective: Objective, codes: Collection[str], how: Shared) -> Objective:
    kept = tuple(_action(one, how) for one in objective.actions if one.code in codes and one.archived is None)
    return replace(objective, actions=kept)


def _action(action: Action, how: Shared) -> Action:
    made = action if how.dates else undated(action)
    if not how.notes:
        made = replace(made, notes=(), status=None, outlook=None)
        made = replace(made, steps=tuple(replace(step, done=None) for step in made.steps))
    if not how.leads:
        made = replace(
            made,
            lead="",
            team=(),
            risks=tuple(replace(risk, owner="") for risk in made.risks),
            notes=tuple(replace(note, author="") for note in made.notes),
        )
    return made


def _without_elsewhere(axes: list[Axis], section: ProgrammeSection, how: Shared) -> tuple[Axis, ...]:
    """The axes without references to what the file does not hold."""
    steps = {
        step.code
        for axis in axes
        for one in axis.objectives
        for action in one.actions
        for step in action.steps
    }
    places = {
        code
        for axis in axes
        for one in axis.objectives
        for action in one.actions
        for code in (*action.libraries, *action.epcis)
        if how.libraries
    }
    known = {
        "programme.Step": {code: code for code in steps},
        "programme.Orientation": {one.code: one.code for one in section.orientations},
        "programme.LabelCriterion": {one.code: one.code for one in section.criteria},
        "territory.Library": {code: code for code in places},
        "territory.Epci": {code: code for code in places},
    }
    dropped: list[Dropped] = []
    return tuple(
        replace(
            made,
            objectives=tuple(
                replace(
                    one,
                    actions=tuple(
                        reachable(was, now) for was, now in zip(before.actions, one.actions, strict=True)
                    ),
                )
                for before, one in zip(axis.objectives, made.objectives, strict=True)
            ),
        )
        for axis in axes
        for made in [fitted(axis, known, dropped)]
    )


def days_between(source: ProgrammeSection, here: ProgrammeSection) -> int:
    """By how many days a programme begins after another."""
    return (here.start - source.start) // timedelta(days=1)
