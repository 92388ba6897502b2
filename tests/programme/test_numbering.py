"""Numbers follow the order of the tree; codes do not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from builders import cher_file, project_for, saved_network
from maillage.programme.domain import Action, ActionKind, Axis, Objective, ProgrammeSection, Scope, Step
from maillage.programme.domain.numbering import numbers
from maillage.programme.readings import number_of, programme_of


def action(code: str, *steps: str) -> Action:
    made = tuple(Step(code=one, title=one, weeks=1) for one in steps)
    return Action(code=code, title=code, kind=ActionKind.TOOL, scope=Scope.NETWORK, steps=made)


def programme(*axes: Axis) -> ProgrammeSection:
    return ProgrammeSection(title="T", start=date(2026, 1, 1), axes=axes)


ONE = Objective(code="O1", title="Un", actions=(action("A1", "S1", "S2"), action("A2")))
TWO = Objective(code="O2", title="Deux", actions=(action("A3", "S3"),))
FIRST, SECOND = Axis(code="X", title="X", objectives=(ONE, TWO)), Axis(code="Y", title="Y")


def test_numbers_say_the_place_of_each_thing_from_axis_to_step() -> None:
    assert numbers(programme(FIRST, SECOND)) == {
        ("Axis", "X"): "1", ("Axis", "Y"): "2", ("Objective", "O1"): "1.1", ("Objective", "O2"): "1.2",
        ("Action", "A1"): "1.1.1", ("Action", "A2"): "1.1.2", ("Action", "A3"): "1.2.1",
        ("Step", "S1"): "1.1.1.1", ("Step", "S2"): "1.1.1.2", ("Step", "S3"): "1.2.1.1",
    }  # fmt: skip


def test_a_move_changes_the_numbers_and_no_code() -> None:
    before = numbers(programme(FIRST, SECOND))
    turned = replace(FIRST, objectives=(TWO, ONE))
    after = numbers(programme(SECOND, turned))
    assert after.keys() == before.keys()
    assert (after["Axis", "X"], after["Action", "A3"], after["Step", "S2"]) == ("2", "2.1.1", "2.2.1.2")


def test_a_code_shared_by_things_of_two_classes_gives_two_numbers() -> None:
    shared = Axis(code="A", title="A", objectives=(Objective(code="A", title="A", actions=(action("A"),)),))
    assert numbers(programme(SECOND, shared)) == {
        ("Axis", "Y"): "1", ("Axis", "A"): "2", ("Objective", "A"): "2.1", ("Action", "A"): "2.1.1"
    }  # fmt: skip


def test_an_empty_programme_has_no_number() -> None:
    assert numbers(programme()) == {}


@pytest.mark.django_db
def test_an_archived_action_has_no_number_and_those_after_it_close_up() -> None:
    file = cher_file()
    whole: ProgrammeSection = file.sections["programme"]
    axis = whole.axes[0]
    objective = axis.objectives[0]
    gone, following = objective.actions[:2]
    actions = (replace(gone, archived=date(2026, 3, 1)), *objective.actions[1:])
    objectives = (replace(objective, actions=actions), *axis.objectives[1:])
    axes = (replace(axis, objectives=objectives), *whole.axes[1:])
    sections = {**file.sections, "programme": replace(whole, axes=axes)}
    project = project_for(saved_network(file=replace(file, sections=sections)))
    assert number_of(project, "Action", following.code) == "1.1.1"
    assert number_of(project, "Action", gone.code) == ""
    assert gone.code not in {one.code for _, _, one in programme_of(project).actions()}
