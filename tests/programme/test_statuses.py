"""The status of an action: what people said, else what its steps say; and where the two contradict each other."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from maillage.programme.domain import (
    Action,
    ActionKind,
    ActionStatus,
    Axis,
    Objective,
    ProgrammeSection,
    Scope,
    Step,
)
from maillage.programme.domain.progress import ActionProgress, progress
from maillage.programme.domain.statuses import contradiction, followed_status, status_of

TODAY = date(2026, 6, 15)
PAST, NOW, AHEAD, UNDATED = "past", "now", "ahead", "undated"
STARTS = {PAST: date(2026, 2, 2), NOW: date(2026, 6, 8), AHEAD: date(2026, 9, 7)}


def item(*steps: tuple[str, bool], status: ActionStatus | None = None) -> ActionProgress:
    """An action whose steps are (when, done): planned for four weeks, or not at all."""
    made = []
    for rank, (when, done) in enumerate(steps):
        start = STARTS.get(when)
        made.append(
            Step(
                code=f"S{rank}", title="Étape", weeks=4, planned_start=start,
                planned_end=start + timedelta(weeks=4) if start else None, done=TODAY if done else None,
            )
        )  # fmt: skip
    action = Action(
        code="A", title="A", kind=ActionKind.TOOL, scope=Scope.NETWORK, steps=tuple(made), status=status
    )
    axis = Axis(code="X", title="X", objectives=(Objective(code="O", title="O", actions=(action,)),))
    section = ProgrammeSection(title="T", start=date(2026, 1, 1), axes=(axis,))
    return progress(section, TODAY).action("A")


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ((), ActionStatus.IDEA),
        (((UNDATED, False),), ActionStatus.PLANNED),
        (((AHEAD, False),), ActionStatus.PLANNED),
        (((NOW, False), (AHEAD, False)), ActionStatus.UNDER_WAY),
        (((PAST, True), (AHEAD, False)), ActionStatus.UNDER_WAY),
        # Its time has come: that it is late does not send it back to what is planned.
        (((PAST, False), (AHEAD, False)), ActionStatus.UNDER_WAY),
        (((PAST, True), (PAST, False)), ActionStatus.UNDER_WAY),
        (((PAST, True), (NOW, True)), ActionStatus.DONE),
        (((UNDATED, True),), ActionStatus.DONE),
        (((UNDATED, True), (UNDATED, False)), ActionStatus.UNDER_WAY),
    ],
)
def test_without_a_declared_status_the_steps_say_it(
    steps: tuple[tuple[str, bool], ...], expected: ActionStatus
) -> None:
    assert status_of(item(*steps)) is followed_status(item(*steps)) is expected


@pytest.mark.parametrize("declared", list(ActionStatus))
def test_what_people_declared_is_shown_whatever_the_steps_say(declared: ActionStatus) -> None:
    one = item((PAST, True), (AHEAD, False), status=declared)
    assert status_of(one) is declared
    assert followed_status(one) is ActionStatus.UNDER_WAY


@pytest.mark.parametrize(
    ("declared", "steps", "told"),
    [
        (ActionStatus.DONE, ((PAST, True), (NOW, False)), "Elle est dite réalisée, et 1 étape ne l'est pas."),
        (
            ActionStatus.DONE,
            ((PAST, True), (NOW, False), (AHEAD, False)),
            "Elle est dite réalisée, et 2 étapes ne le sont pas.",
        ),
        (
            ActionStatus.IDEA,
            ((PAST, True), (NOW, False)),
            "Elle est dite « idée », et des étapes sont déjà finies.",
        ),
        (
            ActionStatus.PLANNED,
            ((PAST, True), (NOW, False)),
            "Elle est dite « prévue », et des étapes sont déjà finies.",
        ),
        (
            ActionStatus.UNDER_WAY,
            ((PAST, True),),
            "Toutes ses étapes sont finies, et elle est dite « en cours ».",
        ),
        (
            ActionStatus.PAUSED,
            ((PAST, True),),
            "Toutes ses étapes sont finies, et elle est dite « en pause ».",
        ),
        (ActionStatus.DONE, ((PAST, True),), ""),
        (ActionStatus.DONE, (), ""),
        (ActionStatus.ABANDONED, ((PAST, True), (NOW, False)), ""),
        (ActionStatus.ABANDONED, ((PAST, True),), ""),
        (ActionStatus.PAUSED, ((PAST, True), (NOW, False)), ""),
        (ActionStatus.UNDER_WAY, (), ""),
        (ActionStatus.PLANNED, ((NOW, False),), ""),
        (None, ((PAST, True),), ""),
    ],
)
def test_a_status_that_the_steps_contradict_is_told(
    declared: ActionStatus | None, steps: tuple[tuple[str, bool], ...], told: str
) -> None:
    assert contradiction(item(*steps, status=declared)) == told
