"""The pages of the execution and of the entries: who sees and changes what, and at what cost."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from maillage.accounts.models import Network
from maillage.base.plugs import figures_of
from maillage.cli.demo import DEMO_TODAY
from maillage.cli.demo_entries import ROWS, add_demo_entries
from maillage.funding.models import Entry, EntryFile
from maillage.rulebook.projects import project_of
from web import text_of

pytestmark = pytest.mark.django_db

PAGES = ("execution", "entries")


@pytest.fixture
def spent(demo_network: Network) -> Network:
    add_demo_entries(demo_network, DEMO_TODAY)
    return demo_network


def at(network: Network, name: str, *args: object) -> str:
    return reverse(f"funding:{name}", args=[network.department, *args])


@pytest.mark.parametrize("name", PAGES)
def test_a_reader_sees_and_a_stranger_does_not(
    reader: Client, stranger: Client, spent: Network, name: str
) -> None:
    answer = reader.get(at(spent, name))
    assert answer.status_code == 200
    assert "Importer" not in text_of(answer)
    assert stranger.get(at(spent, name)).status_code == 404


def test_a_reader_neither_imports_nor_ties(reader: Client, spent: Network) -> None:
    assert reader.get(at(spent, "entries-import")).status_code == 403
    assert reader.post(at(spent, "entries"), {"act": "untie", "entry": "1"}).status_code == 403


def test_before_any_import_the_page_says_how_to_begin_and_figures_are_unknown(
    lead: Client, demo_network: Network
) -> None:
    text = text_of(lead.get(at(demo_network, "execution")))
    assert "Pour commencer" in text
    assert "reste inconnu" in text
    found = figures_of(project_of(demo_network, DEMO_TODAY))
    for name in ("committed_ttc", "paid_ttc", "execution_rate"):
        assert found[f"funding.{name}"].text == "inconnu"


def test_before_any_import_what_was_noted_by_hand_as_received_is_shown(
    lead: Client, demo_network: Network
) -> None:
    """The demo notes a receipt of 6 000 € on an aid: it is known, though nothing is imported."""
    text = text_of(lead.get(at(demo_network, "execution")))
    assert "engagé et payé reste inconnu" in text
    assert "Aides attendues et reçues" in text
    assert "noté à la main" in text


def test_the_page_tells_what_was_committed_paid_and_received(lead: Client, spent: Network) -> None:
    """D15, D14, D13, D02 and D03: 14 000 + 7 200 + 33 600 + 86 400 + 31 200 committed."""
    answer = lead.get(at(spent, "execution"))
    text = text_of(answer)
    assert "172 400 €" in text
    assert "77 360 €" in text
    assert "6 000 €" in text
    found = figures_of(project_of(spent, DEMO_TODAY))
    assert found["funding.committed_ttc"].value == Decimal("172400.00")
    assert found["funding.paid_ttc"].value == Decimal("77360.00")
    assert found["funding.received_total"].value == Decimal("6000.00")


@pytest.mark.parametrize(
    "query", ["?annee=2027", "?taxes=ht", "?annee=2027&taxes=ht", "?annee=zut", "?tri_lignes=-paye"]
)
def test_the_page_bends_to_what_is_asked(lead: Client, spent: Network, query: str) -> None:
    assert lead.get(at(spent, "execution") + query).status_code == 200


def open_rows(network: Network) -> list[Entry]:
    return list(Entry.objects.filter(network=network, cost=None, line=None).order_by("pk"))


def test_entries_are_tied_together_by_hand_untied_and_set_aside(lead: Client, spent: Network) -> None:
    url, rows = at(spent, "entries"), open_rows(spent)
    films = [str(row.pk) for row in rows if "Cinéma" in row.label]
    lead.post(url, {"act": "tie", "entry": films, "target": "D53"})
    assert {row.cost.code for row in Entry.objects.filter(pk__in=films) if row.cost} == {"D53"}
    lead.post(url, {"act": "untie", "entry": films})
    assert not Entry.objects.filter(pk__in=films, cost__isnull=False).exists()
    lead.post(url, {"act": "aside", "entry": films})
    assert set(Entry.objects.filter(pk__in=films).values_list("match", flat=True)) == {"aside"}
    assert "hors du programme" in text_of(lead.get(url + "?etat=hors"))


def test_a_proposal_is_accepted_alone_or_with_those_ticked(lead: Client, spent: Network) -> None:
    url = at(spent, "entries")
    proposed = {row.pk: row.proposal.candidate.code for row in lead.get(url).context["rows"] if row.proposal}
    assert "D53" in proposed.values()
    first, *others = proposed
    lead.post(url, {"accept": f"{first}:{proposed[first]}"})
    assert Entry.objects.get(pk=first).match == "likeness"
    lead.post(url, {"act": "accept", "entry": others, "proposal": [f"{pk}:{proposed[pk]}" for pk in others]})
    assert Entry.objects.filter(match="likeness").count() == len(proposed)


def test_a_receipt_is_not_tied_to_a_cost_and_nothing_is_without_a_choice(
    lead: Client, spent: Network
) -> None:
    url = at(spent, "entries")
    receipt = next(row for row in open_rows(spent) if row.kind == "receipt")
    for given in ({"act": "tie", "target": "D53"}, {"act": "tie"}, {"act": "tie", "target": "ZZZ"}):
        answer = lead.post(url, {**given, "entry": str(receipt.pk)}, follow=True)
        assert answer.status_code == 200
    assert lead.post(url, {"act": "tie", "target": "D53", "entry": "999999"}, follow=True).status_code == 200
    assert Entry.objects.get(pk=receipt.pk).cost is None


def test_an_entry_of_another_network_is_not_touched(stranger: Client, spent: Network) -> None:
    row = Entry.objects.filter(network=spent, cost__isnull=False).earliest("pk")
    assert stranger.post(at(spent, "entries"), {"act": "untie", "entry": row.pk}).status_code == 404
    assert Entry.objects.get(pk=row.pk).cost is not None


@pytest.mark.parametrize(
    "query", ["", "?etat=ouvertes", "?nature=payment&annee=2027", "?ligne=D02", "?q=portail", "?page=zut"]
)
def test_the_list_is_narrowed(lead: Client, spent: Network, query: str) -> None:
    rows = lead.get(at(spent, "entries") + query).context["rows"]
    assert 0 < len(rows) <= len(ROWS)


@pytest.mark.parametrize("name", PAGES)
def test_five_thousand_entries_cost_no_more_queries(
    lead: Client, spent: Network, name: str, django_assert_max_num_queries: Any
) -> None:
    file = EntryFile.objects.get(network=spent)
    Entry.objects.bulk_create(
        Entry(
            network=spent, file=file, row=rank, kind="payment", number=f"X{rank}", day=date(2027, 1, 1 + rank % 28),
            amount_ttc=Decimal(rank), label=f"Ligne {rank}",
        )
        for rank in range(1, 5001)
    )  # fmt: skip
    with django_assert_max_num_queries(30):
        assert lead.get(at(spent, name)).status_code == 200


@pytest.mark.parametrize(
    ("name", "code"), [("programme:action", "A12"), ("funding:costline", "D02"), ("funding:operation", "OP1")]
)
def test_the_page_of_a_thing_says_what_was_paid_for_it(
    lead: Client, spent: Network, name: str, code: str
) -> None:
    text = text_of(lead.get(reverse(name, args=[spent.department, code])))
    assert "25 920 €" in text
