"""The pages of training: who sees them, sessions planned and held, what is refused."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from builders import TODAY, one_of_each_file, project_for
from house.html import mistakes
from maillage.accounts.models import Network
from maillage.cli.demo import DEMO_TODAY
from maillage.portability.services import save_programme
from maillage.rulebook.projects import _shared
from maillage.training.figures import figures
from maillage.training.models import Course
from maillage.training.panels import page_panels
from maillage.training.readings import training_of

HOME = "/18/formation/"


@pytest.fixture(autouse=True)
def fresh() -> None:
    _shared.clear()


@pytest.fixture
def small(network: Network, settings: Any) -> Network:
    """The smallest network with one course, two years after it should have been held."""
    settings.MAILLAGE_TODAY = TODAY.replace(year=2028)
    return save_programme(file=one_of_each_file("18")).network


def typed(client: Client, **given: str) -> dict[str, str]:
    page = client.get(f"{HOME}formations/F1/modifier/").context
    data = {
        "_version": page["version"],
        "code": "F1",
        "title": "Liseuses",
        "action": "A12",
        "audience": "Tous",
    }
    return data | {"hours": "7", "seats": "12", "sessions_2026": "1"} | given


def test_everyone_of_the_network_reads_the_courses_and_nobody_else(
    demo_network: Network, lead: Client, reader: Client, stranger: Client
) -> None:
    for page in ("", "?tri=-total", "formations/S01/"):
        found = [client.get(f"{HOME}{page}").status_code for client in (lead, reader, stranger)]
        assert found == [200, 200, 404], page
        assert mistakes(lead.get(f"{HOME}{page}").content.decode()) == [], page
        assert "/modifier/" not in reader.get(f"{HOME}{page}").content.decode()
    for page in ("formations/ajouter/", "formations/S01/modifier/"):
        found = [client.get(f"{HOME}{page}").status_code for client in (lead, reader, stranger)]
        assert found == [200, 403, 404], page


def test_the_page_of_courses_shows_the_named_figures(demo_network: Network, lead: Client) -> None:
    found = {figure.name: figure.text for figure in figures(project_for(demo_network, DEMO_TODAY))}
    context = lead.get(HOME).context
    shown = {tile.label: tile.value for tile in context["tiles"]}
    assert shown["Formations"] == found["training.courses"]
    assert shown["Sessions prévues"] == found["training.sessions"]
    assert shown["Sessions tenues"] == found["training.sessions_held"]
    assert shown["Places offertes"] == found["training.places"] == context["listing"].rows[-1][-1]


def test_places_by_year_add_up_to_the_places_offered(demo_network: Network, lead: Client) -> None:
    courses = training_of(project_for(demo_network, DEMO_TODAY)).courses
    for course in courses:
        years = {year for year, _ in course.sessions}
        assert sum(course.places_in(year) for year in years) == course.places()
    assert lead.get(HOME).context["picture"].data is not None


@pytest.mark.parametrize("page", ["", "formations/S01/"])
def test_a_cold_page_of_training_asks_little_of_the_base(
    demo_network: Network, lead: Client, django_assert_max_num_queries: Any, page: str
) -> None:
    _shared.clear()
    with django_assert_max_num_queries(30):
        assert lead.get(f"{HOME}{page}").status_code == 200


def test_a_course_shows_what_its_action_costs(small: Network, lead: Client) -> None:
    titles = [panel.title for panel in lead.get(f"{HOME}formations/F1/").context["panels"]]
    assert titles == ["Sessions", "Dépenses"]


def test_sessions_of_past_years_that_were_not_held_are_the_thing_to_do_once_someone_notes_them(
    small: Network, lead: Client
) -> None:
    # Nobody noted any session yet: unknown is not late.
    assert all("Reprogrammer" not in step.label for step in lead.get(HOME).context["steps"])
    assert (
        lead.post(f"{HOME}formations/F1/modifier/", typed(lead, sessions_2027="2", held_2026="1")).status_code
        == 302
    )
    step = lead.get(HOME).context["steps"][0]
    assert "Reprogrammer" in step.label
    assert "2\u00a0sessions prévues avant 2028" in step.why


def test_half_a_session_is_refused_with_what_was_typed(small: Network, lead: Client) -> None:
    answer = lead.post(
        f"{HOME}formations/F1/modifier/", typed(lead, sessions_2027="1,5", title="Liseuses 📚")
    )
    assert answer.status_code == 422
    assert "Écrivez un nombre entier de sessions." in answer.content.decode()
    assert "Liseuses 📚" in answer.content.decode()
    assert Course.objects.get(network=small).title == "Liseuses"


def test_the_page_of_an_action_gets_its_courses(small: Network) -> None:
    panel = next(iter(page_panels(project_for(small), "programme.Action", "A12")))
    assert panel.listing is not None
    assert [row[0].text for row in panel.listing.rows] == ["F1. Liseuses"]  # type: ignore[union-attr]
    assert list(page_panels(project_for(small), "programme.Action", "A11")) == []
