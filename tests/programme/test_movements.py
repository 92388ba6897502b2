"""What moved between two days, by example: steps, dates, words of people, risks, what the trail remembers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from maillage.base.ui.editing.plain import plain
from maillage.programme.domain import (
    Action,
    ActionKind,
    ActionStatus,
    Axis,
    Degree,
    Deliverable,
    Objective,
    Outlook,
    ProgrammeSection,
    ProgressNote,
    Risk,
    Scope,
    Step,
)
from maillage.programme.domain.mentions import Mentionable, mentioned, ways_to_mention
from maillage.programme.domain.movements import Moved, Movements, movements
from maillage.programme.domain.rewinding import NO_MEMORY, Memory, rewound

SINCE, UNTIL = date(2027, 3, 11), date(2027, 4, 19)


def step(code: str, end: date, **more: Any) -> Step:
    return Step(
        code=code, title=f"Étape {code}", weeks=4, planned_start=date(2027, 1, 4), planned_end=end, **more
    )


BEFORE, AFTER = date(2027, 3, 1), date(2027, 4, 3)


def action(code: str = "A1", **more: Any) -> Action:
    fields: dict[str, Any] = {
        "title": f"Action {code}",
        "kind": ActionKind.TOOL,
        "scope": Scope.NETWORK,
        "steps": (step(f"{code}-1", BEFORE, done=date(2027, 2, 1)), step(f"{code}-2", AFTER)),
    }
    return Action(code=code, **(fields | more))


def programme(*actions: Action) -> ProgrammeSection:
    objective = Objective(code="O1", title="Objectif", actions=actions)
    return ProgrammeSection(
        title="Programme",
        start=date(2026, 1, 1),
        axes=(Axis(code="A", title="Axe", objectives=(objective,)),),
    )


def moved(*actions: Action, memory: Memory = NO_MEMORY) -> Movements:
    now = programme(*actions)
    return movements(rewound(now, SINCE, memory), now, SINCE, UNTIL)


def told(*actions: Action, memory: Memory = NO_MEMORY) -> dict[Moved, str]:
    return {move.kind: move.text for one in moved(*actions, memory=memory).moved for move in one.moves}


def remembering(was: Action) -> Memory:
    return Memory(actions={was.code: plain(was)}, planned={})


def test_a_step_done_since_is_told_with_its_day_and_one_done_before_is_not() -> None:
    steps = (step("A1-1", BEFORE, done=date(2027, 2, 1)), step("A1-2", AFTER, done=date(2027, 4, 2)))
    assert told(action(steps=steps))[Moved.DONE] == "« Étape A1-2 » finie le 2 avril 2027."


def test_the_last_step_done_makes_the_status_move_without_anybody_saying_so() -> None:
    steps = (step("A1-1", BEFORE, done=date(2027, 2, 1)), step("A1-2", AFTER, done=date(2027, 4, 2)))
    assert told(action(steps=steps))[Moved.STATUS] == "en cours → réalisée"


def test_a_step_whose_day_went_by_since_became_late_and_one_late_before_is_no_news() -> None:
    late = (step("A1-1", BEFORE), step("A1-2", AFTER), step("A1-3", AFTER, done=date(2027, 3, 1)))
    found = moved(action(steps=late))
    assert [m.text for one in found.moved for m in one.moves if m.kind is Moved.LATE] == [
        "« Étape A1-2 » devait finir le 2 avril 2027."
    ]


def test_nobody_is_late_in_a_programme_that_nobody_follows() -> None:
    assert not moved(action(steps=(step("A1-1", AFTER),))).moved


def test_an_action_of_which_nothing_moved_is_still() -> None:
    done = (step("A1-1", BEFORE, done=date(2027, 2, 1)), step("A1-2", date(2027, 9, 1)))
    found = moved(action(steps=done))
    assert not found.moved
    assert [item.action.code for item in found.still] == ["A1"]


def test_the_notes_tell_what_the_outlook_was_when_no_trail_does() -> None:
    notes = (
        ProgressNote(day=date(2027, 2, 1), outlook=Outlook.GOOD, text="Bien"),
        ProgressNote(day=date(2027, 4, 1), outlook=Outlook.LOW, text="Mal"),
    )
    found = moved(action(outlook=Outlook.LOW, notes=notes))
    moves = {move.kind: move for move in found.moved[0].moves}
    assert moves[Moved.OUTLOOK].text == "bonne → compromise"
    assert moves[Moved.OUTLOOK].good is False
    assert Moved.NOTE in moves
    assert found.worse == 1


def test_the_trail_tells_what_was_declared() -> None:
    now = action(status=ActionStatus.PAUSED, lead="Direction")
    found = told(now, memory=remembering(replace(now, status=ActionStatus.UNDER_WAY, lead="")))
    assert found[Moved.STATUS] == "en cours → en pause"
    assert found[Moved.LEAD] == "Pilote : à désigner → Direction."


def test_dates_that_moved_make_one_line_with_the_end_of_the_action() -> None:
    now = action()
    was = replace(now, steps=(now.steps[0], step("A1-2", date(2027, 3, 20))))
    assert (
        told(now, memory=remembering(was))[Moved.DATES]
        == "1\u00a0étape déplacée ; fin : 19/03/2027 → 02/04/2027 (+14\u00a0jours)."
    )


def test_a_calendar_adopted_since_is_remembered_step_by_step() -> None:
    memory = Memory(actions={}, planned={"A1-2": (date(2027, 1, 4), date(2027, 3, 20))})
    assert Moved.DATES in told(action(), memory=memory)


def test_what_was_written_since_is_new_and_what_was_archived_since_is_told() -> None:
    assert told(action(), memory=Memory(actions={"A1": None}, planned={}))[Moved.NEW] == "Nouvelle action."
    assert Moved.ARCHIVED in told(action(archived=date(2027, 4, 1)))
    assert not moved(action(archived=date(2027, 1, 1))).moved


def test_risks_that_grow_appear_or_go_are_told() -> None:
    now = action(
        risks=(
            Risk(code="R1", title="Retard", likelihood=Degree.HIGH, impact=Degree.HIGH),
            Risk(code="R2", title="Panne"),
        )
    )
    old = (
        Risk(code="R1", title="Retard", likelihood=Degree.LOW, impact=Degree.HIGH),
        Risk(code="R3", title="Grève"),
    )
    found = moved(now, memory=remembering(replace(now, risks=old)))
    texts = [move.text for move in found.moved[0].moves if move.kind is Moved.RISK]
    assert texts == ["Retard : gravité 3 → 9 sur 16.", "Nouveau : Panne.", "Écarté : Grève."]


def test_a_deliverable_handed_over_since_is_told() -> None:
    given = (
        Deliverable(title="Rapport", delivered=date(2027, 4, 1)),
        Deliverable(title="Ancien", delivered=date(2027, 1, 1)),
    )
    assert told(action(deliverables=given))[Moved.DELIVERED] == "Remis le 1er avril 2027 : Rapport."


def test_steps_added_or_taken_away_are_counted() -> None:
    now = action()
    was = replace(now, steps=(*now.steps, step("A1-9", AFTER)))
    assert told(now, memory=remembering(was))[Moved.STEPS] == "1\u00a0étape retirée."


# -- mentions

PEOPLE = (
    Mentionable(key=1, username="camille.r", first_name="Camille", full_name="Camille Roche"),
    Mentionable(key=2, username="camille.b", first_name="Camille", full_name="Camille Blin"),
    Mentionable(key=3, username="elodie", first_name="Élodie", full_name="Élodie Vial"),
)


def test_a_first_name_without_its_accents_and_an_identifier_both_mention() -> None:
    assert mentioned("Vu avec @elodie, puis @Camille.R.", PEOPLE).found == (3, 1)


def test_what_names_nobody_or_several_people_is_told_and_an_address_is_no_mention() -> None:
    found = mentioned("@camille et @zoe : écrire à lea@exemple.fr", PEOPLE)
    assert (found.found, found.unknown, found.shared) == ((), ("zoe",), ("camille",))


def test_each_is_proposed_by_the_shortest_name_that_is_hers_alone() -> None:
    assert [at for at, _ in ways_to_mention(PEOPLE)] == ["@camille.b", "@camille.r", "@élodie"]
