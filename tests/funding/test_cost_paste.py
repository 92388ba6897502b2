"""Costs pasted from a spreadsheet: read as people write, tried line by line, taken all or none."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from builders import TODAY
from house.html import mistakes
from maillage.accounts.models import Network
from maillage.funding.models import CostLine
from maillage.rulebook.projects import _shared

URL = "/18/financement/depenses/coller/"
HEADS = "Montant HT\tPoste de dépense\tAction\tOpération\tAnnée\tTVA\n"


@pytest.fixture(autouse=True)
def on_a_day(settings: Any) -> None:
    settings.MAILLAGE_TODAY = TODAY
    _shared.clear()


def _apply(client: Client, text: str) -> Any:
    shown = client.post(URL, {"text": text}).content.decode()
    version = re.search(r'name="_version" value="([^"]*)"', shown)
    assert version
    return client.post(URL, {"text": text, "_version": version[1], "apply": "1"})


def test_only_those_who_edit_paste_costs(lead: Client, reader: Client, stranger: Client) -> None:
    shown = lead.get(URL)
    assert shown.status_code == 200
    assert not mistakes(shown.content.decode())
    assert reader.get(URL).status_code == 403
    assert stranger.get(URL).status_code == 404


def test_a_trial_writes_nothing_and_taking_it_writes_every_line(lead: Client, demo_network: Network) -> None:
    before = CostLine.objects.filter(network=demo_network).count()
    text = HEADS + "1 234,50 €\tTablettes\tA11\tOP1\t2026\t5,5\n"
    shown = lead.post(URL, {"text": text})
    assert "à créer" in shown.content.decode()
    assert not mistakes(shown.content.decode())
    assert CostLine.objects.filter(network=demo_network).count() == before
    assert _apply(lead, text).status_code == 302
    row = CostLine.objects.get(network=demo_network, label="Tablettes")
    assert (row.amount_ht, row.vat_rate) == (Decimal("1234.50"), Decimal("0.055"))


def test_one_refused_line_keeps_all_the_others_out(lead: Client, demo_network: Network) -> None:
    before = CostLine.objects.filter(network=demo_network).count()
    text = (
        HEADS + "100\tCâbles\tA11\tOP1\t2026\t\ndouze\tSouris\tA11\tOP1\t2026\t\n9\tÉcran\tA99\tOP1\t2026\t\n"
    )
    shown = _apply(lead, text).content.decode()
    assert "montant en euros" in shown
    assert "A99" in shown
    assert CostLine.objects.filter(network=demo_network).count() == before


def test_a_code_that_is_known_changes_its_line_and_leaves_the_rest(
    lead: Client, demo_network: Network
) -> None:
    row = CostLine.objects.get(network=demo_network, code="D01")
    assert _apply(lead, "Code\tPoste de dépense\nD01\tLiseuses neuves\n").status_code == 302
    after = CostLine.objects.get(network=demo_network, code="D01")
    assert (after.label, after.amount_ht) == ("Liseuses neuves", row.amount_ht)


def test_a_line_changed_since_the_trial_is_shown_again_and_not_written_over(
    lead: Client, demo_network: Network
) -> None:
    text = "Code\tPoste de dépense\nD01\tLiseuses neuves\n"
    shown = lead.post(URL, {"text": text, "_version": "D01:0000", "apply": "1"})
    assert "a changé entre-temps" in shown.content.decode()
    assert CostLine.objects.get(network=demo_network, code="D01").label != "Liseuses neuves"


@pytest.mark.parametrize("text", ["", "Code\tAction\n", "x" * 200_001, "Code\tCode\tAction\n1\t2\t3"])
def test_what_cannot_be_read_is_refused_in_words(lead: Client, text: str) -> None:
    shown = lead.post(URL, {"text": text})
    assert shown.status_code == 422
    assert "Rien n’est enregistré" in shown.content.decode()
