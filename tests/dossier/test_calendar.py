"""The calendar: every meeting and deadline, read back by an independent reader."""

from __future__ import annotations

from datetime import date

import pytest
from ical import events, unfolded

from builders import minimal_text, project_for, read_text, saved_network
from maillage.base.plugs import DatedEvent, Project
from maillage.dossier.renderings.calendar import events_of, render_calendar
from maillage.governance.readings import governance_of
from maillage.phasing.services import adopt, phase

pytestmark = pytest.mark.django_db


def project(text: str = "") -> Project:
    return project_for(saved_network(file=read_text(text or minimal_text())))


def planned(text: str = "") -> Project:
    made = project(text)
    adopt(project=made, phased=phase(made))
    return project_for(made.network)


def test_every_meeting_is_in_the_calendar_on_its_day_with_its_agenda() -> None:
    made = project()
    found = {(e["SUMMARY"], e["DTSTART"], e.get("DESCRIPTION", "")) for e in events(render_calendar(made))}
    for body in governance_of(made).bodies:
        for meeting in body.meetings:
            assert (body.name, f"{meeting.day:%Y%m%d}", meeting.agenda) in found


def test_every_event_is_a_whole_day_with_its_own_identifier() -> None:
    found = events(render_calendar(planned()))
    assert len(found) >= 4
    uids = [event["UID"] for event in found]
    assert len(set(uids)) == len(uids)
    for event in found:
        start, end = (date.fromisoformat(event[name]) for name in ("DTSTART", "DTEND"))
        assert (end - start).days == 1


def test_lines_end_in_crlf_and_are_folded_at_75_octets() -> None:
    agenda = "Ordre du jour très détaillé : " + "équipement numérique des bibliothèques, " * 6
    data = render_calendar(
        project(minimal_text().replace("agenda: Lancement", f'agenda: "{agenda.strip()}"'))
    )
    assert data.count(b"\n") == data.count(b"\r\n")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert any(event.get("DESCRIPTION") == agenda.strip() for event in events(data))


def test_commas_semicolons_and_quotes_come_back_as_they_were_written() -> None:
    agenda = "Choix ; prix, délais \\ et « qualité »"
    text = minimal_text().replace("agenda: Lancement", f"agenda: '{agenda}'")
    assert any(event.get("DESCRIPTION") == agenda for event in events(render_calendar(project(text))))


def test_the_same_project_gives_the_same_calendar() -> None:
    made = project()
    assert render_calendar(made) == render_calendar(project_for(made.network))


def test_an_identifier_carries_the_departement_and_never_changes_with_the_day() -> None:
    made = project()
    later = project_for(made.network, date(2027, 6, 1))
    first, second = ([e["UID"] for e in events(render_calendar(p))] for p in (made, later))
    assert first == second
    assert all(uid.endswith("-18@maillage") for uid in first)


def test_the_calendar_bears_the_title_of_the_programme_and_the_time_of_paris() -> None:
    lines = unfolded(render_calendar(project()))
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    assert "VERSION:2.0" in lines
    assert "X-WR-CALNAME:Premiers pas vers une bibliothèque numérique de référence" in lines
    assert "X-WR-TIMEZONE:Europe/Paris" in lines


def test_the_decision_of_a_step_is_in_the_calendar_once_planned() -> None:
    (decision,) = [e for e in events(render_calendar(planned())) if e["CATEGORIES"] == "décision"]
    assert decision["SUMMARY"] == "Valider le choix en comité de pilotage"
    assert decision["DTSTART"] == "20260210"


def test_two_dates_with_one_identifier_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    twice = DatedEvent(uid="x", title="Séance", day=date(2026, 1, 1), kind="séance")
    monkeypatch.setattr("maillage.dossier.renderings.calendar.collect", lambda *_: [twice, twice])
    with pytest.raises(ValueError, match="Deux dates portent l'identifiant x"):
        events_of(project())


def test_events_are_sorted_by_day_whatever_the_rooms() -> None:
    days = [event.day for event in events_of(planned())]
    assert days == sorted(days)
