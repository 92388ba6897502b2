"""The list of costs and the price of one line changed from it: who may, what follows, what is refused in words."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from builders import TODAY, project_for
from house.html import mistakes
from maillage.accounts.models import Network
from maillage.base.models import AuditEntry
from maillage.funding.models import CostLine
from maillage.funding.readings import plan_of
from maillage.rulebook.projects import _shared

LIST = "/18/financement/depenses/"
PRICE = f"{LIST}D1/chiffrage/"


@pytest.fixture(autouse=True)
def on_a_day(settings: Any) -> None:
    settings.MAILLAGE_TODAY = TODAY
    _shared.clear()


def opened(client: Client, url: str = PRICE, **typed: str) -> dict[str, str]:
    """The form of a price as it opens, with what is typed over it ("": emptied)."""
    context = client.get(url).context
    form = context["sheet"].form
    data = {"_version": context["version"]}
    for name in form.fields:
        value = form[name].value()
        if name != "spread" and value not in (None, "", False):
            data[name] = str(value)
    return data | typed


def test_only_the_team_opens_the_price_of_a_line(
    lead: Client, team: Client, reader: Client, stranger: Client, network: Network
) -> None:
    found = [client.get(PRICE).status_code for client in (lead, team, reader, stranger)]
    assert found == [200, 200, 403, 404]
    assert reader.post(PRICE, {"amount_ht": "1"}).status_code == 403
    assert "/chiffrage/" in lead.get(LIST).content.decode()
    assert "/chiffrage/" not in reader.get(LIST).content.decode()
    assert mistakes(lead.get(PRICE).content.decode()) == []


def test_a_price_changed_from_the_list_moves_the_totals_and_the_plan_tells_it(
    lead: Client, network: Network
) -> None:
    before = plan_of(project_for(network)).cost_ht()
    row = CostLine.objects.get(network=network, code="D1")
    amount = row.amount_ht + 1000
    typed = opened(
        lead, amount_ht=str(amount), quantity="", unit_price_ht="", family="hardware", vat_rate="5,5 %"
    )
    answer = lead.post(PRICE, typed, follow=True)
    assert answer.redirect_chain[0][0].startswith(LIST)
    assert answer.context["listing"].rows[-1][-1].sort == before + 1000
    assert "1\u202f000\u00a0€" in " ".join(str(message) for message in answer.context["messages"])
    row.refresh_from_db()
    assert (row.family, row.vat_rate) == ("hardware", Decimal("0.055"))


@pytest.mark.parametrize(
    "typed",
    [
        {"amount_ht": "-5"},
        {"amount_ht": "beaucoup"},
        {"vat_rate": "150"},
        {"vat_rate": "-0,2"},
        {"year": "1789"},
        {"amount_ht": "100", "quantity": "3", "unit_price_ht": "50"},
        {"family": "navire"},
        {"priced_on": "31/02/2026"},
    ],
)
def test_a_bad_price_is_refused_in_words_and_nothing_is_written(
    lead: Client, network: Network, typed: dict[str, str]
) -> None:
    trail = AuditEntry.objects.filter(network=network).count()
    answer = lead.post(PRICE, opened(lead, **typed))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert mistakes(html) == []
    assert AuditEntry.objects.filter(network=network).count() == trail


def test_two_people_on_one_price_are_told_of_each_other(lead: Client, team: Client, network: Network) -> None:
    mine = opened(lead, amount_ht="17 000")
    theirs = opened(team, amount_ht="16 000")
    assert team.post(PRICE, theirs).status_code == 302
    answer = lead.post(PRICE, mine)
    assert answer.status_code == 409
    assert "Tom a enregistré" in answer.content.decode()
    assert CostLine.objects.get(network=network, code="D1").amount_ht == 16000


def test_a_line_dated_by_a_step_can_be_given_a_year_from_the_list(
    lead: Client, demo_network: Network
) -> None:
    row = CostLine.objects.filter(network=demo_network, step__isnull=False).order_by("code").first()
    assert row is not None
    url = f"{LIST}{row.code}/chiffrage/"
    answer = lead.post(url, opened(lead, url, step="", year="2027"))
    assert answer.status_code == 302
    row.refresh_from_db()
    assert (row.year, row.step_id) == (2027, None)


def test_filters_by_family_and_price_show_only_what_they_say(lead: Client, demo_network: Network) -> None:
    costs = CostLine.objects.filter(network=demo_network)
    for family in {row.family for row in costs if row.family}:
        listing = lead.get(f"{LIST}?famille={family}").context["listing"]
        assert len(listing.rows) - 1 == costs.filter(family=family).count(), family
    quoted = lead.get(f"{LIST}?prix=quote").context["listing"]
    assert len(quoted.rows) - 1 == costs.filter(priced_from="quote").count()
    html = lead.get(f"{LIST}?famille=navire&prix=%00").content.decode()
    assert mistakes(html) == []


@pytest.mark.parametrize("page", ["coller/", "D02/", "D02/chiffrage/", "?prix=ancien"])
def test_a_cold_page_of_prices_asks_little_of_the_base(
    lead: Client, demo_network: Network, django_assert_max_num_queries: Any, page: str
) -> None:
    _shared.clear()
    with django_assert_max_num_queries(30):
        assert lead.get(f"{LIST}{page}").status_code == 200
