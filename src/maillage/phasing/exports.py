"""The phasing as a picture (`phasage.svg`) and as a table (`phasage.csv`)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from maillage.base.charts import GanttRow, Spec, gantt
from maillage.base.plugs import Project
from maillage.base.values.texts import decimal_text
from maillage.governance.domain import BodyKind
from maillage.governance.readings import governance_of
from maillage.programme.domain.progress import StepState, Tally
from maillage.programme.pictures import step_row
from maillage.programme.readings import last_day, programme_of, progress_of

# The meetings drawn through the picture: those that decide. The others would hide it.
DRAWN = (BodyKind.ASSEMBLY, BodyKind.COPIL)


def action_gantt(project: Project, *, live: bool = False) -> Spec | None:
    """One row an action, grouped by axis, its steps solid and its waits pale; None while nothing is dated.

    `live` draws today's line and tells what is late or done: a page of today, where a document lasts.
    """
    tracked = live and progress_of(project).tracked
    rows = [
        GanttRow(
            group=f"Axe {axis.code}. {axis.title}",
            label=f"{action.code}  {action.title}",
            start=action.start,
            end=action.end,
            kind=action.kind.value,
            milestone=action.start == action.end,
            pieces=tuple(
                (step.planned_start, step.planned_end)
                for step in action.steps
                if step.weeks and step.planned_start and step.planned_end
            ),
            **(_note(progress_of(project).action(action.code)) if tracked else {}),
        )
        for axis, _, action in programme_of(project).actions()
        if action.start and action.end
    ]
    height = 15 if len(rows) <= 45 else max(11, 15 * 45 / len(rows))
    return _drawn(project, rows, today=project.today if live else None, height=height)


def axis_gantt(project: Project, code: str) -> Spec | None:
    """One row a step, grouped by action, of one axis, on the day of the project; None while nothing is dated."""
    progress = progress_of(project)
    rows = [
        row
        for axis in progress.axes
        if axis.axis.code == code
        for item in axis.steps
        if (row := step_row(item, tracked=progress.tracked, group=f"{item.action.code}. {item.action.title}"))
    ]
    return _drawn(project, rows, today=project.today)


def _note(tally: Tally) -> dict[str, Any]:
    if tally.late:
        return {"note": "en retard", "alert": True}
    return {"note": "finie"} if tally.state is StepState.DONE else {}


def _drawn(
    project: Project, rows: Sequence[GanttRow], *, today: date | None, height: float = 15
) -> Spec | None:
    if not rows:
        return None
    period = programme_of(project).period
    assert period.end is not None
    gates = [
        (meeting.day, "")
        for body in governance_of(project).bodies
        if body.kind in DRAWN
        for meeting in body.meetings
        if meeting.day in period
    ]
    return gantt(
        rows=rows, start=period.start, end=period.end, gates=gates, today=today, height_per_row=height
    )


def csv_number(value: Decimal) -> str:
    """`2,5`: with a point, a French spreadsheet reads a text, or the second of May."""
    return decimal_text(value).replace(".", ",")


def phasing_rows(project: Project) -> list[list[str]]:
    """Header then one row a step, in the order of the programme. An undated step has empty dates."""
    header = [
        "axe",
        "action",
        "intitulé de l'action",
        "nature",
        "périmètre",
        "étape",
        "intitulé",
        "début",
        "fin",
    ]
    rows = [
        [
            *header,
            "semaines",
            "jours de travail",
            "après",
            "instance",
            "finie le",
            "délai après (semaines)",
            "date imposée",
        ]
    ]
    for axis, _, action in programme_of(project).actions():
        for step in action.steps:
            end = last_day(step)
            rows.append(
                [
                    axis.code,
                    action.code,
                    action.title,
                    action.kind.label,
                    action.scope.label,
                    step.code,
                    step.title,
                    step.planned_start.isoformat() if step.planned_start else "",
                    end.isoformat() if end else "",
                    str(step.weeks),
                    csv_number(step.person_days),
                    " ".join(step.predecessors),
                    step.gate or "",
                    step.done.isoformat() if step.done else "",
                    str(step.lag_weeks or ""),
                    step.fixed.isoformat() if step.fixed else "",
                ]
            )
    return rows
