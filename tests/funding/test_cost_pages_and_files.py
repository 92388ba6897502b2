"""The long list of costs: page by page with the totals of the whole, and as a file that is pasted back unchanged."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from builders import TODAY, project_for
from house.html import mistakes
from maillage.accounts.models import Network
from maillage.base.models import record
from maillage.base.workbooks.reading import read_sheets
from maillage.funding.models import CostLine
from maillage.funding.readings import plan_of
from maillage.rulebook.projects import _shared

LIST = "/18/financement/depenses/"


@pytest.fixture(autouse=True)
def on_a_day(settings: Any) -> None:
    settings.MAILLAGE_TODAY = TODAY
    _shared.clear()


def many(network: Network, count: int = 120) -> None:
    """More lines than a page holds, beside those of the smallest example."""
    model = CostLine.objects.get(network=network, code="D1")
    CostLine.objects.bulk_create(
        CostLine(
            **{
                field.attname: getattr(model, field.attname)
                for field in CostLine._meta.concrete_fields
                if not field.primary_key
            }
            | {"code": f"Z{rank:03d}", "label": f"Poste {rank:03d}", "position": 10 + rank}
            | {"amount_ht": Decimal(rank) + Decimal("0.25"), "quantity": None, "unit_price_ht": None}
        )
        for rank in range(count)
    )
    record(network=network, actor=None, verb="create", target="funding.CostLine/Z000", label="Z")


def codes(listing: Any) -> list[str]:
    return [row[0].note.partition(",")[0] for row in listing.rows[:-1]]


def test_a_page_holds_some_lines_and_the_totals_of_all(lead: Client, network: Network) -> None:
    many(network)
    whole = plan_of(project_for(network)).cost_ht()
    first, second = (lead.get(f"{LIST}?page={number}") for number in (1, 2))
    assert len(codes(first.context["listing"])) == 50
    assert not set(codes(first.context["listing"])) & set(codes(second.context["listing"]))
    for answer in (first, second):
        assert answer.context["listing"].rows[-1][-1].sort == whole
        assert "122 dépenses retenues" in answer.context["told"].replace("\u00a0", " ")
        assert mistakes(answer.content.decode()) == []


def test_the_order_is_that_of_all_lines_and_the_links_keep_filters_and_order(
    lead: Client, network: Network
) -> None:
    many(network)
    answer = lead.get(f"{LIST}?q=poste&tri=-montant&page=2")
    assert codes(answer.context["listing"])[0] == "Z069"
    links = {link.label: link.url for link in answer.context["pages"]}
    assert links["Page suivante"] == "?q=poste&tri=-montant&page=3"
    # In another order, one begins at the first page.
    assert "page=" not in answer.context["listing"].sort_base


def test_a_price_changed_from_a_filtered_list_leads_back_to_it(lead: Client, network: Network) -> None:
    listing = lead.get(f"{LIST}?section=running&tri=depense").context["listing"]
    url = listing.rows[0][-1].url
    shown = lead.get(url)
    form = shown.context["sheet"].form
    data = {
        name: str(form[name].value())
        for name in form.fields
        if name != "spread" and form[name].value() not in (None, "", False)
    }
    data |= {"_version": shown.context["version"], "amount_ht": "1234", "quantity": "", "unit_price_ht": ""}
    assert lead.post(url, data)["Location"] == f"{LIST}?section=running&tri=depense#depenses"


@pytest.mark.parametrize("asked", ["//evil.example", "http://evil.example/", "%0d%0aX: y", "a" * 5000])
def test_the_way_back_never_leaves_the_list(lead: Client, network: Network, asked: str) -> None:
    url = f"{LIST}D1/chiffrage/?liste={asked}"
    shown = lead.get(url)
    data = {"_version": shown.context["version"], "amount_ht": "1234", "year": "2026"}
    assert lead.post(url, data)["Location"].startswith(f"{LIST}?")


def test_the_list_taken_as_a_file_and_pasted_changes_nothing(lead: Client, demo_network: Network) -> None:
    CostLine.objects.filter(network=demo_network, code="D01").update(label="=1+1, « liseuses » ; suite")
    record(network=demo_network, actor=None, verb="change", target="funding.CostLine/D01", label="D01")
    text = lead.get(f"{LIST}fichier.csv").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    stream = io.StringIO()
    csv.writer(stream, delimiter="\t").writerows(rows)
    for pasted in (text, stream.getvalue()):
        trial = lead.post(f"{LIST}coller/", {"text": pasted}).context["trial"]
        assert len(trial.outcomes) == CostLine.objects.filter(network=demo_network).count() == len(rows) - 1
        assert {one.fate.value for one in trial.outcomes} == {"same"}, [
            (one.label, one.fate, one.why) for one in trial.outcomes if one.fate.value != "same"
        ][:5]


def test_the_workbook_holds_what_the_filters_leave_to_the_cent(lead: Client, network: Network) -> None:
    many(network, 3)
    answer = lead.get(f"{LIST}fichier.xlsx?q=poste&tri=-montant")
    rows = list(read_sheets(answer.content, "depenses.xlsx")["Dépenses"])
    amount = list(rows[0]).index("Montant HT")
    assert [str(row[amount]).replace(",", ".") for row in rows[1:]] == ["2.25", "1.25", "0.25"]


def test_who_reads_takes_the_file_and_a_stranger_does_not(
    reader: Client, stranger: Client, network: Network
) -> None:
    found = [reader.get(f"{LIST}fichier.{form}").status_code for form in ("csv", "xlsx", "ods", "exe")]
    assert found == [200, 200, 200, 404]
    assert stranger.get(f"{LIST}fichier.csv").status_code == 404


def test_a_long_list_asks_little_of_the_base(
    lead: Client, network: Network, django_assert_max_num_queries: Any
) -> None:
    many(network, 400)
    _shared.clear()
    with django_assert_max_num_queries(30):
        answer = lead.get(LIST)
    assert len(answer.content) < 150_000
