"""The phasing as a picture (`phasage.svg`) and as a table (`phasage.csv`)."""

from __future__ import annotations

from decimal import Decimal

from maillage.base.charts import GanttRow, Spec, gantt
from maillage.base.plugs import Project
from maillage.base.values.texts import decimal_text
from maillage.governance.domain import BodyKind
from maillage.governance.readings import governance_of
from maillage.programme.readings import last_day, programme_of

# The meetings drawn through the picture: those that decide. The others would hide it.
DRAWN = (BodyKind.ASSEMBLY, BodyKind.COPIL)


def action_gantt(project: Project) -> Spec | None:
    """One row an action, grouped by axis, its steps solid and its waits pale; None while nothing is dated."""
    programme = programme_of(project)
    period = programme.period
    assert period.end is not None
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
        )
        for axis, _, action in programme.actions()
        if action.start and action.end
    ]
    if not rows:
        return None
    gates = [
        (meeting.day, "")
        for body in governance_of(project).bodies
        if body.kind in DRAWN
        for meeting in body.meetings
        if meeting.day in period
    ]
    height = 15 if len(rows) <= 45 else max(11, 15 * 45 / len(rows))
    return gantt(rows=rows, start=period.start, end=period.end, gates=gates, height_per_row=height)


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
    rows = [[*header, "semaines", "jours de travail", "après", "instance"]]
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
                ]
            )
    return rows
