"""The tree: numbers that follow the order, steps on demand, what is moved where, how full the sheets are."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from maillage.accounts.models import Network
from maillage.base.models import AuditEntry
from maillage.programme.models import Action, Axis, Objective, Step
from maillage.rulebook import projects

pytestmark = pytest.mark.django_db

AT = "/18/strategie/"


def shown(client: Client, query: str = "") -> str:
    answer = client.get(f"{AT}{query}")
    assert answer.status_code == 200
    html = unescape(answer.content.decode())
    return html[html.index("<main") : html.index("</main>")]


def test_numbers_come_first_and_follow_a_move(lead: Client) -> None:
    html = shown(lead)
    assert '1.1.1 <a href="/18/strategie/actions/A11/">' in html
    answer = lead.post(f"{AT}ordre/action/A11/", {"vers": "bas"}, follow=True)
    told = unescape(answer.content.decode())
    assert "A11 est maintenant 1.1.2." in told
    assert '1.1.2 <a href="/18/strategie/actions/A11/">' in told


def test_steps_are_shown_for_the_axis_asked_for_and_can_be_ordered(lead: Client) -> None:
    assert "1.1.1.1" not in shown(lead)
    html = shown(lead, "?etapes=A&ordre=1")
    assert "1.1.1.1" in html
    assert "haut-etape-A11-2" in html
    before = list(Step.objects.filter(action__code="A11").order_by("position").values_list("code", flat=True))
    answer = lead.post(f"{AT}ordre/etape/A11-2/", {"vers": "haut", "retour": "etapes=A"}, follow=True)
    assert "A11-2 est maintenant 1.1.1.1." in unescape(answer.content.decode())
    after = list(Step.objects.filter(action__code="A11").order_by("position").values_list("code", flat=True))
    assert after == [before[1], before[0], *before[2:]]


def test_the_tree_comes_back_as_it_was_shown(lead: Client) -> None:
    answer = lead.post(f"{AT}ordre/action/A11/", {"vers": "bas", "retour": "axe=A&etapes=A&autre=x"})
    assert "axe=A" in answer["Location"]
    assert "etapes=A" in answer["Location"]
    assert "autre" not in answer["Location"]


def test_an_action_goes_under_another_objective_and_an_objective_under_another_axis(
    lead: Client, network: Network
) -> None:
    axis = Axis.objects.create(network=network, code="B", title="Autre axe", position=9)
    Objective.objects.create(network=network, axis=axis, code="B1", title="Autre but", position=1)
    projects.forget()
    form = unescape(lead.get(f"{AT}ordre/action/A11/ailleurs/").content.decode())
    assert '<optgroup label="2 Autre axe">' in form
    answer = lead.post(f"{AT}ordre/action/A11/ailleurs/", {"vers": "B1"}, follow=True)
    assert "A11 est maintenant 2.1.1." in unescape(answer.content.decode())
    assert Action.objects.get(code="A11").objective.code == "B1"
    lead.post(f"{AT}ordre/objectif/B1/ailleurs/", {"vers": "A"})
    assert Objective.objects.get(code="B1").axis.code == "A"
    assert AuditEntry.objects.filter(network=network, verb="move").count() == 2


@pytest.mark.parametrize(
    "url", ["ordre/axe/A/ailleurs/", "ordre/etape/A11-1/ailleurs/", "ordre/action/Z/ailleurs/"]
)
def test_what_hangs_under_nothing_goes_nowhere_else(lead: Client, url: str) -> None:
    assert lead.get(f"{AT}{url}").status_code == 404


@pytest.mark.parametrize("where", ["", "ZZ", "<script>", "é" * 500])
def test_a_place_that_does_not_exist_is_refused(lead: Client, where: str) -> None:
    assert lead.post(f"{AT}ordre/action/A11/ailleurs/", {"vers": where}).status_code == 404
    assert Action.objects.get(code="A11").objective.code == "A1"


def test_only_those_who_write_move_things(reader: Client, stranger: Client) -> None:
    for url in ("ordre/action/A11/ailleurs/", "ordre/etape/A11-1/"):
        assert reader.post(f"{AT}{url}", {"vers": "A1"}).status_code == 403
        assert stranger.post(f"{AT}{url}", {"vers": "A1"}).status_code == 404
    assert reader.get(f"{AT}ordre/action/A11/ailleurs/").status_code == 403


def test_an_archived_action_is_no_neighbour(lead: Client, network: Network) -> None:
    objective = Objective.objects.get(code="A1")
    Action.objects.filter(code="A11").update(position=2)
    Action.objects.filter(code="A12").update(position=3)
    Action.objects.create(
        network=network, objective=objective, code="A10", title="Rangée", kind="tool", scope="network",
        archived="2026-01-01", position=1,
    )  # fmt: skip
    answer = lead.post(f"{AT}ordre/action/A11/", {"vers": "haut"}, follow=True)
    assert "est déjà en tête" in unescape(answer.content.decode())


@pytest.mark.parametrize("query", ["?etapes=ZZ", "?etapes=<script>", "?deplace=Action/<script>"])
def test_an_address_that_means_nothing_breaks_nothing(lead: Client, query: str) -> None:
    assert "<script>" not in shown(lead, query)


@pytest.mark.usefixtures("demo_network")
def test_the_tree_says_how_full_the_sheets_are_in_few_queries(
    lead: Client, django_assert_max_num_queries: Any
) -> None:
    projects.forget()
    with django_assert_max_num_queries(30):
        html = shown(lead, "?etapes=A&ordre=1")
    assert re.search(r"fiche\s:\s\d+ sur 1\d", html)
    assert "fiches remplies à" in html


def empty(network: Network) -> None:
    for row in Action.objects.filter(network=network):
        row.costs.all().delete()
    for objective in Objective.objects.filter(network=network):
        objective.indicators.all().delete()
    Axis.objects.filter(network=network).delete()
    projects.forget()


@pytest.mark.parametrize("page", ["", "liste/"])
def test_an_empty_programme_invites_to_begin_three_ways(
    lead: Client, reader: Client, network: Network, page: str
) -> None:
    empty(network)
    html = shown(lead, page)
    for told in ("Ajouter un axe", "Choisir des actions modèles", "Importer un plan d'actions"):
        assert told in html
        assert told not in shown(reader, page)
