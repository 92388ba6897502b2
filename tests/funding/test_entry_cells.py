"""Cells and headers of the finance software's files, whatever the software."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from maillage.funding.domain.accounting.cells import NotRead, amount_of, day_of, is_person, kind_of
from maillage.funding.domain.accounting.reading import Fate, Wanted, key_of, looks_headless, read_entries
from maillage.funding.domain.accounting.targets import problem_of, recognised
from maillage.funding.domain.entries import EntryKind

C, P, R = EntryKind.COMMITMENT, EntryKind.PAYMENT, EntryKind.RECEIPT


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1 234,56", "1234.56"),
        ("1\u202f234,56\u00a0€", "1234.56"),
        ("-1 234,56", "-1234.56"),
        ("\u22121234,5", "-1234.50"),
        ("(12,50)", "-12.50"),
        ("12,50-", "-12.50"),
        ("1.234.567,89", "1234567.89"),
        ("1,234.56", "1234.56"),
        ("1234.5", "1234.50"),
        ("12 EUR", "12.00"),
    ],
)
def test_an_amount_is_read_as_the_french_and_their_software_write_it(text: str, amount: str) -> None:
    assert amount_of(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["", "abc", "=1+1", "1.234", "1,2,3", "12 %", "1e9", "999999999999", "--"])
def test_what_is_no_amount_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(NotRead) as refused:
        amount_of(text)
    assert refused.value.why
    assert refused.value.remedy.endswith(".")


@pytest.mark.parametrize(
    "text", ["31/12/2027", "31-12-2027", "31.12.27", "2027-12-31", "20271231", "31/12/2027 00:00:00"]
)
def test_a_day_is_read_in_every_usual_writing(text: str) -> None:
    assert day_of(text) == date(2027, 12, 31)
    assert day_of(datetime(2027, 12, 31, 8, tzinfo=UTC)) == date(2027, 12, 31)


@pytest.mark.parametrize("text", ["", "hier", "31/02/2027", "12/31/2027", "01/01/1200"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(NotRead):
        day_of(text)


@pytest.mark.parametrize(
    ("text", "kind", "back"),
    [
        ("ENG", C, False), ("Engagement", C, False), ("Dégagement", C, True), ("MDT", P, False), ("Mandat", P, False),
        ("Annulation de mandat", P, True), ("TIT", R, False), ("Titre de recette", R, False), ("Dépense", P, False),
    ],
)  # fmt: skip
def test_a_kind_is_read_with_its_sense(text: str, kind: EntryKind, back: bool) -> None:
    assert kind_of(text) == (kind, back)


def test_a_person_is_told_from_an_organisation() -> None:
    assert all(is_person(name) for name in ("M. Exemple", "MME EXEMPLE Ada", "Monsieur X", "Mme"))
    assert not any(is_person(name) for name in ("Société Exemple", "MMA", "Maison du livre", ""))


def test_columns_are_recognised_under_the_names_of_three_kinds_of_exports() -> None:
    assert recognised(("Type", "N° Mandat", "N° Engagement", "Date", "Objet", "Montant TTC", "Tiers")) == {
        "Type": "kind", "N° Mandat": "number", "N° Engagement": "commitment", "Date": "day", "Objet": "label",
        "Montant TTC": "amount", "Tiers": "",
    }  # fmt: skip
    assert recognised(("NUM_ENG", "DATE_ENGAGEMENT", "LIBELLE", "MT_TTC", "IMPUTATION")) == {
        "NUM_ENG": "number", "DATE_ENGAGEMENT": "day", "LIBELLE": "label", "MT_TTC": "amount", "IMPUTATION": "account",
    }  # fmt: skip
    found = recognised(("Numéro de titre", "Date d'émission", "Désignation", "Montant", "Exercice"))
    assert [found[one] for one in found] == ["number", "day", "label", "amount", ""]


def test_what_is_missing_or_held_twice_is_said() -> None:
    assert "Montant" in problem_of({"a": "day"}, one_kind=True)
    assert "Deux colonnes" in problem_of({"a": "day", "b": "day", "c": "amount"}, one_kind=True)
    assert "engagements" in problem_of({"a": "day", "c": "amount"}, one_kind=False)
    assert problem_of({"a": "day", "c": "amount"}, one_kind=True) == ""


def test_a_file_without_headers_is_known_by_its_first_line() -> None:
    assert looks_headless(("MDT", "12", "31/12/2027", "Portail"))
    assert not looks_headless(("Type", "N°", "Date", "Objet"))


WANTED = Wanted(columns={"d": "day", "m": "amount", "n": "number", "l": "label"}, kind=P)


def rows(*cells: tuple[str, str, str, str]) -> list[tuple[int, dict[str, str]]]:
    return [(rank, dict(zip("dmnl", row, strict=True))) for rank, row in enumerate(cells, start=2)]


def test_a_line_written_twice_is_one_entry_and_another_label_makes_two() -> None:
    same = ("01/02/2027", "10,00", "M1", "Postes")
    found = read_entries(rows(same, same, ("01/02/2027", "10,00", "M1", "Bornes")), WANTED, Counter())
    assert [one.fate for one in found] == [Fate.CREATED, Fate.KNOWN, Fate.CREATED]
    assert "ligne 2" in found[1].why


def test_a_later_export_brings_only_what_is_new() -> None:
    first = read_entries(rows(("01/02/2027", "10,00", "M1", "Postes")), WANTED, Counter())
    known = Counter(key_of(one.entry) for one in first if one.entry)
    later = rows(("01/02/2027", "10,00", "M1", "Postes, corrigé"), ("02/02/2027", "10,00", "M2", "Bornes"))
    assert [one.fate for one in read_entries(later, WANTED, known)] == [Fate.KNOWN, Fate.CREATED]


def test_a_zero_is_refused_and_nothing_stops_the_other_lines() -> None:
    found = read_entries(
        rows(("01/02/2027", "0,00", "", ""), ("x", "1", "", ""), ("01/02/2027", "1", "", "")),
        WANTED,
        Counter(),
    )
    assert [one.fate for one in found] == [Fate.REFUSED, Fate.REFUSED, Fate.CREATED]
    assert all(one.remedy for one in found[:2])
