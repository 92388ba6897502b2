"""The plan of actions as a table: one line a step, in the columns that an import reads back without a change."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.spreadsheets import Sheet, Value
from maillage.programme.domain import Action, Axis, Objective, ProgrammeSection, Step
from maillage.programme.domain.plans.targets import BY_CODE

# In the order of a sheet; the codes, which nobody has to fill in, come last.
COLUMNS = (
    "axis", "objective", "title", "kind", "scope", "context", "description", "lead", "partners", "target_group", "result",
    "priority", "status", "outlook", "step", "weeks", "person_days", "start", "end", "earliest", "latest", "done",
    "code", "step_code", "axis_code", "objective_code",
)  # fmt: skip
HEADS = tuple(BY_CODE[name].label for name in COLUMNS)
NAME = "Plan d'actions"


def plan_sheet(section: ProgrammeSection) -> Sheet:
    """Every action that runs; an objective or an axis without action has a line of its own."""
    return Sheet(name=NAME, heads=HEADS, rows=list(_rows(section)))


def _rows(section: ProgrammeSection) -> Iterator[list[Value]]:
    for axis in section.axes:
        if not axis.objectives:
            yield _row({"axis": axis.title, "axis_code": axis.code})
        for objective in axis.objectives:
            running = [action for action in objective.actions if action.archived is None]
            if not running:
                yield _row(_place(axis, objective))
            for action in running:
                yield from _action(axis, objective, action)


def _action(axis: Axis, objective: Objective, action: Action) -> Iterator[list[Value]]:
    first: dict[str, Value] = {
        **_place(axis, objective),
        "title": action.title,
        "code": action.code,
        "kind": action.kind.label,
        "scope": action.scope.label,
        "context": action.context,
        "description": action.description,
        "lead": action.lead,
        "partners": " ; ".join(action.partners),
        "target_group": action.target_group,
        "result": action.result,
        "priority": action.priority,
        "status": action.status.label if action.status else "",
        "outlook": action.outlook.label if action.outlook else "",
    }
    again: dict[str, Value] = {**_place(axis, objective), "title": action.title, "code": action.code}
    for rank, step in enumerate(action.steps or (None,)):
        yield _row({**(again if rank else first), **_step(step)})


def _place(axis: Axis, objective: Objective) -> dict[str, Value]:
    return {
        "axis": axis.title,
        "axis_code": axis.code,
        "objective": objective.title,
        "objective_code": objective.code,
    }


def _step(step: Step | None) -> dict[str, Value]:
    if step is None:
        return {}
    return {
        "step": step.title,
        "step_code": step.code,
        "weeks": step.weeks,
        "person_days": step.person_days or None,
        "start": step.planned_start,
        "end": step.last_day,
        "earliest": step.earliest,
        "latest": step.latest,
        "done": step.done,
    }


def _row(given: dict[str, Value]) -> list[Value]:
    return [given.get(name) for name in COLUMNS]
