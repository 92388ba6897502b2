"""What is set aside counts nowhere: no action, no step, and nothing waits for it."""

from __future__ import annotations

from datetime import date
from typing import Any

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
from maillage.programme.domain.archiving import archived, in_force


def action(code: str, steps: tuple[Step, ...] = (), **more: Any) -> Action:
    return Action(code=code, title=code, kind=ActionKind.TOOL, scope=Scope.NETWORK, steps=steps, **more)


def step(code: str, *predecessors: str) -> Step:
    return Step(code=code, title=code, weeks=1, predecessors=predecessors)


def programme(*actions: Action) -> ProgrammeSection:
    objective = Objective(code="O", title="O", actions=actions)
    return ProgrammeSection(
        title="T", start=date(2026, 1, 1), axes=(Axis(code="X", title="X", objectives=(objective,)),)
    )


MARCH, MAY = date(2026, 3, 1), date(2026, 5, 1)


def codes(section: ProgrammeSection) -> list[str]:
    return [one.code for _, _, one in section.actions()]


def test_an_archived_action_leaves_with_its_steps_and_its_place_stays_in_the_tree() -> None:
    kept = in_force(programme(action("A", (step("A-1"),), archived=MARCH), action("B", (step("B-1"),))))
    assert codes(kept) == ["B"]
    assert [one.code for _, one in kept.steps()] == ["B-1"]
    emptied = in_force(programme(action("A", archived=MARCH)))
    assert [one.code for _, one in emptied.objectives()] == ["O"]


def test_a_step_waits_no_longer_for_those_of_an_archived_action_and_still_for_others() -> None:
    gone = action("A", (step("A-1"), step("A-2", "A-1")), archived=MARCH)
    live = action("B", (step("B-1", "A-2"), step("B-2", "A-1", "B-1")))
    kept = dict((one.code, one.predecessors) for _, one in in_force(programme(gone, live)).steps())
    assert kept == {"B-1": (), "B-2": ("B-1",)}


def test_a_programme_without_anything_archived_is_the_same_object() -> None:
    section = programme(action("A", (step("A-1"),)), action("B", (step("B-1", "A-1"),)))
    assert in_force(section) is section


def test_the_last_archived_comes_first_with_its_objective() -> None:
    found = archived(programme(action("A", archived=MARCH), action("B"), action("C", archived=MAY)))
    assert [(objective.code, one.code) for objective, one in found] == [("O", "C"), ("O", "A")]
    assert archived(programme(action("B"))) == ()


def test_an_action_done_or_abandoned_still_counts_until_it_is_archived() -> None:
    ends = (ActionStatus.DONE, ActionStatus.ABANDONED)
    assert codes(in_force(programme(*(action(s.value, status=s) for s in ends)))) == ["done", "abandoned"]
