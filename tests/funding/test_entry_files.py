"""A file of the finance software from its deposit to its undoing, however hostile."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from maillage.accounts.models import Network
from maillage.base.models import AuditEntry
from maillage.cli.demo import DEMO_TODAY
from maillage.funding.accounting import trials
from maillage.funding.accounting.taking import take, take_back
from maillage.funding.models import Entry, EntryFile
from maillage.rulebook.projects import project_of
from maillage.territory.uploads import keep
from web import other_network, text_of

pytestmark = pytest.mark.django_db

HEAD = "Type;N° Mandat;N° Engagement;Date;Objet;Montant TTC;Imputation;Tiers\r\n"
LINES = (
    "ENG;;E1;04/01/2027;D02 Portail : conception;86 400,00;2031;Société Exemple\r\n"
    "MDT;M1;E1;15/02/2027;Avance;25 920,00;2031;M. Exemple\r\n"
    "MDT;M2;E1;16/02/2027;Avoir;-920,00;2031;\r\n"
    "TIT;T1;;18/03/2027;F07 Contrat;6 000,00;;\r\n"
)


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MAILLAGE_VAR = tmp_path


def at(network: Network, name: str, *args: object) -> str:
    return reverse(f"funding:{name}", args=[network.department, *args])


def left(client: Client, network: Network, content: bytes, name: str = "mandats.csv") -> Any:
    return client.post(at(network, "entries-import"), {"file": SimpleUploadedFile(name, content)})


def imported(client: Client, network: Network, content: bytes) -> str:
    """Leave a file, accept its columns as recognised; the address of its trial."""
    columns = left(client, network, content)["Location"]
    form = client.get(columns).context["form"]
    given = {name: form[name].value() or "" for name in form.fields}
    return str(client.post(columns, given)["Location"])


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [";", "\t"])
def test_a_file_is_taken_whatever_its_encoding_and_separator(
    lead: Client, demo_network: Network, encoding: str, separator: str
) -> None:
    trial = imported(lead, demo_network, (HEAD + LINES).replace(";", separator).encode(encoding))
    assert not Entry.objects.exists()
    answer = lead.post(trial)
    assert answer.status_code == 302
    found = {
        row.number: row for row in Entry.objects.filter(network=demo_network).select_related("cost", "line")
    }
    assert {number: str(row.amount_ttc) for number, row in found.items()} == {
        "E1": "86400.00", "M1": "25920.00", "M2": "-920.00", "T1": "6000.00",
    }  # fmt: skip
    assert {row.cost.code for number, row in found.items() if number != "T1" and row.cost} == {"D02"}
    assert found["T1"].line is not None
    assert found["T1"].line.code == "F07"
    assert [row.match for row in found.values()] == ["code", "commitment", "commitment", "code"]
    assert not any(row.third_party for row in found.values())


def test_the_trial_says_line_by_line_what_it_would_do(lead: Client, demo_network: Network) -> None:
    bad = "MDT;M3;;hier;x;1,00;;\r\nXXX;M4;;01/02/2027;y;2,00;;\r\nMDT;M5;;01/02/2027;=cmd|'calc';=1+1;;\r\n"
    trial = imported(lead, demo_network, (HEAD + LINES + bad).encode())
    text = text_of(lead.get(trial))
    assert "3 lignes refusées" in text
    assert "« hier » n&#x27;est pas un jour" in text
    assert "une formule se remplace par son résultat" in text
    assert "À créer : 2 mandats" in text
    lead.post(trial)
    assert Entry.objects.count() == 4


def test_a_file_taken_twice_brings_nothing_the_second_time(lead: Client, demo_network: Network) -> None:
    lead.post(imported(lead, demo_network, (HEAD + LINES).encode()))
    trial = imported(lead, demo_network, (HEAD + LINES).encode())
    assert "n’apporte rien de nouveau" in text_of(lead.get(trial))
    lead.post(trial)
    assert (Entry.objects.count(), EntryFile.objects.count()) == (4, 1)


def test_a_whole_file_is_taken_back_and_both_are_recorded(lead: Client, demo_network: Network) -> None:
    lead.post(imported(lead, demo_network, (HEAD + LINES).encode()))
    file = EntryFile.objects.get()
    undo = at(demo_network, "entries-undo", file.pk)
    assert "4 écritures seraient retirées" in text_of(lead.get(undo))
    assert Entry.objects.count() == 4
    lead.post(undo)
    assert not Entry.objects.exists()
    assert not EntryFile.objects.exists()
    verbs = set(AuditEntry.objects.filter(network=demo_network).values_list("verb", flat=True))
    assert {"funding.entries-import", "funding.entries-undo"} <= verbs
    assert lead.get(undo).status_code == 302


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "vide"),
        (b"MDT;12;31/12/2027;Portail;12,50\nMDT;13;31/12/2027;Portail;13,50\n", "intitulés"),
        (b"%PDF-1.7 mandat", "PDF"),
        (b"\x00\x01\x02\x03 ; binaire", "texte"),
        (b"Date\n01/01/2027\n", "une seule colonne"),
        (b"Date;Montant\n", "aucune ligne"),
        (b"<!doctype html><html>", "page web"),
    ],
)
def test_what_is_no_table_is_refused_with_a_remedy(
    lead: Client, demo_network: Network, content: bytes, said: str
) -> None:
    answer = left(lead, demo_network, content)
    assert answer.status_code == 422
    assert said in text_of(answer)


def test_columns_that_do_not_suffice_are_asked_again(lead: Client, demo_network: Network) -> None:
    columns = left(lead, demo_network, b"Date;Valeur;Quoi\n01/01/2027;12,50;Portail\n")["Location"]
    answer = lead.post(columns, {"kind": "payment", "target-0": "day"})
    assert answer.status_code == 422
    assert "Il manque : Montant TTC" in text_of(answer)
    trial = lead.post(
        columns, {"kind": "payment", "target-0": "day", "target-1": "amount", "target-2": "label"}
    )
    lead.post(trial["Location"])
    assert Entry.objects.get().kind == "payment"


def test_a_third_party_is_kept_when_asked_for_and_a_person_never_is(
    lead: Client, demo_network: Network
) -> None:
    columns = left(lead, demo_network, (HEAD + LINES).encode())["Location"]
    form = lead.get(columns).context["form"]
    given = {name: form[name].value() or "" for name in form.fields}
    lead.post(lead.post(columns, {**given, "target-7": "third_party"})["Location"])
    assert set(Entry.objects.values_list("third_party", flat=True)) == {"Société Exemple", ""}


def test_the_trial_of_another_network_cannot_be_opened(
    lead: Client, stranger: Client, demo_network: Network
) -> None:
    trial = imported(lead, demo_network, (HEAD + LINES).encode())
    assert stranger.get(trial).status_code == 404
    elsewhere = trial.replace(f"/{demo_network.department}/", f"/{other_network().department}/")
    assert stranger.post(elsewhere).status_code in (302, 404)
    assert not Entry.objects.exists()


def test_a_file_of_another_network_cannot_be_taken_back(stranger: Client, demo_network: Network) -> None:
    file = EntryFile.objects.create(network=demo_network, name="a.csv", digest="0")
    stranger.post(at(other_network(), "entries-undo", file.pk))
    assert take_back(network=other_network(), pk=file.pk, actor=None) is None
    assert EntryFile.objects.filter(pk=file.pk).exists()


def test_fifty_thousand_lines_are_taken_at_once(demo_network: Network) -> None:
    lines = "".join(f"MDT;M{rank};;15/02/2027;Ligne {rank};{rank},00;2031;\n" for rank in range(1, 50_001))
    upload = keep(demo_network, [SimpleUploadedFile("gros.csv", (HEAD + lines).encode())])
    seen = trials.glance(upload)
    taken = take(project=project_of(demo_network, DEMO_TODAY), seen=seen, actor=None, author="")
    assert taken.made == Entry.objects.count() == 50_000
