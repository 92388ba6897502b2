"""The dates of the programme: decisions and public events."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import DatedEvent, Project
from maillage.programme.domain.progress import StepState
from maillage.programme.readings import progress_of


def dates(project: Project) -> Iterator[DatedEvent]:
    progress = progress_of(project)
    for item in progress.steps:
        action, step, day = item.action, item.step, item.last_day
        if day and (step.gate or step.public or step.weeks == 0):
            kind = "décision" if step.gate else "jalon"
            yield DatedEvent(
                uid=f"programme-{step.code}",
                title=step.title,
                day=day,
                kind=kind,
                detail=f"Action {action.code}, {action.title}",
                target=f"programme.Action/{action.code}",
                missed=progress.tracked and item.state is StepState.LATE,
            )
