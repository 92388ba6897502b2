"""The page of an EPCI: its libraries beside those of communes of the same size, its communes without any."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from maillage.accounts.models import Network

pytestmark = [pytest.mark.database, pytest.mark.django_db]
PAGE = "/18/diagnostic/intercommunalites/200066330/"


def test_the_key_figures_by_epci_lead_to_its_page(reader: Client, demo_network: Network) -> None:
    assert PAGE in reader.get("/18/diagnostic/").content.decode()


def test_its_figures_stand_beside_those_expected_at_equal_size(reader: Client, demo_network: Network) -> None:
    answer = reader.get(PAGE)
    assert "CC Terres du Haut Berry" in answer.content.decode()
    rows = {row[0].text: [cell.text for cell in row] for row in answer.context["figures"].rows}
    hours = rows["Amplitude d'ouverture hebdomadaire"]
    assert hours[1].startswith("12 sur 15")
    assert all(cell != "inconnu" for cell in hours)


def test_its_communes_with_and_without_a_library_make_the_whole(
    reader: Client, demo_network: Network
) -> None:
    answer: Any = reader.get(PAGE)
    served = {row[1].text for row in answer.context["libraries"].rows}
    bare = {row[0].text for row in answer.context["bare"].rows}
    assert len(bare) == 15
    assert not served & bare


def test_an_epci_of_nowhere_is_not_found_and_a_stranger_finds_nothing(
    reader: Client, stranger: Client, demo_network: Network
) -> None:
    assert reader.get("/18/diagnostic/intercommunalites/000000000/").status_code == 404
    assert stranger.get(PAGE).status_code == 404


def test_the_page_asks_the_base_few_questions(
    reader: Client, demo_network: Network, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(30):
        reader.get(PAGE)
