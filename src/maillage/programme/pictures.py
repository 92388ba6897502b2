"""The steps of an action drawn on a calendar."""

from __future__ import annotations

from datetime import date, timedelta

from maillage.base.charts import GanttRow, gantt
from maillage.base.plugs import Project
from maillage.base.values.french import count, short_date
from maillage.base.values.periods import add_months
from maillage.base.values.tree import Picture
from maillage.governance.readings import governance_of
from maillage.programme.domain.progress import ActionProgress, StepProgress, StepState
from maillage.programme.readings import progress_of

# Below, the months of a short action would be as wide as the page.
LEAST_MONTHS = 6


def step_row(item: StepProgress, *, tracked: bool, group: str = "") -> GanttRow | None:
    """A step as a row of a Gantt chart; None while it has no date."""
    step = item.step
    if step.planned_start is None or step.planned_end is None:
        return None
    late = tracked and item.state is StepState.LATE
    return GanttRow(
        group=group,
        label=f"{step.code}  {step.title}",
        start=step.planned_start,
        end=step.planned_end,
        kind=item.action.kind.value,
        milestone=not step.weeks,
        note="en retard" if late else "finie" if item.state is StepState.DONE else "",
        alert=late,
    )


def action_picture(project: Project, item: ActionProgress) -> Picture | None:
    """The Gantt chart of an action, the meetings it waits for and today's line; None while nothing is dated."""
    tracked = progress_of(project).tracked
    rows = [row for one in item.steps if (row := step_row(one, tracked=tracked))]
    start, last = item.action.start, item.action.end
    if not rows or start is None or last is None:
        return None
    first = start.replace(day=1)
    end = max(add_months((last - timedelta(days=1)).replace(day=1), 1), add_months(first, LEAST_MONTHS))
    return Picture(
        caption=f"Calendrier de l'action {item.action.code}",
        spec=gantt(rows=rows, start=first, end=end, gates=_gates(project, item), today=project.today),
        alt=f"Diagramme de Gantt de {count(len(rows), 'étape')}, du {short_date(start)} au "
        f"{short_date(max(start, last - timedelta(days=1)))} ; les dates sont dans le tableau des étapes.",
    )


def _gates(project: Project, item: ActionProgress) -> list[tuple[date, str]]:
    """The meetings that decide its steps, and the next one for a decision that was missed."""
    gated = [one for one in item.steps if one.step.gate and one.state is not StepState.UNDATED]
    days = {(one.step.gate, one.last_day) for one in gated}
    missed = {one.step.gate for one in gated if one.state is StepState.LATE}
    found = []
    for body in governance_of(project).bodies:
        ahead = min((m.day for m in body.meetings if m.day >= project.today), default=None)
        found += [
            (meeting.day, body.code)
            for meeting in body.meetings
            if (body.code, meeting.day) in days or (body.code in missed and meeting.day == ahead)
        ]
    return found
