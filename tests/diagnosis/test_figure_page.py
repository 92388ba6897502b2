"""The page of one figure: its spread by group, a mark of one's own, a library set apart."""

from __future__ import annotations

import html
from typing import Any

import pytest
from django.test import Client

from maillage.accounts.models import Network

pytestmark = [pytest.mark.database, pytest.mark.django_db]
HOURS = "/18/diagnostic/chiffres/weekly_hours/"


def test_the_figures_lead_to_the_page_of_each(reader: Client, demo_network: Network) -> None:
    assert HOURS in reader.get("/18/diagnostic/").content.decode()
    assert reader.get(HOURS).status_code == 200


def test_sites_and_inhabitants_that_reach_a_mark_stand_side_by_side_with_the_bounds_of_silence(
    reader: Client, demo_network: Network
) -> None:
    text = reader.get(f"{HOURS}?repere=8").content.decode()
    assert "Lieux à 8\u202fh ou plus" in text or "Lieux à 8\u00a0h ou plus" in text
    assert "quoi que disent les silencieux" in text
    assert "Habitants servis" in text


@pytest.mark.parametrize("typed", ["abc", "-3", "1e400", "<script>alert(1)</script>", "9" * 20])
def test_a_mark_that_is_no_number_is_said_and_the_median_is_taken(
    reader: Client, demo_network: Network, typed: str
) -> None:
    answer = reader.get(HOURS, {"repere": typed})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "le repère habituel est pris" in text
    assert "<script>alert" not in text


def test_a_library_is_set_apart_on_the_picture(reader: Client, demo_network: Network) -> None:
    listed: Any = reader.get(HOURS).context["filters"][1].options
    code, name = listed[0]
    answer = reader.get(HOURS, {"lieu": code, "par": "epci"})
    assert answer.context["filters"][1].value == code
    assert reader.get(HOURS, {"lieu": "INCONNU"}).context["filters"][1].value == ""
    assert name in html.unescape(answer.content.decode())


def test_a_question_is_told_by_yes_and_no_without_quartiles(reader: Client, demo_network: Network) -> None:
    text = reader.get("/18/diagnostic/chiffres/wifi/").content.decode()
    assert "Bibliothèques qui ont répondu non" in text
    assert "Médiane" not in text


@pytest.mark.parametrize("code", ["chats", "loans"])
def test_a_figure_nobody_answered_has_no_page(reader: Client, demo_network: Network, code: str) -> None:
    assert reader.get(f"/18/diagnostic/chiffres/{code}/").status_code == 404


def test_a_stranger_finds_nothing(stranger: Client, demo_network: Network) -> None:
    assert stranger.get(HOURS).status_code == 404


def test_the_page_asks_the_base_few_questions(
    reader: Client, demo_network: Network, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(30):
        reader.get(HOURS)
