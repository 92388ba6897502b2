"""The table in which costs are typed: who may, what a row saves, what is refused in its row, two people at once."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from builders import TODAY
from house.html import mistakes
from maillage.accounts.models import Network
from maillage.base.models import AuditEntry
from maillage.base.models.store import values_of
from maillage.base.ui.editing.plain import version_of
from maillage.funding.models import CostLine
from maillage.rulebook.projects import _shared

URL = "/18/financement/depenses/saisie/"
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def on_a_day(settings: Any) -> None:
    settings.MAILLAGE_TODAY = TODAY
    _shared.clear()


def stored(network: Network, code: str) -> Any:
    return {one.code: one for one in values_of(network, CostLine)}[code]


def typed(network: Network, code: str, **fields: str) -> dict[str, str]:
    given = {"code": code, "_version": version_of(stored(network, code))}
    return given | {f"ligne-{code}-{name}": text for name, text in fields.items()}


def test_only_those_who_edit_type_costs(
    lead: Client, reader: Client, stranger: Client, network: Network
) -> None:
    shown = lead.get(URL)
    assert shown.status_code == 200
    assert mistakes(shown.content.decode()) == []
    assert reader.get(URL).status_code == 403
    assert reader.post(URL, typed(network, "D1", amount_ht="1")).status_code == 403
    assert stranger.get(URL).status_code == 404


def test_a_quantity_and_a_price_typed_in_a_row_replace_its_amount_and_are_remembered(
    lead: Client, network: Network
) -> None:
    before = stored(network, "D1")
    answer = lead.post(
        URL, typed(network, "D1", quantity="3", unit_price_ht="1 250,50", amount_ht=str(before.amount_ht))
    )
    assert answer.status_code == 302
    after = stored(network, "D1")
    assert (after.quantity, after.unit_price_ht, after.amount_ht) == (3, Decimal("1250.50"), None)
    assert after.ht == Decimal("3751.50")
    entry = AuditEntry.objects.filter(network=network, target="funding.CostLine/D1").latest("pk")
    assert entry.verb == "change"
    assert "3 751,50" in re.sub(r"\s", " ", lead.get(URL).content.decode())


def test_htmx_gets_the_row_and_the_totals_that_follow(lead: Client, network: Network) -> None:
    given = typed(network, "D1", quantity="", unit_price_ht="", amount_ht="99 000")
    page = re.sub(r"\s", " ", lead.post(URL, given, headers=HTMX).content.decode())
    assert 'id="ligne-D1"' in page
    assert 'id="totaux"' in page
    assert 'id="ligne-D2"' not in page, "one row is drawn, not fifty"
    assert "D1 : 99 000 €, enregistré. Le plan passe de" in page


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"amount_ht": "-5"}, "D1"),
        ({"amount_ht": "beaucoup"}, "beaucoup"),
        (
            {"quantity": "3", "unit_price_ht": "10", "amount_ht": "31"},
            "quantité × prix unitaire fait 30,00 €",
        ),
        ({"amount_ht": "1e400"}, "1e400"),
    ],
)
def test_what_cannot_be_is_refused_in_its_row_with_what_was_typed(
    lead: Client, network: Network, fields: dict[str, str], told: str
) -> None:
    before = stored(network, "D1")
    for headers, status in (({}, 422), (HTMX, 200)):
        answer = lead.post(URL, typed(network, "D1", **fields), headers=headers)
        page = re.sub(r"\s", " ", answer.content.decode())
        assert answer.status_code == status
        row = page[page.index('id="ligne-D1"') :].split("</tr>")[0]
        assert told in row
        assert "Erreur" in row or 'role="alert"' in row
        assert all(f'value="{text}"' in row for text in fields.values())
    assert stored(network, "D1") == before


def test_a_row_that_a_colleague_changed_is_refused_once_and_her_other_fields_are_kept(
    lead: Client, team: Client, network: Network
) -> None:
    mine = typed(network, "D1", quantity="", unit_price_ht="", amount_ht="5000")
    theirs = typed(network, "D1", quantity="", unit_price_ht="", amount_ht="7000")
    assert team.post(URL, theirs).status_code == 302
    refused = lead.post(URL, mine)
    assert refused.status_code == 422
    assert "vient d&#x27;être changée par" in refused.content.decode()
    assert stored(network, "D1").ht == 7000
    again = mine | {"_version": version_of(stored(network, "D1"))}
    assert lead.post(URL, again).status_code == 302
    assert stored(network, "D1").ht == 5000


def test_a_row_whose_line_is_gone_says_so_and_changes_nothing(lead: Client, network: Network) -> None:
    answer = lead.post(URL, {"code": "D999", "_version": ""}, follow=True)
    assert "a été supprimée entre-temps" in answer.content.decode()


def test_filters_hold_after_a_row_is_saved(lead: Client, network: Network) -> None:
    given = typed(network, "D1", quantity="", unit_price_ht="", amount_ht="5000")
    answer = lead.post(f"{URL}?section=investment", given)
    assert answer["Location"].startswith(f"{URL}?section=investment#")
