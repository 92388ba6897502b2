"""Where a programme stands on a day: states of steps, what they hold, and the figures that count them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from builders import minimal_text, project_for, read_text, saved_network
from maillage.base.plugs import figures_of
from maillage.programme.domain import Action, ActionKind, Axis, Objective, ProgrammeSection, Scope, Step
from maillage.programme.domain.progress import ProgrammeProgress, StepState, progress, step_state
from maillage.programme.readings import gated_steps, progress_of

WEEK = (date(2026, 3, 2), date(2026, 3, 7))


def step(code: str, **given: object) -> Step:
    start, end = WEEK
    return Step(
        **{"code": code, "title": code, "weeks": 1, "planned_start": start, "planned_end": end, **given}
    )  # type: ignore[arg-type]


def seen(*steps: Step, on: date) -> ProgrammeProgress:
    action = Action(code="A1", title="Une action", kind=ActionKind.TOOL, scope=Scope.NETWORK, steps=steps)
    objective = Objective(code="O1", title="Un objectif", actions=(action,))
    section = ProgrammeSection(
        title="Un programme",
        start=date(2026, 1, 1),
        axes=(Axis(code="X1", title="Un axe", objectives=(objective,)),),
    )
    return progress(section, on)


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2026, 3, 1), StepState.TO_COME),
        (date(2026, 3, 2), StepState.UNDER_WAY),
        (date(2026, 3, 6), StepState.UNDER_WAY),
        (date(2026, 3, 7), StepState.LATE),
    ],
)
def test_a_step_is_late_the_day_after_its_last_one(on: date, state: StepState) -> None:
    assert step_state(step("S"), on) is state


def test_a_milestone_is_under_way_on_its_day_and_late_on_the_next() -> None:
    meeting = step("S", weeks=0, planned_start=date(2026, 3, 5), planned_end=date(2026, 3, 5))
    assert step_state(meeting, date(2026, 3, 5)) is StepState.UNDER_WAY
    assert step_state(meeting, date(2026, 3, 6)) is StepState.LATE


def test_a_step_done_is_done_whatever_the_day_and_an_undated_one_is_nothing_else() -> None:
    assert step_state(step("S", done=date(2026, 6, 1)), date(2026, 4, 1)) is StepState.DONE
    assert step_state(step("S", planned_start=None, planned_end=None), date(2027, 1, 1)) is StepState.UNDATED


def test_a_step_whose_start_has_come_waits_for_what_comes_before() -> None:
    first = step("S1", planned_start=date(2026, 2, 2), planned_end=date(2026, 2, 7))
    found = seen(first, step("S2", predecessors=("S1",)), on=date(2026, 3, 3))
    assert [item.state for item in found.steps] == [StepState.LATE, StepState.WAITING]
    assert found.step("S2").held_by == ("S1",)
    assert found.step("S1").days_late == 25
    assert [item.step.code for item in found.behind("S1")] == ["S2"]
    assert found.next_step is found.step("S1")


def test_days_late_of_a_finished_step_are_those_it_ended_with() -> None:
    found = seen(step("S1", done=date(2026, 3, 16)), step("S2", done=date(2026, 3, 1)), on=date(2027, 1, 1))
    assert [item.days_late for item in found.steps] == [10, 0]
    assert found.share == 1
    assert found.state is StepState.DONE


def test_what_waits_is_found_through_the_whole_chain_but_not_what_is_done() -> None:
    chain = [step("S0"), *(step(f"S{n}", predecessors=(f"S{n - 1}",)) for n in range(1, 400))]
    found = seen(*chain, step("S400", predecessors=("S399",), done=date(2026, 3, 1)), on=date(2026, 5, 1))
    assert len(found.behind("S0")) == 399


def test_levels_add_up_to_the_programme() -> None:
    found = seen(step("S1", done=date(2026, 3, 6)), step("S2"), step("S3"), on=date(2026, 3, 10))
    assert (found.done, found.total, len(found.late)) == (1, 3, 2)
    assert found.share == Decimal(1) / 3
    assert sum(found.count(state) for state in StepState) == found.total
    assert found.axes[0].objectives[0].actions[0].steps == found.steps
    assert found.state is StepState.LATE
    assert found.tracked


def test_without_any_step_a_share_is_unknown() -> None:
    found = seen(on=date(2026, 3, 10))
    assert found.share is None
    assert found.state is StepState.UNDATED
    assert found.next_step is None


def test_between_two_steps_an_action_is_under_way_and_before_the_first_to_come() -> None:
    later = step("S2", planned_start=date(2026, 6, 1), planned_end=date(2026, 6, 6))
    assert seen(step("S1", done=WEEK[0]), later, on=date(2026, 4, 1)).state is StepState.UNDER_WAY
    assert seen(later, on=date(2026, 4, 1)).state is StepState.TO_COME


def test_the_next_steps_leave_out_late_and_done_ones() -> None:
    ahead = step("S2", planned_start=date(2026, 6, 1), planned_end=date(2026, 6, 6))
    found = seen(ahead, step("S1"), step("S3", done=WEEK[0]), on=date(2026, 4, 1))
    assert [item.step.code for item in found.upcoming(5)] == ["S2"]
    assert found.upcoming(0) == ()


DATES = (
    ("weeks: 4\n", "weeks: 4\n                  planned_start: 2026-01-05\n                  planned_end: 2026-01-31\n"),
    ("gate: COPIL\n", "gate: COPIL\n                  planned_start: 2026-02-10\n                  planned_end: 2026-02-10\n"),
)  # fmt: skip


def dated_text() -> str:
    text = minimal_text()
    for old, new in DATES:
        text = text.replace(old, new, 1)
    return text


@pytest.mark.django_db
def test_a_real_end_goes_through_the_file_and_the_base() -> None:
    text = dated_text().replace(
        "planned_end: 2026-01-31\n", "planned_end: 2026-01-31\n                  done: 2026-02-03\n"
    )
    project = project_for(saved_network(file=read_text(text)), date(2026, 3, 2))
    found = progress_of(project)
    assert found.step("A11-1").step.done == date(2026, 2, 3)
    assert found.step("A11-1").days_late == 4
    # Not decided on 10 February, it comes back at the next meeting.
    assert {key: [i.step.code for i in items] for key, items in gated_steps(project).items()} == {
        ("COPIL", date(2026, 9, 15)): ["A11-2"]
    }
    figures = figures_of(project)
    assert figures["programme.steps_done"].value == 1
    assert figures["programme.steps_late"].value == 1
    assert figures["programme.done_share"].text == "25\u00a0%"


@pytest.mark.django_db
def test_how_many_steps_are_late_is_unknown_until_someone_follows_them() -> None:
    project = project_for(saved_network(file=read_text(dated_text())), date(2026, 3, 2))
    assert len(progress_of(project).late) == 2
    assert figures_of(project)["programme.steps_late"].text == "inconnu"
