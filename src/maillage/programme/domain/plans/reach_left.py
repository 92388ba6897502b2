"""What is left of an action's reach and dates once references and days were dropped."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from maillage.base.values.periods import Period
from maillage.programme.domain.actions import Action
from maillage.programme.domain.reach import Reach
from maillage.programme.domain.steps import Step

_NEEDS = {Reach.EPCI: "epcis", Reach.GROUP: "group", Reach.LIBRARIES: "libraries"}


def reachable(before: Action, after: Action) -> Action:
    """`after`, whose reach is unknown again when it lost all that it named."""
    name = _NEEDS.get(after.reach) if after.reach else None
    if name and getattr(before, name) and not getattr(after, name):
        return replace(after, reach=None)
    return after


def in_period(action: Action, period: Period) -> tuple[Action, int]:
    """The action without the days of its steps that are outside the programme, and how many were."""
    steps, out = [], 0
    for step in action.steps:
        kept, lost = _step(step, period)
        steps.append(kept)
        out += lost
    return replace(action, steps=tuple(steps)), out


def _step(step: Step, period: Period) -> tuple[Step, int]:
    gone = [
        name for name in ("earliest", "latest", "fixed") if (day := getattr(step, name)) and day not in period
    ]
    last = step.last_day
    if step.planned_start and last and not (step.planned_start in period and last in period):
        gone += ["planned_start", "planned_end"]
    empty: dict[str, Any] = dict.fromkeys(gone)
    return replace(step, **empty), len(gone)
