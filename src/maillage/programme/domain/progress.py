"""Where the programme is on a day: what is done, what is late, what waits, what comes next.

The plan says when a step should end, `Step.done` when it did. Only whole steps count: nobody types a percentage.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from maillage.base.values.fields import Choice
from maillage.programme.domain.actions import Action
from maillage.programme.domain.programme import Axis, Objective, ProgrammeSection
from maillage.programme.domain.steps import Step


class StepState(Choice):
    """The state of a step, or of what is made of steps. `WAITING`: it should have begun, a step before it is not done."""

    LATE = "late", "en retard"
    UNDER_WAY = "under_way", "en cours"
    WAITING = "waiting", "en attente"
    TO_COME = "to_come", "à venir"
    DONE = "done", "finie"
    UNDATED = "undated", "sans date"


@dataclass(frozen=True, kw_only=True)
class StepProgress:
    """A step on a day. `days_late`: since its planned end, or with which it was finished; 0 when on time.

    `held_by` names its predecessors that are not done.
    """

    action: Action
    step: Step
    state: StepState
    last_day: date | None
    days_late: int = 0
    held_by: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Tally:
    """Steps counted together."""

    steps: tuple[StepProgress, ...]

    def count(self, state: StepState) -> int:
        return sum(item.state is state for item in self.steps)

    @property
    def total(self) -> int:
        return len(self.steps)

    @property
    def done(self) -> int:
        return self.count(StepState.DONE)

    @property
    def share(self) -> Decimal | None:
        """The share of steps done, from 0 to 1; None without any step."""
        return Decimal(self.done) / self.total if self.steps else None

    @property
    def late(self) -> tuple[StepProgress, ...]:
        """Late steps, the longest late first."""
        return tuple(
            sorted(
                (item for item in self.steps if item.state is StepState.LATE),
                key=lambda item: (-item.days_late, item.step.code),
            )
        )

    @property
    def state(self) -> StepState:
        """Late as soon as a step is; under way from the first step begun to the last one done."""
        found = {item.state for item in self.steps}
        if found <= {StepState.UNDATED}:
            return StepState.UNDATED
        if found == {StepState.DONE}:
            return StepState.DONE
        if StepState.LATE in found:
            return StepState.LATE
        if StepState.UNDER_WAY in found:
            return StepState.UNDER_WAY
        if StepState.WAITING in found:
            return StepState.WAITING
        return StepState.UNDER_WAY if StepState.DONE in found else StepState.TO_COME

    @property
    def next_step(self) -> StepProgress | None:
        """What to do next: the first step not done, those that nothing holds before the others."""
        left = [item for item in self.steps if item.state is not StepState.DONE]
        return min(left, key=lambda item: (bool(item.held_by), *_by_day(item)), default=None)


@dataclass(frozen=True, kw_only=True)
class ActionProgress(Tally):
    action: Action


@dataclass(frozen=True, kw_only=True)
class ObjectiveProgress(Tally):
    objective: Objective
    actions: tuple[ActionProgress, ...]


@dataclass(frozen=True, kw_only=True)
class AxisProgress(Tally):
    axis: Axis
    objectives: tuple[ObjectiveProgress, ...]


@dataclass(frozen=True, kw_only=True)
class ProgrammeProgress(Tally):
    """The whole programme on `day`."""

    day: date
    axes: tuple[AxisProgress, ...]

    @property
    def tracked(self) -> bool:
        """Whether someone follows the programme: until a first step is marked done, "late" says nothing."""
        return any(item.step.done for item in self.steps)

    @cached_property
    def _steps(self) -> dict[str, StepProgress]:
        return {item.step.code: item for item in self.steps}

    @cached_property
    def _followers(self) -> dict[str, list[StepProgress]]:
        found: dict[str, list[StepProgress]] = {}
        for item in self.steps:
            for code in item.step.predecessors:
                found.setdefault(code, []).append(item)
        return found

    def step(self, code: str) -> StepProgress:
        """Raises KeyError."""
        return self._steps[code]

    def actions(self) -> Iterator[ActionProgress]:
        for axis in self.axes:
            for objective in axis.objectives:
                yield from objective.actions

    def action(self, code: str) -> ActionProgress:
        """Raises KeyError."""
        for item in self.actions():
            if item.action.code == code:
                return item
        raise KeyError(code)

    def upcoming(self, n: int) -> tuple[StepProgress, ...]:
        """The next `n` steps to finish, late ones left out, in the order of their planned days."""
        ahead = [i for i in self.steps if i.last_day and i.state not in (StepState.DONE, StepState.LATE)]
        return tuple(sorted(ahead, key=_by_day)[:n])

    def behind(self, code: str) -> tuple[StepProgress, ...]:
        """The steps not done that wait for this one, directly or not, in the order of their planned days."""
        found: dict[str, StepProgress] = {}
        left = [code]
        while left:
            for item in self._followers.get(left.pop(), ()):
                if item.step.code not in found:
                    found[item.step.code] = item
                    left.append(item.step.code)
        return tuple(
            sorted((item for item in found.values() if item.state is not StepState.DONE), key=_by_day)
        )


def _by_day(item: StepProgress) -> tuple[date, date, str]:
    """Dated steps in order, undated ones last."""
    return item.last_day or date.max, item.step.planned_start or date.max, item.step.code


def progress(programme: ProgrammeSection, on: date) -> ProgrammeProgress:
    """The programme on a day, from its steps up."""
    done = {step.code: step.done for _, step in programme.steps()}
    axes = tuple(
        _axis(axis, tuple(_objective(one, done, on) for one in axis.objectives)) for axis in programme.axes
    )
    return ProgrammeProgress(day=on, axes=axes, steps=_all(axes))


def _axis(axis: Axis, objectives: tuple[ObjectiveProgress, ...]) -> AxisProgress:
    return AxisProgress(axis=axis, objectives=objectives, steps=_all(objectives))


def _objective(objective: Objective, done: Mapping[str, date | None], on: date) -> ObjectiveProgress:
    actions = tuple(
        ActionProgress(action=action, steps=tuple(_step(action, step, done, on) for step in action.steps))
        for action in objective.actions
    )
    return ObjectiveProgress(objective=objective, actions=actions, steps=_all(actions))


def _all(parts: Iterable[Tally]) -> tuple[StepProgress, ...]:
    return tuple(item for part in parts for item in part.steps)


def _step(action: Action, step: Step, done: Mapping[str, date | None], on: date) -> StepProgress:
    held_by = tuple(code for code in step.predecessors if done.get(code) is None)
    last = step.last_day
    late = max(0, ((step.done or on) - last).days) if last else 0
    return StepProgress(
        action=action,
        step=step,
        state=step_state(step, on, held=bool(held_by)),
        last_day=last,
        days_late=late,
        held_by=held_by,
    )


def step_state(step: Step, on: date, *, held: bool = False) -> StepState:
    """The state of a step on a day; `held` when one of its predecessors is not done."""
    last = step.last_day
    if step.done:
        return StepState.DONE
    if last is None or step.planned_start is None:
        return StepState.UNDATED
    if last < on:
        return StepState.LATE
    if step.planned_start > on:
        return StepState.TO_COME
    return StepState.WAITING if held else StepState.UNDER_WAY
