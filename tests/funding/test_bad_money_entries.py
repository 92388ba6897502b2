"""The worst files of the finance software, and the worst clicks on what they brought: told in French, nothing lost."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from funding.money_pages import MONEY, words
from maillage.accounts.models import Network
from maillage.funding.models import Entry, EntryFile

pytestmark = pytest.mark.django_db

HEAD = "Type;N° Mandat;Date;Objet;Montant TTC\n"
GOOD = "MDT;M1;15/02/2027;D02 Avance;25 920,00\n"


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MAILLAGE_VAR = tmp_path


def left(client: Client, network: Network, content: bytes, name: str = "mandats.csv") -> Any:
    at = reverse("funding:entries-import", args=[network.department])
    return client.post(at, {"file": SimpleUploadedFile(name, content)})


def tried(client: Client, network: Network, content: bytes, name: str = "mandats.csv") -> str:
    """Leave a file and accept what was recognised; the address of its trial."""
    columns = left(client, network, content, name)["Location"]
    form = client.get(columns).context["form"]
    given = {field: form[field].value() or "" for field in form.fields}
    return str(client.post(columns, given)["Location"])


def workbook(*rows: tuple[Any, ...]) -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


BAD_LINES = {
    "MDT;M2;31/02/2027;x;1,00": "« 31/02/2027 » n'est pas un jour",
    "MDT;M2;01/01/9999;x;1,00": "« 01/01/9999 » est d'une année impossible",
    "MDT;M2;0001-01-01;x;1,00": "« 0001-01-01 » est d'une année impossible",
    "MDT;M2;01/02/2027;x;": "le montant est vide",
    "MDT;M2;01/02/2027;x;0,00": "le montant est nul",
    "MDT;M2;01/02/2027;x;12,5,3": "« 12,5,3 » n'est pas un montant",
    "MDT;M2;01/02/2027;x;NaN": "« NaN » n'est pas un montant",
    "MDT;M2;01/02/2027;x;1e400": "« 1e400 » n'est pas un montant",
    "MDT;M2;01/02/2027;x;=1+1": "une formule se remplace par son résultat",
    "MDT;M2;01/02/2027;x;999999999999": "dépasse ce qu'un programme peut dépenser",
    "Total;;;;25 920,00": "le jour est vide",
    "📚;M2;01/02/2027;x;1,00": "« 📚 » ne dit pas s'il s'agit d'un engagement, d'un mandat ou d'un titre",
}


def test_each_bad_line_is_told_at_its_place_and_the_good_one_is_taken(
    lead: Client, demo_network: Network
) -> None:
    text = HEAD + GOOD + "\n".join(BAD_LINES)
    trial = tried(lead, demo_network, text.encode())
    page = lead.get(trial)
    told = words(page)
    assert f"{len(BAD_LINES)} lignes refusées" in told
    rows = page.context["listing"].rows
    for rank, why in enumerate(BAD_LINES.values(), start=3):
        assert why in told, why
        assert any(str(rank) in str(row[0]) for row in rows), rank
    assert not Entry.objects.exists()
    lead.post(trial)
    assert Entry.objects.get().number == "M1"


ODD = {
    "cp1252": HEAD.encode("cp1252") + "MDT;M1;15/02/2027;Été à l’œuvre;12,50\n".encode("cp1252"),
    "utf-16": (HEAD + "MDT;M1;15/02/2027;Été;12,50\n").encode("utf-16"),
    "commas": b'Type,Num,Date,Objet,Montant TTC\nMDT,M1,15/02/2027,Portail,"12,50"\n',
    "tabs": (HEAD + "MDT;M1;15/02/2027;Été;12,50\n").replace(";", "\t").encode(),
    "a title above": b"Export du 12/04/2027\n\n" + (HEAD + "MDT;M1;15/02/2027;x;12,50\n").encode(),
    "unknown columns": b"Type;N;Date;Objet;Montant TTC;Zorglub;\nMDT;M1;15/02/2027;x;12,50;?;\n",
    "short and long lines": (HEAD + "MDT;M1;15/02/2027;x;12,50;;;;;\nMDT\n").encode(),
    "full-width digits": (HEAD + "MDT;M1;15/02/2027;x;１２,５０\n").encode(),
    "workbook renamed": workbook(
        ("Type", "N° Mandat", "Date", "Objet", "Montant TTC"),
        ("MDT", "M1", date(2027, 2, 15), "x", 12.5),
    ),
}


@pytest.mark.parametrize("case", ODD)
def test_an_odd_file_that_can_be_read_is_read(case: str, lead: Client, demo_network: Network) -> None:
    lead.post(tried(lead, demo_network, ODD[case]))
    row = Entry.objects.get()
    assert (row.number, str(row.amount_ttc), str(row.day)) == ("M1", "12.50", "2027-02-15")


REFUSED = {
    "empty": (b"", "vide"),
    "spaces": (b"\n \n\n", "vide"),
    "zeros": (bytes(2000), "vide"),
    "random": (bytes(range(256)) * 9, "texte"),
    "half a workbook": (workbook(("Type", "Date"), ("MDT", "x"))[:900], "classeur"),
    "huge cell": ((HEAD + f"MDT;M1;15/02/2027;{'x' * 200_000};12,50\n").encode(), "ligne 2"),
    "open quote": (("A;B\n" + '1;"' + "x\n" * 100_000).encode(), "CSV"),
    "too wide": ((";".join("abc" for _ in range(300)) + "\n" + ";" * 299 + "1\n").encode(), "200 colonnes"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_that_cannot_be_read_says_why_and_what_to_do(
    case: str, lead: Client, demo_network: Network
) -> None:
    content, said = REFUSED[case]
    answer = left(lead, demo_network, content)
    told = words(answer)
    assert answer.status_code == 422
    assert said in told
    assert not any(english in told for english in ("field larger", "unexpected", "codec", "Error"))
    assert not EntryFile.objects.exists()


def test_a_day_of_a_workbook_is_judged_as_any_other(lead: Client, demo_network: Network) -> None:
    head = ("Type", "N° Mandat", "Date", "Objet", "Montant TTC")
    book = workbook(
        head,
        ("MDT", "M1", date(9999, 12, 31), "x", 1),
        ("MDT", "M2", date(1900, 1, 1), "x", 1),
        ("MDT", "M3", date(2027, 2, 1), "D02", 1e300),
        ("MDT", "M4", date(2027, 2, 1), "=1+1", 3),
    )
    trial = tried(lead, demo_network, book, "mandats.xlsx")
    assert "3 lignes refusées" in words(lead.get(trial))
    lead.post(trial)
    assert [row.number for row in Entry.objects.all()] == ["M4"]


def test_a_negative_or_forged_entry_leaves_every_page_of_money_standing(
    lead: Client, demo_network: Network
) -> None:
    text = (
        HEAD
        + "ENG;E1;15/02/1990;D02;-99 999 999 999,00\n"
        + "MDT;M1;15/02/2100;D02;99 999 999 999,99\n"
        + f"TIT;{'9' * 200};15/02/2027;F07 <script>alert(1)</script>;-1,00\n"
    )
    lead.post(tried(lead, demo_network, text.encode()))
    assert Entry.objects.exclude(match="").count() == 3
    pages = (
        "",
        "execution/",
        "ecritures/",
        "depenses/D02/",
        "recettes/F07/",
        "tresorerie/",
        "operations/OP1/",
    )
    for path in pages:
        answer = lead.get(f"{MONEY}/{path}")
        assert answer.status_code == 200, path
        assert b"<script>alert" not in answer.content
    assert lead.get("/18/dossier/controle/").status_code == 200


@pytest.mark.parametrize(
    "posted",
    [
        {"entry": ["²", "٣", "-1", "9" * 40, "abc", ""], "target": "D02"},
        {"entry": "²", "act": "untie"},
        {"entry": "9" * 5000, "act": "aside"},
        {"accept": "²:D02"},
        {"accept": "9999999:D02"},
        {"act": "accept", "proposal": ["²:D02", "a:b:c", ":"], "entry": "1"},
        {"target": "ZZ", "entry": "1"},
        {"act": "nimporte"},
        {"retour": "//ailleurs.example/", "act": "sure"},
    ],
)
def test_a_forged_click_on_entries_changes_nothing_and_says_so(
    posted: dict[str, Any], lead: Client, demo_network: Network
) -> None:
    lead.post(tried(lead, demo_network, (HEAD + GOOD.replace("D02", "Sans code")).encode()))
    answer = lead.post(f"{MONEY}/ecritures/", posted, follow=True)
    assert answer.status_code == 200
    assert answer.redirect_chain[0][0].startswith(f"{MONEY}/ecritures/")
    assert [str(message) for message in answer.context["messages"]]
    row = Entry.objects.get()
    assert (row.cost, row.line, row.match) == (None, None, "")


@pytest.mark.parametrize(
    "query",
    [
        "ecritures/?page=abc",
        "ecritures/?page=99999999999999999999",
        "ecritures/?q=%F0%9F%93%9A&etat=nimporte",
        "execution/?annee=²",
        "execution/?annee=99999999999999999999",
        "?annee=²",
        "?annee=2027&montants=nimporte&par=nimporte",
        "tresorerie/?annee=99999",
        "scenarios/?s=nimporte&tri=nimporte",
        "depenses/?annee=²&tri=-nimporte",
        "depenses/ajouter/?action=nimporte&operation=a/b&year=²",
        "recettes/ajouter/?funder=nimporte&rate=abc",
        "scenarios/?decaler=A12&mois=10000",
        "decaler/A12/?mois=10000",
        "decaler/A12/?mois=²",
        "decaler/A12/?mois=1e9",
    ],
)
def test_an_address_that_makes_no_sense_opens_a_page(query: str, lead: Client, demo_network: Network) -> None:
    assert lead.get(f"{MONEY}/{query}", follow=True).status_code == 200
