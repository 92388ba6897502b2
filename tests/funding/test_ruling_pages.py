"""The rules of the money and the other aids on screen: by whom, in how many queries, with what."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from maillage.accounts.models import Network
from maillage.funding.aid_list import AIDS
from maillage.rulebook import projects

RULINGS, OTHERS, RULE = "/18/financement/regles/", "/18/financement/autres-aides/", "/18/dossier/regles/"


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


@pytest.mark.parametrize("page", [RULINGS, OTHERS])
def test_the_rules_of_the_money_are_for_the_people_of_the_network(
    page: str, demo_network: Network, lead: Client, reader: Client, stranger: Client
) -> None:
    assert text(lead, page)
    assert text(reader, page)
    assert stranger.get(page).status_code == 404
    assert Client().get(page).status_code == 302
    assert lead.post(page).status_code == 405


@pytest.mark.parametrize("page", [RULINGS, OTHERS, f"{RULE}funding.dgd.commitment/"])
def test_a_cold_page_asks_the_base_no_more_than_thirty_times(
    page: str, demo_network: Network, lead: Client, django_assert_max_num_queries: Any
) -> None:
    projects.forget()
    with django_assert_max_num_queries(30):
        assert lead.get(page).status_code == 200


def test_rulings_are_grouped_by_answer_with_their_reason_their_text_and_what_is_missing(
    demo_network: Network, lead: Client
) -> None:
    page = text(lead, RULINGS)
    for anchor in ("non-respectees", "a-confirmer", "respectees"):
        assert f'id="{anchor}"' in page
    assert "CGCT, art. L1111-10 III" in page
    assert "arrêté du 10 mars 2025" in page
    assert "Il manque" in page
    assert f"{RULE}funding.own_share.minimum/" in page
    assert "/18/financement/recettes/F01/" in page


def test_rulings_are_filtered_by_state_topic_certainty_words_and_rule(
    demo_network: Network, lead: Client
) -> None:
    asked = text(lead, f"{RULINGS}?etat=unknown")
    assert 'id="a-confirmer"' in asked
    assert 'id="respectees"' not in asked
    only = text(lead, f"{RULINGS}?sujet=fctva")
    assert "Base du FCTVA" in only
    assert "Participation minimale" not in only
    sure = text(lead, f"{RULINGS}?fiabilite=confirmed&sujet=part")
    assert "Participation minimale" in sure
    assert "chef de file" not in sure
    assert "Base du FCTVA" in text(lead, f"{RULINGS}?q=base+fctva")
    assert "Engager l&#x27;aide" in text(lead, f"{RULINGS}?regle=funding.dgd.commitment")
    for odd in ("?etat=zzz", "?regle=a/b", "?regle=zzz", "?q=" + "x" * 400, "?tri-respectees=texte"):
        assert text(lead, RULINGS + odd)


def test_the_page_of_a_rule_says_where_it_acts_on_the_plan(demo_network: Network, reader: Client) -> None:
    page = text(reader, f"{RULE}funding.own_share.minimum/")
    assert "Sur le plan de financement" in page
    assert "/18/financement/operations/OP1/" in page
    assert "Sur le plan de financement" not in text(reader, f"{RULE}governance.report.days/")


def test_the_page_of_a_thing_says_what_the_rules_say_of_it(demo_network: Network, reader: Client) -> None:
    for thing in ("operations/OP1", "recettes/F01", "financeurs/DGD"):
        assert "Ce que disent les règles" in text(reader, f"/18/financement/{thing}/"), thing


def test_other_aids_say_who_gives_on_which_conditions_and_whether_the_plan_has_them(
    demo_network: Network, lead: Client, reader: Client
) -> None:
    page = text(lead, OTHERS)
    for aid in AIDS:
        assert aid.name in page
        for rule in (*aid.rules, *aid.excludes):
            assert f"{RULE}{rule}/" in page, rule
    assert "déjà demandé ou prévu" in page
    assert "pas encore" in page
    assert re.search(r"/financeurs/ajouter/\?name=DSID&amp;kind=dsid", page)
    assert "/financeurs/ajouter/" not in text(reader, OTHERS)


def test_an_aid_to_add_comes_with_its_name_and_its_kind(demo_network: Network, lead: Client) -> None:
    form = text(lead, "/18/financement/financeurs/ajouter/?name=DSID&kind=dsid")
    assert 'value="DSID"' in form
    assert 'value="dsid" selected' in form
