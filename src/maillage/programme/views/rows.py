"""A line for each action, with what every list says of it; made once for a state of the network."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from maillage.base.plugs import Project
from maillage.base.values.french import number, short_date
from maillage.programme.completing import action_columns, completeness_of
from maillage.programme.domain import Action
from maillage.programme.domain.completeness import Filled
from maillage.programme.domain.following import ActionStatus, Outlook
from maillage.programme.domain.progress import ActionProgress, AxisProgress, ObjectiveProgress, StepState
from maillage.programme.domain.statuses import status_of
from maillage.programme.readings import number_of, progress_of
from maillage.programme.views import shown

# The tones that go with a status and a confidence; the words say the same.
STATUS_TONES = {
    ActionStatus.IDEA: "neutral",
    ActionStatus.PLANNED: "neutral",
    ActionStatus.UNDER_WAY: "info",
    ActionStatus.PAUSED: "warning",
    ActionStatus.DONE: "good",
    ActionStatus.ABANDONED: "neutral",
}
OUTLOOK_TONES = {Outlook.GOOD: "good", Outlook.FRAGILE: "warning", Outlook.LOW: "bad"}


@dataclass(frozen=True, kw_only=True)
class ActionRow:
    """An action as lists show it: texts are French and final. `figures`: what later rooms know, as (label, text)."""

    rank: int
    number: str
    action: Action
    axis: AxisProgress
    objective: ObjectiveProgress
    item: ActionProgress
    status: ActionStatus
    tone: str
    outlook_tone: str
    late: int
    dates: str
    start: date | None
    next_title: str
    next_day: date | None
    next_told: str
    filled: Filled
    lacks: str
    done: str
    figures: tuple[tuple[str, str], ...]
    amounts: tuple[Decimal | None, ...]
    state: Any


def rows_of(project: Project) -> tuple[ActionRow, ...]:
    """Every action in force, in the order of the programme."""
    return project.once(_rows)


def _rows(project: Project) -> tuple[ActionRow, ...]:
    progress = progress_of(project)
    found = [
        (axis, objective, item)
        for axis in progress.axes
        for objective in axis.objectives
        for item in objective.actions
    ]
    tracked = progress.tracked
    return tuple(_row(project, rank, *place, tracked) for rank, place in enumerate(found))


def _row(
    project: Project,
    rank: int,
    axis: AxisProgress,
    objective: ObjectiveProgress,
    item: ActionProgress,
    tracked: bool,
) -> ActionRow:
    action, status, ahead = item.action, status_of(item), item.next_step
    sheet = completeness_of(project)[action.code]
    columns = action_columns(project)
    amounts = tuple(column.values.get(action.code) for column in columns)
    return ActionRow(
        rank=rank,
        number=number_of(project, "Action", action.code),
        action=action,
        axis=axis,
        objective=objective,
        item=item,
        status=status,
        tone=STATUS_TONES[status],
        outlook_tone=OUTLOOK_TONES[action.outlook] if action.outlook else "",
        late=item.count(StepState.LATE) if tracked else 0,
        dates=shown.dates_text(action),
        start=action.start,
        next_title=ahead.step.title if ahead else "",
        next_day=ahead.last_day if ahead else None,
        next_told=short_date(ahead.last_day) if ahead and ahead.last_day else "",
        filled=sheet,
        lacks=", ".join(sheet.lacks),
        done=f"{number(item.done)} / {number(item.total)}" if item.total else "",
        figures=tuple(
            (column.label, shown.DASH if amount is None else column.told(amount))
            for column, amount in zip(columns, amounts, strict=True)
        ),
        amounts=amounts,
        state=shown.state_badge(item.state, tracked=tracked),
    )
