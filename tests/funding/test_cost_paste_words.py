"""What a paste makes of figures as spreadsheets show them, in words people know; and a whole paste taken back."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from builders import TODAY
from funding.test_cost_paste import URL, _apply
from house.html import mistakes
from maillage.accounts.models import Network
from maillage.base.models import AuditEntry
from maillage.base.models.store import values_of
from maillage.base.values.fields import specs
from maillage.funding.domain import CostLine as Written
from maillage.funding.models import CostLine, FundingLine
from maillage.programme.models import Step
from maillage.rulebook.projects import _shared

HEADS = "Poste de dépense\tAction\tOpération\tAnnée\tQuantité\tPrix unitaire HT\tMontant HT\tTVA\n"
LIST = "/18/financement/depenses/"


@pytest.fixture(autouse=True)
def on_a_day(settings: Any) -> None:
    settings.MAILLAGE_TODAY = TODAY
    _shared.clear()


def tried(client: Client, row: str) -> Any:
    answer = client.post(URL, {"text": HEADS + row})
    assert answer.status_code == 200
    assert mistakes(answer.content.decode()) == []
    return answer.context["trial"].outcomes[0]


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1.234,50", "1234.50"),
        ("1 234,50 €", "1234.50"),
        ("1\u202f234,50\u00a0€", "1234.50"),
        ("1\u2009234,5", "1234.5"),
        ("1,234.50", "1234.50"),
        ("1.234.567", "1234567"),
        ("12 000 € HT", "12000"),
        ("750 EUR", "750"),
    ],
)
def test_amounts_are_read_as_spreadsheets_show_them(
    lead: Client, network: Network, typed: str, amount: str
) -> None:
    found = tried(lead, f"Lot\t{_action(network)}\tOP1\t2026\t\t\t{typed}\t\n")
    assert found.value is not None, found.why
    assert found.value.amount_ht == Decimal(amount)


@pytest.mark.parametrize(
    ("typed", "rate"), [("20 %", "0.2"), ("0,2", "0.2"), ("20", "0.2"), ("5,5", "0.055"), ("20,0 %", "0.2")]
)
def test_shares_are_read_in_percent_or_not(lead: Client, network: Network, typed: str, rate: str) -> None:
    found = tried(lead, f"Lot\t{_action(network)}\tOP1\t2026\t\t\t100\t{typed}\n")
    assert found.value is not None, found.why
    assert found.value.vat_rate == Decimal(rate)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("Lot\t{a}\tOP1\t2026\t\t\t1.234\t", "se lit de deux façons"),
        ("Lot\t{a}\tOP1\t2026\t1.234\t2\t\t", "se lit de deux façons"),
        ("Lot\t{a}\tOP1\t2026\t\t\t100\t1", "se lit de deux façons"),
        ("Lot\t{a}\tOP1\t2026\t\t\t12 k€\t", "montant en euros"),
        ("Lot\t{a}\tOP1\t2026\t3\t50\t100\t", "fait 150,00"),
        ("Lot\t{a}\tOP1\t\t\t\t100\t", "l'année ou l'étape"),
        ("Lot\t{a}\tOP1\t1789\t\t\t100\t", "Année"),
        ("Lot\t{a}\tOP1\t2026\t-3\t50\t\t", "Quantité"),
        ("Lot\t{a}\tOP1\t2026\t\t\t-100\t", "Montant HT"),
        ("Lot\t{a}\tOP1\t2026\t\t\t100\t150 %", "taux"),
        ("Lot\t{a}\tOP9\t2026\t\t\t100\t", "OP9"),
        ("\t{a}\tOP1\t2026\t\t\t100\t", "Il manque"),
    ],
)
def test_what_is_refused_is_told_in_words_people_know(
    lead: Client, network: Network, row: str, told: str
) -> None:
    found = tried(lead, row.format(a=_action(network)) + "\n")
    assert found.fate.value == "refused"
    assert told in found.why.replace("\u202f", " ").replace("\u00a0", " ")
    _assert_words(found.why)


def test_a_word_that_is_no_choice_is_answered_with_the_choices(lead: Client, network: Network) -> None:
    text = "Code\tFamille d'achat\tOrigine du prix\tFCTVA\nD1\tnavire\t\t\n"
    found = lead.post(URL, {"text": text}).context["trial"].outcomes[0]
    assert "matériel informatique" in found.why
    _assert_words(found.why)


def test_a_step_and_a_year_together_are_refused_in_words(lead: Client, network: Network) -> None:
    step = _a_step(network)
    text = f"Code\tAnnée\tÉtape\nD1\t2026\t{step}\n"
    found = lead.post(URL, {"text": text}).context["trial"].outcomes[0]
    assert "gardez l'une" in found.why
    _assert_words(found.why)


def test_a_total_is_no_cost(lead: Client, network: Network) -> None:
    action = _action(network)
    lines = f"Lot\t{action}\tOP1\t2026\t\t\t100\t\nSous-total\t\t\t\t\t\t100\t\nTOTAL HT\t\t\t\t\t\t100\t\n"
    trial = lead.post(URL, {"text": HEADS + lines}).context["trial"]
    assert [one.fate.value for one in trial.outcomes] == ["created", "aside", "aside"]
    assert trial.can_be_taken


def test_a_whole_paste_is_taken_back_in_one_action(lead: Client, reader: Client, network: Network) -> None:
    before = values_of(network, CostLine)
    pk = _pasted(lead, network)
    assert len(values_of(network, CostLine)) == len(before) + 1
    shown = lead.get(f"{LIST}?colle={pk}").content.decode()
    assert "Annuler ce collage" in shown
    assert mistakes(shown) == []
    assert "Annuler ce collage" not in reader.get(f"{LIST}?colle={pk}").content.decode()
    assert reader.post(f"{URL}{pk}/annuler/").status_code == 403
    answer = lead.post(f"{URL}{pk}/annuler/", follow=True)
    assert "tout est comme avant" in " ".join(map(str, answer.context["messages"]))
    assert values_of(network, CostLine) == before
    again = lead.post(f"{URL}{pk}/annuler/", follow=True)
    assert "déjà annulé" in " ".join(map(str, again.context["messages"]))
    assert mistakes(lead.get(URL).content.decode()) == []


def test_a_paste_changed_since_stays_and_says_which_line(lead: Client, network: Network) -> None:
    pk = _pasted(lead, network)
    _apply(lead, "Code\tPoste de dépense\nD1\tEncore autre chose\n")
    after = values_of(network, CostLine)
    answer = lead.post(f"{URL}{pk}/annuler/", follow=True)
    told = " ".join(map(str, answer.context["messages"]))
    assert "Rien n'a été annulé" in told
    assert "D1" in told
    assert values_of(network, CostLine) == after


def test_a_paste_whose_line_serves_elsewhere_stays(lead: Client, network: Network) -> None:
    pk = _pasted(lead, network)
    new = CostLine.objects.get(network=network, label="Lot neuf")
    FundingLine.objects.filter(network=network).order_by("pk").first().costs.add(new)  # type: ignore[union-attr]
    answer = lead.post(f"{URL}{pk}/annuler/", follow=True)
    told = " ".join(map(str, answer.context["messages"]))
    assert "Servent ailleurs" in told
    assert new.code in told
    assert CostLine.objects.filter(pk=new.pk).exists()


def _pasted(client: Client, network: Network) -> int:
    """One line changed, one made; the number of the paste."""
    text = (
        "Code\tPoste de dépense\tAction\tOpération\tAnnée\tMontant HT\tQuantité\tPrix unitaire HT\tTVA\n"
        "D1\tNom changé\t\t\t\t\t\t\t5,50 %\n"
        f"\tLot neuf\t{_action(network)}\tOP1\t2026\t\t4,00\t1.234,5\t20 %\n"
    )
    answer = _apply(client, text)
    assert answer.status_code == 302
    found = re.search(r"colle=(\d+)", answer["Location"])
    assert found
    assert AuditEntry.objects.get(pk=int(found[1])).verb == "funding.costs-paste"
    return int(found[1])


def _action(network: Network) -> str:
    return str(CostLine.objects.get(network=network, code="D1").action.code)


def _a_step(network: Network) -> str:
    return str(Step.objects.filter(network=network).order_by("pk")[0].code)


def _assert_words(message: str) -> None:
    """No name of a field as the code calls it, nor the value of a choice as files write it."""
    names = [name for name in specs(Written) if name not in ("code", "action", "section")]
    values = [
        one.value for spec in specs(Written).values() for one in spec.choices or () if one.value != one.label
    ]
    for name in (*names, *values):
        assert not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", message), (name, message)
