"""What moving an action does to the calendar: the steps of others that wait for it, and its own dates that are imposed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from maillage.base.values.fields import Choice
from maillage.base.values.french import count, plain_date
from maillage.base.values.periods import add_months
from maillage.programme.domain import Action, Step


class Snag(Choice):
    """Why a step does not stand the move."""

    FOLLOWER = "follower", "commence trop tôt"
    LATEST = "latest", "finit trop tard"
    FIXED = "fixed", "date imposée"
    GATE = "gate", "séance à retrouver"


@dataclass(frozen=True, kw_only=True)
class Upset:
    """A step that a move upsets: of which action, why, and in French, with the days."""

    action: str
    step: str
    snag: Snag
    message: str


def upsets(actions: Iterable[Action], shifted: Mapping[str, int]) -> tuple[Upset, ...]:
    """What stops holding when steps go so many months later (or earlier): order of steps, imposed dates, meetings."""
    steps = {step.code: (action, step) for action in actions for step in action.steps}

    def start(step: Step) -> date | None:
        return _at(step.planned_start, shifted.get(step.code, 0))

    def end(step: Step) -> date | None:
        return _at(step.planned_end, shifted.get(step.code, 0))

    found: list[Upset] = []
    for action, step in steps.values():
        for code in step.predecessors:
            if code not in steps or shifted.get(code, 0) == shifted.get(step.code, 0):
                continue
            other, before = steps[code]
            ready, begins = end(before), start(step)
            if ready is None or begins is None or step.done:
                continue
            ready += timedelta(weeks=step.lag_weeks)
            # A plan may already break the order: only what the move adds is told.
            if begins < ready and not _already(step, before):
                found.append(_follower(action, step, other, before, (ready - begins).days))
        if shifted.get(step.code, 0):
            found += _own(action, step, end(step))
    return tuple(found)


def _at(day: date | None, months: int) -> date | None:
    return add_months(day, months) if day and months else day


def _already(step: Step, before: Step) -> bool:
    if step.planned_start is None or before.planned_end is None:
        return False
    return step.planned_start < before.planned_end + timedelta(weeks=step.lag_weeks)


def _follower(action: Action, step: Step, other: Action, before: Step, days: int) -> Upset:
    return Upset(
        action=action.code,
        step=step.code,
        snag=Snag.FOLLOWER,
        message=f"{step.code}. {step.title} ({action.code}) commencerait {count(days, 'jour')} avant la fin de "
        f"{before.code}. {before.title} ({other.code}), dont elle dépend.",
    )


def _own(action: Action, step: Step, end: date | None) -> Iterator[Upset]:
    told: list[tuple[Snag, str]] = []
    if step.latest and end and end > step.latest:
        told.append((Snag.LATEST, f"doit être finie le {plain_date(step.latest)} au plus tard"))
    if step.fixed:
        told.append((Snag.FIXED, f"a une date imposée, le {plain_date(step.fixed)}"))
    if step.gate:
        told.append((Snag.GATE, f"finit avec une séance ({step.gate}) : il en faut une à la nouvelle date"))
    for snag, why in told:
        yield Upset(
            action=action.code, step=step.code, snag=snag, message=f"{step.code}. {step.title} {why}."
        )
