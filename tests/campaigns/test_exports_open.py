"""Open data and exports of surveys: nobody is recognised, not even by a subtraction."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Sequence
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from campaigns.conftest import OpenCampaign
from campaigns.test_exports import _taken
from maillage.accounts.models import Network
from maillage.campaigns.domain.scores import Band
from maillage.campaigns.exports.opened import Group, groups
from maillage.campaigns.models import Campaign, Participation, SurveyReply
from maillage.cli.demo import DEMO_TODAY
from maillage.rulebook.projects import forget
from maillage.statistics.suppression import Why

ZIP = "/18/campagnes/AUT26/donnees-ouvertes.zip"
SURVEY = "/18/campagnes/enquetes/LECT26/export/"


def _found(libraries: Sequence[tuple[str, str, Band, bool]]) -> Any:
    own = [
        SimpleNamespace(
            participation=SimpleNamespace(
                pk=rank, epci_name=epci, stratum=stratum, opted_public=shown, library_name=str(rank)
            ),
            profile=SimpleNamespace(band=band),
        )
        for rank, (epci, stratum, band, shown) in enumerate(libraries)
    ]
    return SimpleNamespace(campaign=SimpleNamespace(public=True), own=own)


def _line(found: list[Group], name: str) -> list[int | None]:
    return [one.value for one in next(group for group in found if group.name == name).counts]


def test_a_small_cell_is_hidden_with_what_would_give_it_back() -> None:
    """By hand: 3 of A are building (hidden), so another cell of A and another of that band must go; B holds 9 and 6."""
    of = [("A", "S", Band.BUILDING, False)] * 3 + [("A", "S", Band.CORE, False)] * 7
    of += [("B", "S", Band.BUILDING, False)] * 9 + [("B", "S", Band.CORE, False)] * 6
    found = groups(_found(of), least=5)
    # Bands: building, on the way, core, reference, to complete, then the total.
    assert _line(found, "A") == [None, 0, None, 0, 0, 10]
    assert _line(found, "B") == [None, 0, None, 0, 0, 15]
    assert _line(found, "S") == _line(found, "Toutes") == [12, 0, 13, 0, 0, 25]
    whys = [count.why for group in found for count in group.counts]
    assert (whys.count(Why.SMALL), whys.count(Why.COMPLEMENT)) == (1, 3)


def test_libraries_shown_by_name_are_not_in_the_counts() -> None:
    """Five in a cell, four of them named: with the four counted, the fifth would be known."""
    of = [("A", "S", Band.CORE, rank < 4) for rank in range(5)] + [("A", "S", Band.BUILDING, False)] * 6
    found = groups(_found(of), least=5)
    assert _line(found, "A")[2] is None
    assert _line(found, "A")[5] != 7 or _line(found, "A")[0] is None


def test_the_archive_holds_only_who_agreed(demo_network: Network, reader: Client) -> None:
    Campaign.objects.filter(code="AUT26").update(public=True)
    sent = Participation.objects.filter(campaign__code="AUT26").submitted().of_libraries()
    agreed = sent.order_by("library_code")[0]
    sent.update(opted_public=False)
    Participation.objects.filter(pk=agreed.pk).update(opted_public=True)
    forget()
    with zipfile.ZipFile(io.BytesIO(_taken(reader.get(ZIP, {"licence": "odbl"})))) as bundle:
        texts = {name: bundle.read(name).decode("utf-8-sig") for name in bundle.namelist()}
    sites = list(csv.DictReader(io.StringIO(texts["bibliotheques.csv"])))
    assert [one["bibliotheque"] for one in sites] == [agreed.library_code]
    told = json.loads(texts["datapackage.json"])
    assert told["licenses"][0]["name"] == "ODbL-1.0"
    fields = {one["name"]: [f["name"] for f in one["schema"]["fields"]] for one in told["resources"]}
    assert fields["bibliotheques"] == list(sites[0])
    shown = [int(one["bibliotheques"]) for one in csv.DictReader(io.StringIO(texts["agregats.csv"]))
             if one["bibliotheques"]]  # fmt: skip
    assert shown
    assert not [n for n in shown if 0 < n < 5]
    silent = set(sent.exclude(pk=agreed.pk).values_list("library_code", flat=True))
    assert not [code for code in silent if any(code in text for text in texts.values())]


def test_the_page_says_what_is_hidden(
    demo_network: Network, reader: Client, stranger: Client, django_assert_max_num_queries: Any
) -> None:
    forget()
    with django_assert_max_num_queries(30):
        page = reader.get("/18/campagnes/AUT26/donnees-ouvertes/")
    assert "masqué" in page.text
    assert "une soustraction" in page.text
    assert stranger.get(ZIP).status_code == 404


@pytest.fixture
def survey(demo_network: Network) -> Campaign:
    """Three at a workshop, two at another, six elsewhere."""
    campaign: Any = Campaign.objects.get(code="LECT26")
    SurveyReply.objects.filter(campaign=campaign).delete()
    for occasion, n in (("Petit atelier", 3), ("Autre", 2), ("Grand atelier", 6)):
        for rank in range(n):
            SurveyReply.objects.create(
                network=demo_network, campaign=campaign, library_code="LI90003", occasion=occasion,
                on=DEMO_TODAY - timedelta(days=rank), values={"inconnu": "x"},
            )  # fmt: skip
    return campaign  # type: ignore[no-any-return]


def _rows(client: Client, query: str = "") -> list[dict[str, str]]:
    text = _taken(client.get(f"{SURVEY}fichier/?{query}")).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_small_occasions_lose_their_place_and_day(survey: Campaign, lead: Client) -> None:
    rows = _rows(lead)
    assert [one["occasion"] for one in rows] == ["Grand atelier"] * 6 + [""] * 5
    assert {(one["jour"], one["bibliotheque"]) for one in rows[6:]} == {("", "")}


def test_an_occasion_joins_the_small_ones_when_they_are_too_few(survey: Campaign, lead: Client) -> None:
    SurveyReply.objects.filter(occasion="Autre").delete()
    assert {one["occasion"] for one in _rows(lead)} == {""}
    SurveyReply.objects.exclude(occasion="Petit atelier").delete()
    assert _rows(lead) == []
    assert "Moins de 5 personnes" in lead.get(SURVEY).text


def test_a_survey_comes_in_every_format(demo_network: Network, lead: Client, stranger: Client) -> None:
    for asked in ("xlsx", "ods"):
        assert _taken(lead.get(f"{SURVEY}fichier/?format={asked}&forme=long"))[:2] == b"PK"
    assert len(_rows(lead)) == SurveyReply.objects.filter(campaign__code="LECT26").count()
    assert stranger.get(SURVEY).status_code == 404


def test_free_words_are_for_the_team(demo_network: Network, lead: Client, reader: Client) -> None:
    assert len(_rows(lead, "textes=oui")[0]) > len(_rows(reader, "textes=oui")[0])


def test_a_grid_is_no_survey(open_grid: OpenCampaign, lead: Client) -> None:
    assert lead.get("/18/campagnes/enquetes/ESSAI/export/").status_code == 404
