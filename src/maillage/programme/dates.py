"""The dates of the programme: decisions and public events."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import DatedEvent, Project
from maillage.programme.readings import programme_of, step_ends


def dates(project: Project) -> Iterator[DatedEvent]:
    ends = step_ends(project)
    for action, step in programme_of(project).steps():
        day = ends[step.code]
        if day and (step.gate or step.public or step.weeks == 0):
            kind = "décision" if step.gate else "jalon"
            yield DatedEvent(
                uid=f"programme-{step.code}",
                title=step.title,
                day=day,
                kind=kind,
                detail=f"Action {action.code}, {action.title}",
            )
