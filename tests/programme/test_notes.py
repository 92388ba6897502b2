"""Notes of progress: one gesture for the note, the status and the outlook; nobody's words lost; what the linter says."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from maillage.accounts.models import Network
from maillage.base.models import AuditEntry
from maillage.programme.domain import ActionStatus, Outlook, ProgressNote
from maillage.programme.models import Action
from maillage.programme.noting import Overtaken, Standing, add_note, next_milestone, notes_of
from maillage.programme.readings import progress_of
from maillage.rulebook.projects import project_of
from web import text_of

pytestmark = pytest.mark.django_db

URL = "/18/strategie/actions/A14/note/"
GIVEN = {
    "text": "La reprise avance.",
    "outlook": "fragile",
    "status": "paused",
    "day": "2027-04-19",
    "author": "Direction",
    "shown_outlook": "good",
    "shown_status": "",
}


def written(network: Network, code: str = "A14") -> Any:
    return Action.objects.prefetch_related("notes").get(network=network, code=code)


def test_the_form_shows_where_the_action_is_and_proposes_its_lead_as_author(
    demo_network: Network, team: Client
) -> None:
    html = text_of(team.get(URL))
    assert "Responsable des données et du catalogue" in html
    assert "2 étapes sur 4 finies (50 %)" in html
    assert "Dédoublonnage commencé" in html


def test_one_gesture_writes_the_note_the_status_and_the_outlook(demo_network: Network, team: Client) -> None:
    answer = team.post(URL, GIVEN)
    assert answer.status_code == 302
    assert answer["Location"].endswith("/actions/A14/#avancement")
    row = written(demo_network)
    assert (row.status, row.outlook) == ("paused", "fragile")
    note = row.notes.order_by("position", "pk").last()
    assert (note.text, note.outlook, note.author) == ("La reprise avance.", "fragile", "Direction")
    entry = AuditEntry.objects.filter(network=demo_network, target="programme.Action/A14").first()
    assert entry is not None
    assert entry.detail["before"]["outlook"] == "good"


def test_from_the_meeting_one_comes_back_to_the_line_of_the_action(
    demo_network: Network, team: Client
) -> None:
    answer = team.post(f"{URL}?retour=suivi", GIVEN)
    assert answer["Location"] == "/18/strategie/suivi/#action-A14"


def test_an_empty_note_or_a_day_to_come_is_refused_with_everything_typed_kept(
    demo_network: Network, team: Client
) -> None:
    answer = team.post(URL, GIVEN | {"text": ""})
    assert answer.status_code == 422
    assert "Dites en une phrase" in text_of(answer)
    answer = team.post(URL, GIVEN | {"day": "2027-05-01"})
    assert answer.status_code == 422
    assert "La reprise avance." in text_of(answer)
    assert "est à venir" in text_of(answer)


def test_a_reader_sees_no_form_and_writes_no_note(demo_network: Network, reader: Client) -> None:
    assert reader.get(URL).status_code == 403
    assert reader.post(URL, GIVEN).status_code == 403


def test_two_notes_written_at_once_are_both_kept(demo_network: Network) -> None:
    day = date(2027, 4, 19)
    shown = Standing(status=None, outlook=Outlook.GOOD)
    for text in ("Première.", "Seconde."):
        add_note(
            row=written(demo_network),
            note=ProgressNote(day=day, text=text),
            shown=shown,
            wanted=shown,
            today=day,
            actor=None,
        )
    texts = list(written(demo_network).notes.order_by("position", "pk").values_list("text", flat=True))
    assert texts[-2:] == ["Première.", "Seconde."]


def test_a_status_that_a_colleague_changed_meanwhile_is_told_and_asked_again(
    demo_network: Network, team: Client
) -> None:
    Action.objects.filter(network=demo_network, code="A14").update(status="done")
    answer = team.post(URL, GIVEN)
    assert answer.status_code == 422
    html = text_of(answer)
    assert "« réalisée »" in html
    assert "La reprise avance." in html
    assert written(demo_network).notes.count() == 1
    # What was shown is now what the colleague left: a second try is over it, knowingly.
    again = GIVEN | {"shown_status": "done"}
    assert team.post(URL, again).status_code == 302
    assert written(demo_network).status == "paused"


def test_a_choice_that_both_made_is_no_quarrel(demo_network: Network) -> None:
    Action.objects.filter(network=demo_network, code="A14").update(status="paused")
    day = date(2027, 4, 19)
    standing = Standing(status=None, outlook=Outlook.GOOD)
    wanted = Standing(status=ActionStatus.PAUSED, outlook=Outlook.GOOD)
    note = ProgressNote(day=day, text="Vu.")
    add_note(row=written(demo_network), note=note, shown=standing, wanted=wanted, today=day, actor=None)
    with pytest.raises(Overtaken):
        add_note(
            row=written(demo_network),
            note=note,
            shown=standing,
            wanted=Standing(status=ActionStatus.DONE, outlook=Outlook.GOOD),
            today=day,
            actor=None,
        )


def test_notes_are_told_newest_first_with_what_the_outlook_was(demo_network: Network, settings: Any) -> None:
    item = progress_of(project_of(demo_network, settings.MAILLAGE_TODAY)).action("A12")
    told = notes_of(item.action)
    assert [one.note.day.month for one in told] == [4, 1, 11]
    assert [one.before for one in told] == [Outlook.FRAGILE, Outlook.GOOD, None]


def test_the_next_milestone_is_the_next_decision_public_event_or_milestone(
    demo_network: Network, settings: Any
) -> None:
    progress = progress_of(project_of(demo_network, settings.MAILLAGE_TODAY))
    found = next_milestone(progress.action("A12"))
    assert found is not None
    assert found.step.code == "A12-3"
    assert next_milestone(progress.action("A11")) is None


def test_notes_are_corrected_as_rows_of_their_own_part(demo_network: Network, team: Client) -> None:
    html = text_of(team.get("/18/strategie/actions/A14/notes/"))
    assert "Dédoublonnage commencé" in html
