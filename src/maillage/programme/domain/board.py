"""The board: actions in a lane for each status, the most urgent first; what each waits for next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from maillage.programme.domain.following import ActionStatus
from maillage.programme.domain.progress import ActionProgress, StepProgress, StepState
from maillage.programme.domain.statuses import status_of


@dataclass(frozen=True, kw_only=True)
class Lane:
    """A column of the board."""

    status: ActionStatus
    items: tuple[ActionProgress, ...]


def lanes(items: Iterable[ActionProgress]) -> tuple[Lane, ...]:
    """A lane for each status, empty ones too; in each the greatest priority first, then the order of the programme."""
    found: dict[ActionStatus, list[ActionProgress]] = {status: [] for status in ActionStatus}
    for item in items:
        found[status_of(item)].append(item)
    return tuple(
        Lane(status=status, items=tuple(sorted(kept, key=lambda item: -item.action.priority)))
        for status, kept in found.items()
    )


def next_milestone(item: ActionProgress) -> StepProgress | None:
    """The first milestone to come (a step of no duration), else the next step to do; None when all is done."""
    left = [one for one in item.steps if one.state is not StepState.DONE and one.step.weeks == 0]
    dated = [one for one in left if one.last_day]
    return min(dated, key=lambda one: str(one.last_day), default=None) or item.next_step
