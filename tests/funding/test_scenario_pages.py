"""The pages of scenarios: who sees what, what they say, what they keep."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from maillage.accounts.models import Network
from maillage.funding.models import WhatIf
from web import text_of

pytestmark = pytest.mark.django_db

BASE = "/18/financement"
PAGES = (
    f"{BASE}/scenarios/",
    f"{BASE}/scenarios/S1/",
    f"{BASE}/scenarios/prix/",
    f"{BASE}/sensibilite/",
    f"{BASE}/decaler/A12/?mois=6",
)


@pytest.mark.parametrize("url", PAGES)
def test_who_reads_sees_and_a_stranger_does_not(
    url: str, demo_network: Network, reader: Client, stranger: Client
) -> None:
    assert reader.get(url).status_code == 200
    assert stranger.get(url).status_code == 404


@pytest.mark.parametrize("url", PAGES)
def test_a_page_asks_few_questions_of_the_base(
    url: str, demo_network: Network, lead: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(30):
        lead.get(url)


def test_scenarios_stand_side_by_side_with_the_columns_that_are_asked(
    demo_network: Network, reader: Client
) -> None:
    text = text_of(reader.get(f"{BASE}/scenarios/?s=S1&s=prix"))
    assert "Seconde tranche de DGD à 30 %" in text
    _, _, columns = text.partition('id="cote-a-cote-titre"')
    assert "Prix + 10 %" in columns
    assert "Ni LEADER ni Région" not in columns


def test_a_scenario_says_what_breaks_and_a_change_that_was_verified(
    demo_network: Network, reader: Client
) -> None:
    text = text_of(reader.get(f"{BASE}/scenarios/S1/"))
    assert "En 2028, le reste à charge passe de" in text
    assert "Le plus petit changement" in text or "Un changement possible" in text
    assert ("Un changement possible" in text) == ("un changement plus petit existe peut-être" in text)
    assert "Vérifié : le plan recalculé laisse" in text


def test_an_unknown_scenario_is_not_found(demo_network: Network, reader: Client) -> None:
    assert reader.get(f"{BASE}/scenarios/rien/").status_code == 404
    assert reader.get(f"{BASE}/decaler/rien/").status_code == 404


def test_a_scenario_of_the_rulebook_is_kept_under_a_code_of_its_own(
    demo_network: Network, lead: Client, reader: Client
) -> None:
    assert reader.post(f"{BASE}/scenarios/prix/").status_code == 403
    answer = lead.post(f"{BASE}/scenarios/prix/")
    made = WhatIf.objects.get(network=demo_network, title="Prix + 10\u202f%".replace("\u202f", "\u00a0"))
    assert answer.url == f"{BASE}/scenarios/{made.code}/"
    assert "Modifier" in text_of(lead.get(answer.url))


def test_a_move_tells_its_money_and_its_followers_and_stores_nothing(
    demo_network: Network, lead: Client
) -> None:
    before = WhatIf.objects.filter(network=demo_network).count()
    text = text_of(lead.get(f"{BASE}/decaler/A12/?mois=6"))
    assert "l&#x27;action fait changer d&#x27;année" in text
    assert "commence trop tôt" in text
    assert WhatIf.objects.filter(network=demo_network).count() == before


def test_a_move_is_kept_as_a_scenario(demo_network: Network, lead: Client) -> None:
    answer = lead.post(f"{BASE}/decaler/A12/", {"mois": "6"})
    made = WhatIf.objects.filter(network=demo_network).latest("pk")
    assert answer.url == f"{BASE}/scenarios/{made.code}/"
    assert [(move.action.code, move.months) for move in made.moves.all()] == [("A12", 6)]
    assert "Ouvrir le portail commun, décalée de 6 mois" in text_of(lead.get(answer.url))


@pytest.mark.parametrize("typed", ["beaucoup", "99", "", "6.5"])
def test_months_that_make_no_sense_are_said_and_move_nothing(
    typed: str, demo_network: Network, lead: Client
) -> None:
    text = text_of(lead.get(f"{BASE}/decaler/A12/?mois={typed}"))
    assert "mois" in text
    assert 'aria-invalid="true"' in text
    assert lead.post(f"{BASE}/decaler/A12/", {"mois": typed}).status_code == 200
    assert not WhatIf.objects.filter(
        network=demo_network, moves__action__code="A12", moves__months=0
    ).exists()


def test_choosing_an_action_leads_to_its_move(demo_network: Network, reader: Client) -> None:
    answer = reader.get(f"{BASE}/scenarios/?decaler=A12&mois=3")
    assert answer.url == f"{BASE}/decaler/A12/?mois=3"


def test_sensitivity_has_a_chart_its_words_and_its_figures(demo_network: Network, reader: Client) -> None:
    for measure in ("own", "net", "trough"):
        text = text_of(reader.get(f"{BASE}/sensibilite/?mesure={measure}"))
        assert 'role="img"' in text
        assert "Tous les prix" in text
        assert "Écart avec le plan" in text


def test_a_network_without_costs_gets_pages_that_say_what_to_do(network: Network, lead: Client) -> None:
    WhatIf.objects.all().delete()
    network.cost_line_set.all().delete() if hasattr(network, "cost_line_set") else None
    assert lead.get(f"/{network.department}/financement/scenarios/").status_code == 200
    assert lead.get(f"/{network.department}/financement/sensibilite/").status_code == 200


def test_a_scenario_is_written_in_a_form(demo_network: Network, lead: Client) -> None:
    assert lead.get(f"{BASE}/scenarios/ajouter/").status_code == 200
    assert lead.get(f"{BASE}/scenarios/S3/modifier/").status_code == 200
