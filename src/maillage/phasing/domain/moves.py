"""What a new calendar moves: actions, meetings, steps past their deadline. The programme before and after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from maillage.programme.domain import Action, Axis, Objective, ProgrammeSection, Step

Dates = Mapping[str, tuple[date, date]]


@dataclass(frozen=True, kw_only=True)
class ActionMove:
    """An action before and after. `days`: by how much its end moves, later above 0; None when it had no date."""

    before: Action
    after: Action
    days: int | None
    # How many of its steps change their dates.
    steps: int


@dataclass(frozen=True, kw_only=True)
class MeetingMove:
    """A step that another meeting would decide. `before` is None when it had no date."""

    action: Action
    step: Step
    before: date | None
    after: date


def redated(programme: ProgrammeSection, dates: Dates) -> ProgrammeSection:
    """The programme with these planned dates; the other steps keep theirs."""

    def of_action(action: Action) -> Action:
        steps = tuple(
            replace(step, planned_start=dates[step.code][0], planned_end=dates[step.code][1])
            if step.code in dates
            else step
            for step in action.steps
        )
        return replace(action, steps=steps)

    def of_objective(objective: Objective) -> Objective:
        return replace(objective, actions=tuple(map(of_action, objective.actions)))

    def of_axis(axis: Axis) -> Axis:
        return replace(axis, objectives=tuple(map(of_objective, axis.objectives)))

    return replace(programme, axes=tuple(map(of_axis, programme.axes)))


def action_moves(before: ProgrammeSection, after: ProgrammeSection) -> tuple[ActionMove, ...]:
    """The actions whose steps move, those that end much later first."""
    found = []
    for (_, _, old), (_, _, new) in zip(before.actions(), after.actions(), strict=True):
        steps = sum(_dates(a) != _dates(b) for a, b in zip(old.steps, new.steps, strict=True))
        if steps:
            days = (new.end - old.end).days if new.end and old.end else None
            found.append(ActionMove(before=old, after=new, days=days, steps=steps))
    return tuple(sorted(found, key=lambda move: (-(move.days or 0), move.after.code)))


def meeting_moves(before: ProgrammeSection, after: ProgrammeSection) -> tuple[MeetingMove, ...]:
    """The steps that go to another meeting, in the order of the new ones."""
    found = []
    for (_, old), (action, new) in zip(before.steps(), after.steps(), strict=True):
        day = new.last_day
        if new.gate and day and day != old.last_day:
            found.append(MeetingMove(action=action, step=new, before=old.last_day, after=day))
    return tuple(sorted(found, key=lambda move: (move.after, move.step.code)))


def _dates(step: Step) -> tuple[date | None, date | None]:
    return step.planned_start, step.planned_end


def last_of(action: Action) -> date | None:
    """The last planned day of an action, included."""
    if action.start is None or action.end is None:
        return None
    return max(action.start, action.end - timedelta(days=1))
