"""The programme as it stood on a day before: what the trail remembers, else what the days written in it tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from maillage.programme.domain.actions import Action
from maillage.programme.domain.following import ActionStatus, Outlook
from maillage.programme.domain.parts import Degree, Risk
from maillage.programme.domain.programme import ProgrammeSection
from maillage.programme.domain.steps import Step

# An action as the trail keeps it: its fields as plain JSON.
Plain = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Memory:
    """What the trail remembers of a day: actions by code as they stood, None when not yet written; planned days
    (first included, last excluded) of steps that a calendar adopted since has moved."""

    actions: Mapping[str, Plain | None]
    planned: Mapping[str, tuple[date | None, date | None]]


NO_MEMORY = Memory(actions={}, planned={})


def rewound(programme: ProgrammeSection, day: date, memory: Memory = NO_MEMORY) -> ProgrammeSection:
    """The programme on the evening of `day`. Actions written since are left out; those removed since are not there:
    their place in the tree is not remembered."""
    axes = tuple(
        replace(
            axis,
            objectives=tuple(
                replace(
                    objective,
                    actions=tuple(
                        _action(one, day, memory)
                        for one in objective.actions
                        if memory.actions.get(one.code, {}) is not None
                    ),
                )
                for objective in axis.objectives
            ),
        )
        for axis in programme.axes
    )
    return replace(programme, axes=axes)


def _action(action: Action, day: date, memory: Memory) -> Action:
    was = memory.actions.get(action.code)
    if was is None:
        return replace(
            action,
            outlook=_noted(action, day),
            steps=tuple(_step(one, None, day, memory) for one in action.steps),
            archived=None if action.archived and action.archived > day else action.archived,
        )
    steps = {one["code"]: one for one in was.get("steps") or ()}
    now = {one.code: one for one in action.steps}
    kept = [_step(one, steps[code], day, memory) for code, one in now.items() if code in steps]
    return replace(
        action,
        lead=str(was.get("lead", action.lead)),
        status=_choice(ActionStatus, was.get("status")),
        outlook=_choice(Outlook, was.get("outlook")),
        archived=_day(was.get("archived")),
        risks=tuple(_risk(one) for one in was["risks"]) if "risks" in was else action.risks,
        steps=(*kept, *(_gone(one) for code, one in steps.items() if code not in now)),
    )


def _noted(action: Action, day: date) -> Outlook | None:
    """The outlook of that time: that of the last note until then; what it is now when no note since tells another."""
    before = [note for note in action.notes if note.day <= day and note.outlook]
    since = [note for note in action.notes if note.day > day and note.outlook]
    if before:
        return max(before, key=lambda note: note.day).outlook
    return None if since else action.outlook


def _step(step: Step, was: Plain | None, day: date, memory: Memory) -> Step:
    start, end = step.planned_start, step.planned_end
    done = step.done if step.done is None or step.done <= day else None
    if was is not None:
        start, end, done = _day(was.get("planned_start")), _day(was.get("planned_end")), _day(was.get("done"))
    if step.code in memory.planned:
        start, end = memory.planned[step.code]
    return replace(step, planned_start=start, planned_end=end, done=done)


def _gone(was: Plain) -> Step:
    """A step that is there no more: what tells it, and its days."""
    return Step(
        code=str(was["code"]),
        title=str(was.get("title", was["code"])),
        weeks=0,
        planned_start=_day(was.get("planned_start")),
        planned_end=_day(was.get("planned_end")),
        done=_day(was.get("done")),
    )


def _risk(was: Plain) -> Risk:
    return Risk(
        code=str(was["code"]),
        title=str(was.get("title", "")),
        likelihood=_choice(Degree, was.get("likelihood")),
        impact=_choice(Degree, was.get("impact")),
        answer=str(was.get("answer") or ""),
    )


def _day(raw: Any) -> date | None:
    return date.fromisoformat(raw) if raw else None


def _choice(kind: Any, raw: Any) -> Any:
    """The choice of a value; None for one that this version of the house no longer knows."""
    return next((one for one in kind if one.value == raw), None)
