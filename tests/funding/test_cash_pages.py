"""The pages of cash, authorisations, what comes after and staff time."""

from __future__ import annotations

from typing import Any

import pytest

from maillage.accounts.models import Network
from maillage.funding.models import Authorisation, CostLine, FundingLine, Operation
from maillage.programme.models import Step
from maillage.rulebook.projects import forget

RULE = "/18/dossier/regles/funding.credits.before_vote_unheld/"
PAGES = ("tresorerie", "autorisations", "apres", "temps-des-equipes")
pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.mark.parametrize("name", [*PAGES, "autorisations/AP1"])
def test_the_lead_and_the_reader_read_and_a_stranger_sees_nothing(
    name: str, lead: Any, reader: Any, stranger: Any, demo_network: Network
) -> None:
    url = f"/18/financement/{name}/"
    assert lead.get(url).status_code == 200
    assert reader.get(url).status_code == 200
    assert stranger.get(url).status_code == 404


@pytest.mark.parametrize("name", [*PAGES, "autorisations/AP1"])
def test_a_page_asks_little_of_the_base(
    name: str, lead: Any, demo_network: Network, django_assert_max_num_queries: Any
) -> None:
    forget()
    with django_assert_max_num_queries(30):
        lead.get(f"/18/financement/{name}/")


@pytest.mark.parametrize("name", PAGES)
def test_a_network_that_priced_nothing_reads_what_to_do(name: str, lead: Any, demo_network: Network) -> None:
    for model in (FundingLine, CostLine, Operation):
        model.objects.filter(network=demo_network).delete()
    Step.objects.filter(network=demo_network).update(person_days=0)
    forget()
    assert lead.get(f"/18/financement/{name}/").status_code == 200


def test_a_reader_adds_no_authorisation(reader: Any, demo_network: Network) -> None:
    text = reader.get("/18/financement/autorisations/").content.decode()
    assert "Ajouter une autorisation" not in text
    assert reader.get("/18/financement/autorisations/ajouter/").status_code == 403


def test_an_authorisation_that_is_not_there_is_a_page_not_found(lead: Any, demo_network: Network) -> None:
    assert lead.get("/18/financement/autorisations/AP99/").status_code == 404


def test_what_may_be_paid_before_the_vote_says_what_is_checked_and_what_is_not(
    lead: Any, demo_network: Network
) -> None:
    held = lead.get("/18/financement/autorisations/AP1/").content.decode()
    assert "au titre de celle-ci" in held
    Authorisation.objects.filter(network=demo_network).delete()
    forget()
    text = lead.get("/18/financement/autorisations/").content.decode()
    assert "25\u00a0% au plus des crédits" in text.replace("\u202f", "\u00a0")
    assert "il ne le vérifie pas" in text
    assert "Source : Note" not in text
    assert "L1612-1" in lead.get(RULE).content.decode()
