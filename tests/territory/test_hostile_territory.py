"""Files and figures that nobody should send: each is refused where it is, and a page counts what figures count."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from export_samples import csv_2024, csv_2025, export_2024
from small_network import BOURGES, LUNERY, two_libraries

from maillage.accounts.models import Network
from maillage.base.spreadsheets import Sheet, ods_bytes
from maillage.base.ui.forms import typed_figure
from maillage.cli.demo import DEMO_TODAY
from maillage.rulebook.projects import project_of
from maillage.territory.domain import cells
from maillage.territory.domain.communes import Places, read_communes
from maillage.territory.domain.corrections import as_library, library_code
from maillage.territory.domain.directory import Wanted, directory, epci_of
from maillage.territory.domain.exports import decode, read_export
from maillage.territory.domain.geography import box_of
from maillage.territory.domain.joining import join
from maillage.territory.domain.meshing import meshes
from maillage.territory.domain.own_files.columns import Around
from maillage.territory.domain.own_files.inputs import AlreadyKnown, Options
from maillage.territory.domain.own_files.planning import planned
from maillage.territory.domain.own_files.plans import Plan
from maillage.territory.domain.own_files.targets import Column
from maillage.territory.domain.profile.scope import Scope
from maillage.territory.domain.quality import attachments
from maillage.territory.domain.register import Register
from maillage.territory.domain.sheet import Library, LibraryKind
from maillage.territory.domain.typed_overlay import corrected, with_typed
from maillage.territory.files import read_libraries
from maillage.territory.models import Library as Stored
from maillage.territory.models import OwnValue
from maillage.territory.own.tables import read_own
from maillage.territory.readings import directory_of, key_figures_of, open_libraries, register_of
from maillage.territory.services import import_libraries

NO_FIGURES = ["1e308", "nan", "inf", "-inf", "1e-999", "9" * 400, "0." + "0" * 400 + "1", "١٢", "1_000", "²"]
KNOWN = AlreadyKnown(libraries=(Library(code="LI672", name="Boris Vian", town="Lunery", postcode="18400"),))
TARGETS = {"Code": "code", "Prêts": "loans", "Latitude": "latitude"}
COLUMNS = tuple(Column(header=h, target=t, year=None) for h, t in TARGETS.items())


def plan_of(data: bytes, name: str) -> Plan:
    around = Around(box=box_of("18"), postcodes={"18400"}, insee={"18133"})
    return planned(read_own(data, name).rows, COLUMNS, KNOWN, around, Options(year=2025, identity=True))


def as_file(kind: str, figure: str | float) -> bytes:
    head, line = ["Code", "Prêts", "Latitude"], ["LI672", figure, figure]
    if kind == "csv":
        return f"{';'.join(head)}\n{';'.join(map(str, line))}\n".encode()
    if kind == "ods":
        return ods_bytes([Sheet(name="Un", heads=head, rows=[line])])
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    page = book.add_worksheet()
    page.write_row(0, 0, head)
    page.write_row(1, 0, line)
    book.close()
    return stream.getvalue()


# -- figures


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
@pytest.mark.parametrize("figure", [*NO_FIGURES, 1e308, 5e-324, -1e20])
def test_a_figure_beyond_reason_gives_a_line_of_the_report(kind: str, figure: str | float) -> None:
    found = plan_of(as_file(kind, figure), f"a.{kind}")
    assert (found.values, found.fields) == ([], [])
    told = {remark.column: remark for remark in found.remarks}
    assert told.keys() >= {"Prêts"}
    assert all(remark.line == 2 and remark.what and remark.remedy for remark in found.remarks)
    assert all(len(remark.what) < 200 for remark in found.remarks)


@pytest.mark.parametrize("figure", NO_FIGURES)
def test_no_reader_of_figures_takes_a_figure_beyond_reason(figure: str) -> None:
    assert cells.number(figure) is None
    assert cells.integer(figure) is None
    typed = typed_figure(figure)
    assert typed is None or not cells.is_measurable(typed)


def test_figures_that_are_within_reason_are_still_read() -> None:
    assert [cells.number(text) for text in ("1 234,5", "2.0E3", "999999999999", "0,000001")] == [
        Decimal("1234.5"),
        Decimal(2000),
        Decimal(999_999_999_999),
        Decimal("0.000001"),
    ]


@pytest.mark.parametrize("figure", NO_FIGURES)
def test_an_export_with_a_figure_beyond_reason_says_which_line(figure: str) -> None:
    read = export_2024({"surface": figure, "population_commune": figure, "latitude": figure})
    (record,) = join([read], department="18").records
    seen = record.observation("surface_m2")
    assert seen is not None
    assert (seen.number, seen.doubt, seen.raw) == (None, "unreadable_value", figure)
    assert (record.population, record.latitude) == (None, None)


# -- workbooks


@pytest.mark.django_db
class TestOnThePage:
    def test_a_cell_at_the_end_of_the_sheet_is_refused_on_the_page(
        self, lead: Client, visited: Network
    ) -> None:
        stream = io.BytesIO()
        book = xlsxwriter.Workbook(stream, {"in_memory": True})
        page = book.add_worksheet("Prêts")
        page.write(0, 0, "Code")
        page.write(1_048_575, 16_383, 1)
        book.close()
        told = self._left(lead, visited, stream.getvalue(), "loin.xlsx")
        assert "loin.xlsx" in told
        assert "Prêts" in told
        assert "XFD1048576" in told

    def test_an_old_workbook_says_how_to_save_it_anew(self, lead: Client, visited: Network) -> None:
        told = self._left(lead, visited, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "vieux.xls")
        assert "enregistrez-le en XLSX, ODS ou CSV" in told

    @pytest.mark.parametrize("figure", NO_FIGURES)
    def test_the_form_of_figures_refuses_a_figure_beyond_reason(
        self, lead: Client, visited: Network, figure: str
    ) -> None:
        Stored.objects.create(network=visited, code="LI672", name="Médiathèque", town="Lunery")
        address = f"/{visited.department}/reseau/bibliotheques/LI672/chiffres/"
        answer = lead.post(
            address, {"loans": figure, "surface_m2": figure, "source": "appel", "year": figure}
        )
        assert answer.status_code == 422
        assert not OwnValue.objects.filter(network=visited).exists()

    def _left(self, lead: Client, network: Network, content: bytes, name: str) -> str:
        address = f"/{network.department}/reseau/imports/fichier/"
        answer = lead.post(address, {"own_file": SimpleUploadedFile(name, content)})
        assert answer.status_code == 422
        return str(answer.content.decode())


# -- a library is open exactly when the register counts it


def seen(register: Register, libraries: tuple[Library, ...], places: Places | None = None) -> set[str]:
    """The codes that pages show as open, once they are found to be those that figures count."""
    told = with_typed(corrected(register, libraries), libraries)
    lines = directory(libraries, told, places)
    shown = {line.library.code for line in lines if line.is_open}
    assert shown == {library_code(record) for record in told.open_records()}
    assert len(lines) == len(libraries) == len(told.records)
    kept = [line for line in lines if Wanted(kind=LibraryKind.OPEN.value).keeps(line)]
    assert {line.library.code for line in kept} == shown
    return shown


def libraries_of(register: Register) -> tuple[Library, ...]:
    return tuple(map(as_library, register.records))


def test_a_library_is_open_exactly_when_the_register_counts_it() -> None:
    gone = {"code_bib": "673.0", "nom_de_l_etablissement": "Partie"}
    office = {
        "code_bib": "674.0",
        "nom_de_l_etablissement": "Bureau",
        "type_adresse": "Adresse administrative",
    }
    old = read_export(csv_2024({}, gone, office), name="2024.csv")
    new = read_export(
        csv_2025({}, {"Code_bib": "LI674", "nom_de_l_etablissement": "Bureau"}), name="2025.csv"
    )
    register = join([old, new], department="18")
    libraries = libraries_of(register)
    assert seen(register, libraries) == {"LI672", "LI674"}
    # What people type: a place closed to the public, one that opens, one that no export tells of, one removed.
    closed = tuple(
        replace(one, kind=LibraryKind.STORAGE) if one.code == "LI672" else one for one in libraries
    )
    assert seen(register, closed) == {"LI674"}
    added = (
        *libraries,
        Library(code="LIEU-1", name="Neuve"),
        Library(code="LIEU-2", name="Bus", kind=LibraryKind.BOOKMOBILE),
    )
    assert seen(register, added) == {"LI672", "LI674", "LIEU-1"}
    assert seen(register, tuple(one for one in libraries if one.code != "LI672")) == {"LI674"}
    assert seen(register, ()) == set()


def test_two_places_without_a_code_whose_names_begin_alike_are_two_libraries() -> None:
    long = "Médiathèque intercommunale de la vallée du Cher, annexe "
    places = [
        {"code_bib": "", "nom_de_l_etablissement": f"{long}{end}", "adresse": "Place de la Mairie"}
        for end in ("du bourg", "de la gare")
    ]
    register = join([read_export(csv_2024(*places), name="2024.csv")], department="18")
    codes = seen(register, libraries_of(register))
    assert len(codes) == 2
    assert all(len(code) <= 40 for code in codes)


@pytest.mark.django_db
def test_pages_count_what_figures_count_when_the_newest_export_forgets_a_library() -> None:
    network = two_libraries()
    newer = csv_2025({"Code_bib": LUNERY}).replace("2025", "2026")
    import_libraries(network=network, files=[read_libraries(newer.encode(), "2026.csv").of_year(2026)])
    Stored.objects.create(network=network, code="LIEU-1", name="Neuve", town="Lunery", kind=LibraryKind.OPEN)
    project = project_of(network, DEMO_TODAY)
    opened = [line for line in directory_of(project) if line.is_open]
    assert {line.library.code for line in opened} == {LUNERY, "LIEU-1"}
    assert [line.library.code for line in directory_of(project) if line.is_gone] == [BOURGES]
    assert open_libraries(project).count == len(opened) == len(register_of(project).open_records())
    assert key_figures_of(project)["libraries.open"].value == len(opened)


@pytest.fixture(scope="module")
def country(shared_data: Path) -> tuple[list[Any], Places]:
    """The national exports and communes; skips, saying so, where the open data are not."""
    folder = shared_data / "bibliotheques"
    files = ("bibliotheques-fr-export2024.csv", "bibliotheques-fr-export2025-activite.csv")
    communes = shared_data / "territoire" / "communes-fr-2026.csv"
    return [read_export(decode((folder / name).read_bytes()), name=name) for name in files], Places(
        read_communes(decode(communes.read_bytes()), name=communes.name)
    )


@pytest.mark.parametrize(("department", "least"), [("18", 140), ("54", 135), ("06", 120)])
def test_real_pages_count_what_real_figures_count(
    country: tuple[list[Any], Places], department: str, least: int
) -> None:
    exports, places = country
    register = join(exports, department=department)
    libraries = libraries_of(register)
    assert len(seen(register, libraries, places)) >= least
    scope = Scope(register=register, places=places, attachments=attachments(register, places))
    by_epci = Counter(
        epci_of(line) for line in directory(libraries, register, places) if line.is_open and line.commune
    )
    told = {mesh.code: mesh.libraries for mesh in meshes(scope) if mesh.code}
    assert {code: n for code, n in told.items() if n} == by_epci
