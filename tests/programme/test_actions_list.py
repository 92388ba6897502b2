"""The list of actions: what it shows, what its filters keep, its order, its files, who sees it."""

from __future__ import annotations

import io
import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from maillage.rulebook import projects

pytestmark = pytest.mark.django_db

AT = "/18/strategie/liste/"


def shown(client: Client, query: str = "") -> str:
    answer = client.get(f"{AT}{query}")
    assert answer.status_code == 200
    html = unescape(answer.content.decode())
    return html[html.index("<main") : html.index("</main>")]


def codes(html: str) -> list[str]:
    return re.findall(r'href="/18/strategie/actions/([^/"]+)/"', html.split('class="listing"')[1])


@pytest.mark.usefixtures("demo_network")
def test_the_list_shows_every_action_once_with_its_number_in_few_queries(
    lead: Client, django_assert_max_num_queries: Any
) -> None:
    projects.forget()
    with django_assert_max_num_queries(30):
        html = shown(lead)
    found = codes(html)
    assert len(found) == len(set(found)) > 10
    assert "1.1.1 <a" in html
    assert "Coût HT" in html
    assert re.search(r"\d+ sur 1\d", html)


@pytest.mark.usefixtures("demo_network")
def test_filters_keep_what_they_say(lead: Client) -> None:
    whole = set(codes(shown(lead)))
    parts = [set(codes(shown(lead, f"?perimetre={scope}"))) for scope in ("network", "internal")]
    assert parts[0] | parts[1] == whole
    assert not parts[0] & parts[1]
    statuses = ("idea", "planned", "under_way", "paused", "done", "abandoned")
    kept = [one for status in statuses for one in codes_of(lead, f"?statut={status}")]
    assert sorted(kept) == sorted(whole)


def codes_of(client: Client, query: str) -> list[str]:
    html = shown(client, query)
    return [] if "Aucune action ne répond" in html else codes(html)


def test_what_a_sheet_lacks_can_be_asked_for(lead: Client) -> None:
    html = shown(lead, "?manque=un+contexte")
    assert "un contexte" in html
    assert set(codes_of(lead, "?manque=un+contexte")) <= set(codes_of(lead, "?manque=tout"))


@pytest.mark.usefixtures("demo_network")
@pytest.mark.parametrize(
    "key", ["numero", "statut", "confiance", "nature", "pilote", "dates", "jalon", "fait", "fiche", "cout"]
)
def test_each_column_sorts_both_ways_and_loses_nothing(lead: Client, key: str) -> None:
    up, down = codes(shown(lead, f"?tri={key}")), codes(shown(lead, f"?tri=-{key}"))
    assert sorted(up) == sorted(down)
    assert up != down


@pytest.mark.parametrize(
    "query",
    [
        "?tri=zz",
        "?axe=ZZ&statut=<script>",
        "?q=" + "a" * 3000,
        "?fait=99999999999999",
        "?fait=²",
    ],
)
def test_an_address_that_means_nothing_breaks_nothing(lead: Client, query: str) -> None:
    assert "<script>" not in shown(lead, query)


def test_all_are_ticked_by_a_link_and_a_reader_has_nothing_to_tick(lead: Client, reader: Client) -> None:
    html = shown(lead, "?tout=1&perimetre=network")
    boxes = re.findall(r'<input type="checkbox" name="action"[^>]*>', html)
    assert boxes
    assert all(box.endswith("checked>") for box in boxes)
    assert 'name="retour" value="perimetre=network"' in html
    assert 'type="checkbox"' not in shown(reader)
    assert "<form method" not in shown(reader)


def test_a_stranger_finds_no_list(stranger: Client) -> None:
    assert stranger.get(AT).status_code == 404
    assert stranger.get(f"{AT}fichier.csv").status_code == 404


@pytest.mark.parametrize("form", ["csv", "xlsx", "ods"])
def test_the_list_is_taken_away_as_it_is_filtered(reader: Client, form: str) -> None:
    answer = reader.get(f"{AT}fichier.{form}?q=A11")
    assert answer.status_code == 200
    assert f".{form}" in answer["Content-Disposition"]
    if form == "csv":
        lines = io.StringIO(answer.content.decode("utf-8-sig")).read().splitlines()
        assert lines[0].startswith("Numéro;Code;Action")
        assert [line.split(";")[1] for line in lines[1:]] == ["A11"]


def test_a_file_of_another_kind_does_not_exist(reader: Client) -> None:
    assert reader.get(f"{AT}fichier.exe").status_code == 404
