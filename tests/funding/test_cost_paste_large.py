"""A whole programme of costs pasted at once: it stays quick, its page stays short, and it is taken back as quickly."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from builders import TODAY
from effort import effort
from house.html import mistakes
from maillage.accounts.models import Network
from maillage.base.models import AuditEntry
from maillage.funding.models import CostLine
from maillage.funding.pasting.columns import MOST_LINES
from maillage.funding.screens.paste import SHOWN
from maillage.rulebook.projects import _shared

URL = "/18/financement/depenses/coller/"
HEADS = "Montant HT\tPoste de dépense\tAction\tOpération\tAnnée\tTVA\n"
# Seconds of processor: some five times what a paste takes here.
MOST_TO_TRY, MOST_TO_TAKE = 5, 20


@pytest.fixture(autouse=True)
def on_a_day(settings: Any) -> None:
    settings.MAILLAGE_TODAY = TODAY
    _shared.clear()


def text(lines: int, wrong: tuple[int, ...] = ()) -> str:
    rows = (
        f"{'douze' if n in wrong else n}\tDépense numéro {n}\tA11\tOP1\t2026\t20 %\n"
        for n in range(1, lines + 1)
    )
    return HEADS + "".join(rows)


def taken(client: Client, pasted: str) -> Any:
    shown = client.post(URL, {"text": pasted}).content.decode()
    version = re.search(r'name="_version" value="([^"]*)"', shown)
    assert version
    return client.post(URL, {"text": pasted, "_version": version[1], "apply": "1"})


def test_two_thousand_lines_are_tried_in_few_queries_and_seconds(
    lead: Client, network: Network, django_assert_max_num_queries: Any
) -> None:
    pasted = text(MOST_LINES)
    with django_assert_max_num_queries(30):
        answer = lead.post(URL, {"text": pasted})
    assert answer.status_code == 200
    assert mistakes(answer.content.decode()) == []
    assert effort(lambda: lead.post(URL, {"text": pasted}), least=MOST_TO_TRY) < MOST_TO_TRY
    refused = lead.post(URL, {"text": text(MOST_LINES + 1)})
    assert refused.status_code == 422
    assert "Plus de 2\u202f000 lignes" in refused.content.decode()


def test_a_long_trial_shows_what_has_something_to_say_and_counts_the_rest(
    lead: Client, network: Network
) -> None:
    page = lead.post(URL, {"text": text(1000, wrong=(500, 999))}).content.decode()
    listing = page[page.index('id="essai"') : page.index("</table>")]
    assert listing.count("<tr") == 1 + SHOWN + 1  # the headers, the lines, those that are counted
    assert re.findall(r"Dépense numéro \d+", listing)[:3] == [
        "Dépense numéro 500",
        "Dépense numéro 999",
        "Dépense numéro 1",
    ]
    told = listing.replace("\u00a0", " ").replace("\u202f", " ")
    assert "Et 900 autres lignes : 900 à créer" in told


def test_two_thousand_lines_are_taken_and_taken_back_in_seconds(lead: Client, network: Network) -> None:
    before = CostLine.objects.filter(network=network).count()
    assert effort(lambda: taken(lead, text(MOST_LINES)), least=MOST_TO_TAKE) < MOST_TO_TAKE
    assert CostLine.objects.filter(network=network).count() == before + MOST_LINES
    entry = AuditEntry.objects.get(network=network, verb="funding.costs-paste")
    back = f"{URL}{entry.pk}/annuler/"
    assert effort(lambda: lead.post(back), least=MOST_TO_TAKE) < MOST_TO_TAKE
    assert CostLine.objects.filter(network=network).count() == before


def test_a_line_is_taken_and_taken_back_in_a_few_queries(
    lead: Client, network: Network, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(300 * 4 + 80):
        assert taken(lead, text(300)).status_code == 302
    entry = AuditEntry.objects.get(network=network, verb="funding.costs-paste")
    with django_assert_max_num_queries(300 * 2 + 80):
        assert lead.post(f"{URL}{entry.pk}/annuler/").status_code == 302
