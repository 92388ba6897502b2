"""The follow-up meeting: since when, what moved, what comes; the trail read as it was written."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from maillage.accounts.models import Network
from maillage.base.models import AuditEntry
from maillage.governance.models import Meeting
from maillage.phasing.services import write_dates
from maillage.programme import services
from maillage.programme.following.choosing import chosen, default_since, held
from maillage.programme.following.remembering import trail_since
from maillage.programme.models import Action, Step
from maillage.rulebook import projects
from maillage.rulebook.projects import project_of
from web import text_of

pytestmark = pytest.mark.django_db

URL = "/18/strategie/suivi/"
LONG_AGO = date(2026, 1, 10)


def test_it_looks_from_the_last_steering_committee_and_says_what_moved(
    demo_network: Network, reader: Client
) -> None:
    html = text_of(reader.get(URL))
    assert "depuis la séance « Comité de pilotage » du 11 mars 2027" in html
    assert "fragile → compromise" in html
    assert "« Déposer la seconde demande de DGD » finie le 2 avril 2027." in html
    assert "Choisir les quarante-cinq bibliothèques de la vague 2" in html
    assert "?retour=suivi" not in html  # a reader is offered nothing to write


def test_another_meeting_or_a_day_can_be_chosen(demo_network: Network, team: Client) -> None:
    assert "du 19 janvier 2027" in text_of(team.get(URL, {"seance": "COTECH:2027-01-19"}))
    assert "depuis le 5 avril 2027" in text_of(
        team.get(URL, {"jour": "2027-04-05", "seance": "COTECH:2027-01-19"})
    )


@pytest.mark.parametrize(("typed", "said"), [("hier", "est pas une date"), ("2028-01-01", "est pas passé")])
def test_a_day_that_makes_no_sense_is_told_and_the_usual_one_taken(
    demo_network: Network, team: Client, typed: str, said: str
) -> None:
    html = text_of(team.get(URL, {"jour": typed}))
    assert said in html
    assert "du 11 mars 2027" in html


def test_without_any_meeting_held_it_looks_three_months_back(network: Network) -> None:
    project = project_of(network, date(2026, 1, 15))
    assert held(project) == []
    assert default_since(project, []).day == date(2025, 10, 15)
    assert chosen(project, {}, []).body is None


def test_a_programme_in_which_nothing_moved_says_so(network: Network, team: Client) -> None:
    html = text_of(team.get(URL))
    assert "Rien n’a bougé" in html


def test_the_page_costs_few_queries_on_a_cold_project(
    demo_network: Network, lead: Client, django_assert_max_num_queries: Any
) -> None:
    projects.forget()
    with django_assert_max_num_queries(30):
        lead.get(URL)


def test_the_trail_remembers_the_action_as_it_was_before_its_first_change(network: Network) -> None:
    step = Step.objects.filter(network=network).order_by("pk")[0]
    for day in (date(2026, 1, 5), None):
        services.mark_done(network=network, code=step.code, day=day, today=date(2026, 2, 1), actor=None)
    trail = trail_since(network, LONG_AGO)
    was = trail.memory.actions["A11"]
    assert was is not None
    assert [one["done"] for one in was["steps"] if one["code"] == step.code] == [None]


def test_a_calendar_adopted_keeps_the_days_it_replaced(network: Network) -> None:
    step = Step.objects.filter(network=network).order_by("pk")[0]
    write_dates(network=network, dates={step.code: (date(2026, 3, 2), date(2026, 3, 7))})
    write_dates(network=network, dates={step.code: (date(2026, 4, 6), date(2026, 4, 11))})
    assert trail_since(network, LONG_AGO).memory.planned[step.code] == (None, None)


def test_an_action_deleted_since_is_named(network: Network, lead: Client) -> None:
    lead.post("/18/strategie/actions/A12/supprimer/")
    assert any(label.startswith("A12 ") for label in trail_since(network, LONG_AGO).removed)


def test_what_moved_goes_to_the_agenda_of_the_next_meeting(demo_network: Network, team: Client) -> None:
    html = text_of(team.get(URL))
    assert "Point d&#x27;avancement depuis le 11 mars 2027" in html
    answer = team.post(f"{URL}ordre-du-jour/COPIL/2027-06-10/", {"text": "Point d'avancement."})
    assert answer.status_code == 302
    meeting: Any = Meeting.objects.get(network=demo_network, body__code="COPIL", day=date(2027, 6, 10))
    assert meeting.agenda.endswith("cible de satisfaction. Point d'avancement.")
    assert AuditEntry.objects.filter(network=demo_network, target="governance.Body/COPIL").exists()


@pytest.mark.parametrize(
    ("day", "text", "said"),
    [
        ("2027-06-11", "Point", "a pas de séance"),
        ("2027-06-10", " ", "rien à ajouter"),
        ("2027-06-10", "x" * 400, "raccourcissez"),
    ],
)
def test_what_no_agenda_can_hold_is_refused_with_a_reason(
    demo_network: Network, team: Client, day: str, text: str, said: str
) -> None:
    answer = team.post(f"{URL}ordre-du-jour/COPIL/{day}/", {"text": text}, follow=True)
    assert said in text_of(answer)


def test_an_action_archived_since_has_its_line(demo_network: Network, team: Client) -> None:
    Action.objects.filter(network=demo_network, code="A32").update(archived=date(2027, 4, 1))
    projects.forget()
    assert "Mise de côté" in text_of(team.get(URL))
