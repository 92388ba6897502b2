"""What moved since a day, for the meeting: movements by axis, what is talked about, what comes, what to decide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from maillage.base.plugs import Project
from maillage.governance.domain import Body, Meeting
from maillage.governance.readings import next_meetings
from maillage.programme.commenting import unsettled
from maillage.programme.domain import Outlook, ProgrammeSection
from maillage.programme.domain.movements import Movements, movements
from maillage.programme.domain.progress import StepProgress, StepState
from maillage.programme.domain.rewinding import rewound
from maillage.programme.following.choosing import STEERING, Since
from maillage.programme.following.remembering import Trail, trail_since
from maillage.programme.readings import gated_steps, progress_of, whole_of


@dataclass(frozen=True, kw_only=True)
class Followed:
    """`then` moved into what is now; `asking`: comments not settled."""

    since: Since
    movements: Movements
    trail: Trail
    asking: list[Any]


def followed(project: Project, since: Since) -> Followed:
    """Raises NoProgramme. Four queries beside the programme's, whatever moved."""
    trail = trail_since(project.network, since.day, project.today)
    whole: ProgrammeSection = whole_of(project)
    then = rewound(whole, since.day, trail.memory)
    return Followed(
        since=since,
        movements=movements(then, whole, since.day, project.today),
        trail=trail,
        asking=list(unsettled(project.network)),
    )


@dataclass(frozen=True, kw_only=True)
class Ahead:
    """A step to watch: what happens to it (`finit`, `commence`) and on which day."""

    item: StepProgress
    verb: str
    day: Any


def ahead(project: Project, days: int) -> list[Ahead]:
    """Steps not done that end, or begin, within `days` days, the soonest first."""
    today, last = project.today, project.today + timedelta(days=days)
    found = []
    for item in progress_of(project).steps:
        start, end = item.step.planned_start, item.last_day
        if item.state is StepState.DONE or end is None or start is None:
            continue
        if today <= end <= last:
            found.append(Ahead(item=item, verb="finit" if item.step.weeks else "jalon", day=end))
        elif today <= start <= last:
            found.append(Ahead(item=item, verb="commence", day=start))
    return sorted(found, key=lambda one: (one.day, one.item.step.code))


def next_meeting(project: Project, since: Since) -> tuple[Body, Meeting] | None:
    """The next meeting of the body that one looks from; else of a steering body."""
    coming = next_meetings(project)
    if since.body:
        same = [pair for pair in coming if pair[0].code == since.body.code]
        return same[0] if same else None
    return next((pair for pair in coming if pair[0].kind in STEERING), None)


def to_decide(project: Project, meeting: tuple[Body, Meeting] | None) -> tuple[StepProgress, ...]:
    """The steps that a meeting is expected to decide."""
    return gated_steps(project).get((meeting[0].code, meeting[1].day), ()) if meeting else ()


def in_trouble(project: Project) -> Iterator[Any]:
    """The actions that people say will not make it."""
    return (item for item in progress_of(project).actions() if item.action.outlook is Outlook.LOW)
