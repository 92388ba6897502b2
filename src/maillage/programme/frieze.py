"""The frieze as pictures: actions as bars, their milestones, the meetings of bodies, today's line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

from maillage.base.charts import GanttRow, gantt
from maillage.base.plugs import Project
from maillage.base.values.french import count, short_date
from maillage.base.values.tree import Picture
from maillage.governance.readings import governance_of
from maillage.programme.domain.frieze import Window
from maillage.programme.domain.progress import ActionProgress, AxisProgress, StepState
from maillage.programme.readings import number_of, progress_of

# Beyond, one picture an axis: the head of the calendar stays in sight.
ROWS_OF_ONE_PICTURE = 45
# Nothing is shrunk to fit a page: the screen scrolls.
TALL = 100_000
ROW_HEIGHT = 18
# Closer than this, every meeting fits; over the whole programme, those that decide something.
CLOSE_DAYS = 370

Line = tuple[AxisProgress, ActionProgress]


def pictures(project: Project, lines: Sequence[Line], window: Window) -> list[Picture]:
    """One picture, or one for each axis of a large programme; `lines` are dated actions in order."""
    if len(lines) <= ROWS_OF_ONE_PICTURE:
        return [_picture(project, lines, window, "")] if lines else []
    groups = groupby(lines, key=lambda line: line[0].axis.code)
    return [_picture(project, list(some), window, code) for code, some in groups]


def _picture(project: Project, lines: Sequence[Line], window: Window, axis: str) -> Picture:
    tracked = progress_of(project).tracked
    rows = [_row(project, *line, tracked=tracked) for line in lines]
    late = sum(row.alert for row in rows)
    of_axis = f", axe {number_of(project, 'Axis', axis)}" if axis else ""
    end = window.period.end
    assert end is not None
    return Picture(
        caption=f"Frise des actions{of_axis} : {window.label[:1].lower()}{window.label[1:]}",
        spec=gantt(
            rows=rows,
            start=window.period.start,
            end=end,
            gates=_gates(project, [item for _, item in lines], window),
            today=project.today,
            height_per_row=ROW_HEIGHT,
            max_height=TALL,
        ),
        alt=f"Frise de {count(len(rows), 'action')} groupées par axe, entre le {short_date(window.period.start)} et le "
        f"{short_date(end)}{f' ; {late} en retard' if late else ''}. Les dates sont dans les tableaux qui suivent.",
        source="Dates prévues. Teinte pleine : travail ; teinte pâle : attente.",
    )


def _row(project: Project, axis: AxisProgress, item: ActionProgress, *, tracked: bool) -> GanttRow:
    action = item.action
    assert action.start
    assert action.end
    late = tracked and item.state is StepState.LATE
    dated = [
        (s.weeks, s.planned_start, s.planned_end) for s in action.steps if s.planned_start and s.planned_end
    ]
    return GanttRow(
        group=f"Axe {number_of(project, 'Axis', axis.axis.code)}. {axis.axis.title}",
        label=f"{number_of(project, 'Action', action.code)}  {action.title}",
        start=action.start,
        end=action.end,
        kind=action.kind.value,
        milestone=action.start == action.end,
        pieces=tuple((start, end) for weeks, start, end in dated if weeks),
        marks=tuple(start for weeks, start, _ in dated if not weeks) if action.start != action.end else (),
        note="en retard" if late else "finie" if item.state is StepState.DONE else "",
        alert=late,
    )


def _gates(project: Project, items: Sequence[ActionProgress], window: Window) -> list[tuple[date, str]]:
    """The meetings to show: all of them in a year or less, else those that decide a step of these actions."""
    deciding: set[Any] = {
        (one.step.gate, one.last_day) for item in items for one in item.steps if one.step.gate
    }
    period = window.period
    close = period.end is not None and (period.end - period.start).days <= CLOSE_DAYS
    return [
        (meeting.day, body.code)
        for body in governance_of(project).bodies
        for meeting in body.meetings
        if meeting.day in period and (close or (body.code, meeting.day) in deciding)
    ]
