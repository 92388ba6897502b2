"""Money badly written in a programme file or in an archive: told at its line, and the base stays as it was."""

from __future__ import annotations

import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from builders import TODAY, minimal_text, read_text
from maillage.accounts.models import Network
from maillage.base.values.files.nodes import UnreadableFile
from maillage.funding.models import CostLine, Entry, EntryFile
from maillage.portability.archive import BadArchive, export_archive, import_archive
from maillage.portability.entry_tables import ENTRIES

COST, LINE, KIND, END = "      amount_ht: 15000\n", "      rate: 0.50\n", "      kind: dgd\n", "\nevaluation:"
BAD = {
    "no amount in figures": (COST, "      amount_ht: abc\n", "abc", "« abc » n'est pas un montant"),
    "a huge exponent": (COST, "      amount_ht: 1e400\n", "1e400", "« 1e400 » n'est pas un montant"),
    "no number": (COST, "      amount_ht: .nan\n", ".nan", "n'est pas un montant"),
    "two commas": (COST, '      amount_ht: "12,5,3"\n', "12,5,3", "n'est pas un montant"),
    "wide figures": (COST, '      amount_ht: "１２"\n', "１２", "n'est pas un montant"),
    "a list for an amount": (COST, "      amount_ht: [1, 2]\n", "[1, 2]", "Montant HT"),
    "VAT beyond the whole": (COST, COST + "      vat_rate: 150 %\n", "150 %", "entre 0 et 100 %"),
    "a year outside": (
        "      step: A11-3\n",
        "      year: 2031\n",
        "year: 2031",
        "L'année 2031 est hors du programme",
    ),
    "a rate above one": (LINE, "      rate: 1.5\n", "1.5", "n'est pas compris entre 0 et 1"),
    "a rate and amounts": (LINE, LINE + "      amounts: { 2026: 5 }\n", "code: R1", "soit un taux"),
    "an aid in another year": (LINE, "      amounts: { 2031: 5 }\n", "amounts:", "L'année 2031 est hors"),
    "the first of days": (LINE, LINE + "      ask_by: 0001-01-01\n", "0001", "n'est pas une date"),
    "the last of days": (LINE, LINE + "      ask_by: 9999-12-31\n", "9999", "de 1900 à 2200"),
    "a code with a slash": ("    - code: DGD\n", "    - code: D/GD\n", "D/GD", "« D/GD » n'est pas un code"),
    "half a schedule": (KIND, KIND + "      payments: [{ share: 0.5, after: spent }]\n", "", "il en faut 100"),
    "a scenario too late": (
        END, "  scenarios: [{ code: S1, title: T, late_months: 10000 }]\n" + END, "10000", "plus que 36",
    ),
    "a scenario without nobody": (
        END, "  scenarios: [{ code: S1, title: T, without: [ZZ] }]\n" + END, "ZZ", "renvoie à « ZZ »",
    ),
    "a move of nothing": (
        END, "  scenarios: [{ code: S1, title: T, moves: [{ action: ZZ, months: 1 }] }]\n" + END, "ZZ", "« ZZ »",
    ),
    "an authorisation of nothing": (
        END,
        "  authorisations: [{ code: AP1, title: T, section: investment, operations: [ZZ] }]\n" + END,
        "ZZ",
        "renvoie à « ZZ »",
    ),
}  # fmt: skip


@pytest.mark.parametrize("mistake", BAD)
def test_money_badly_written_is_told_at_its_line_with_a_remedy(mistake: str) -> None:
    old, new, mark, said = BAD[mistake]
    text = minimal_text()
    assert old in text
    text = text.replace(old, new, 1)
    with pytest.raises(UnreadableFile) as refused:
        read_text(text)
    problem = next(one for one in refused.value.problems if said in f"{one.message} {one.remedy}")
    assert problem.remedy
    assert problem.path.startswith("funding.")
    if mark:
        assert problem.place.line == text[: text.index(mark)].count("\n") + 1


@pytest.fixture
def kept(network: Network, tmp_path: Path) -> Path:
    """An archive of a network with one entry, and the network still there."""
    file = EntryFile.objects.create(network=network, name="m.csv", digest="0")
    cost = CostLine.objects.get(network=network, code="D1")
    given = {"kind": "payment", "number": "M1", "day": date(2026, 3, 1), "amount_ttc": Decimal("12.50")}
    Entry.objects.create(network=network, file=file, row=2, cost=cost, match="code", **given)
    path = tmp_path / "reseau.zip"
    export_archive(network=network, path=path)
    return path


TAMPERED = {
    "kind": ("payment", "danse"),
    "amount": ("12.50", "NaN"),
    "infinite": ("12.50", "Infinity"),
    "huge": ("12.50", "1e400"),
    "day": ("2026-03-01", "31/02/2027"),
    "match": (",code,", ",nimporte,"),
    "line": ("\n1,D1,,2,", "\n1,D1,,-2,"),
    "file": ("\n1,", "\n²,"),
    "cost": (",D1,", ",ZZ,"),
    "column": ("amount_ttc", "network_id"),
    "long": ("M1", "M" * 500),
}


@pytest.mark.django_db
@pytest.mark.parametrize("planted", TAMPERED)
def test_entries_tampered_with_in_an_archive_leave_the_base_as_it_was(planted: str, kept: Path) -> None:
    old, new = TAMPERED[planted]
    bad = kept.with_name("bad.zip")
    with zipfile.ZipFile(kept) as source, zipfile.ZipFile(bad, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == ENTRIES:
                assert old.encode() in content, content
                content = content.replace(old.encode(), new.encode())
            target.writestr(name, content)
    with pytest.raises(BadArchive, match="abîmée"):
        import_archive(path=bad)
    row = Entry.objects.get()
    assert (row.kind, str(row.amount_ttc), row.match, row.cost and row.cost.code) == (
        "payment", "12.50", "code", "D1",
    )  # fmt: skip
    assert TODAY.year == row.day.year
