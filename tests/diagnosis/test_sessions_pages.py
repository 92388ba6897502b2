"""Working sessions: who was there by role, what is left to do, in the calendar and on the home page when late."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from builders import minimal_text, project_for, read_text, saved_network
from maillage.accounts.models import Network
from maillage.base.models import AuditEntry
from maillage.diagnosis.dates import dates
from maillage.diagnosis.domain import SessionTask
from maillage.diagnosis.domain.sessions import heads
from maillage.diagnosis.models import SessionTask as TaskRow
from maillage.diagnosis.models import WorkingSession
from maillage.diagnosis.readings import diagnosis_of
from web import text_of

pytestmark = pytest.mark.django_db

OLD = "  sessions: [{ code: V1, day: 2025-03-04, title: Avant, participants: Six agents, conclusions: Trier. }]\n"


@pytest.fixture
def held(network: Network) -> Network:
    row = WorkingSession.objects.create(
        network=network, code="S1", title="Trier les actions", day="2025-09-16", method="workshop",
        place="Bourges", roles=["4 bénévoles", "2 agents"], decisions="Garder quarante actions.",
    )  # fmt: skip
    TaskRow.objects.create(
        network=network,
        session=row,
        code="S1-1",
        title="Écrire aux maires",
        who="Direction",
        due="2025-10-01",
    )
    AuditEntry.objects.create(network=network, verb="create", target="test")
    return network


def at(network: Network, path: str) -> str:
    return f"/{network.department}/diagnostic/{path}"


def test_a_session_of_an_older_file_is_still_read() -> None:
    text = minimal_text().replace("\nprogramme:\n", f"{OLD}\nprogramme:\n")
    found = diagnosis_of(project_for(saved_network(file=read_text(text)))).sessions[0]
    assert (found.participants, found.conclusions, found.tasks) == ("Six agents", "Trier.", ())
    assert found.present == "Six agents"


@pytest.mark.parametrize(
    ("roles", "people"),
    [(("4 bénévoles", "2 agents"), 6), (("4 bénévoles", "des élus"), None), ((), None), (("1 maire",), 1)],
)
def test_people_are_counted_only_when_every_role_has_its_number(roles: Any, people: int | None) -> None:
    assert heads(roles) == people


def test_the_page_says_where_how_and_who_by_role(held: Network, reader: Client) -> None:
    text = text_of(reader.get(at(held, "seances/S1/")))
    for told in (
        "Bourges",
        "atelier",
        "4 bénévoles, 2 agents (6 personnes)",
        "Garder quarante actions",
        "Écrire aux maires",
    ):
        assert told in text
    assert "taches/S1-1/faite" not in text


def test_a_late_task_is_a_missed_date_and_a_remark_until_it_is_done(
    held: Network, team: Client, settings: Any
) -> None:
    settings.MAILLAGE_TODAY = date(2025, 10, 15)
    (late,) = [event for event in dates(project_for(held, date(2025, 10, 15))) if event.kind == "à faire"]
    assert late.missed
    assert "1 en retard" in text_of(team.get(at(held, "seances/")))
    answer = team.post(at(held, "seances/taches/S1-1/faite/"), {"done": "2025-10-14"})
    assert answer.status_code == 302
    assert TaskRow.objects.get().done == date(2025, 10, 14)  # type: ignore[attr-defined]
    assert not [event for event in dates(project_for(held)) if event.kind == "à faire"]
    team.post(at(held, "seances/taches/S1-1/faite/"), {"done": ""})
    assert TaskRow.objects.get().done is None  # type: ignore[attr-defined]


@pytest.mark.parametrize("done", ["demain", "2099-01-01", "2025-02-30"])
def test_a_day_that_cannot_be_is_refused_in_words(done: str, held: Network, team: Client) -> None:
    answer = team.post(at(held, "seances/taches/S1-1/faite/"), {"done": done}, follow=True)
    assert TaskRow.objects.get().done is None  # type: ignore[attr-defined]
    assert "alert" in answer.content.decode()


def test_only_the_team_says_that_a_task_is_done(held: Network, reader: Client, stranger: Client) -> None:
    for client, status in ((reader, 403), (stranger, 404), (Client(), 401)):
        assert (
            client.post(at(held, "seances/taches/S1-1/faite/"), {"done": "2025-10-01"}).status_code == status
        )
    assert TaskRow.objects.get().done is None  # type: ignore[attr-defined]


def test_a_task_without_a_day_is_never_late() -> None:
    assert not SessionTask(code="T", title="Un jour").is_late(date(2030, 1, 1))


def test_a_finding_is_written_from_a_session(held: Network, team: Client) -> None:
    assert "constats/ajouter/?sessions=S1" in text_of(team.get(at(held, "seances/S1/")))
    form = team.get(at(held, "constats/ajouter/?sessions=S1")).content.decode()
    assert 'value="S1" aria-describedby' in form or "checked" in form
