"""The three vintages of three départements: their reports say what SOURCES.md says of the files' defects."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from builders import empty_network, project_for
from maillage.territory.domain import departments
from maillage.territory.domain.communes import AttachedBy, Places
from maillage.territory.domain.exports import Export, SiteKind
from maillage.territory.domain.limits import USUAL
from maillage.territory.domain.observing import all_zero_row
from maillage.territory.domain.register import State
from maillage.territory.domain.vintages import data_year, year_label
from maillage.territory.files import CommunesRead, FileRead, read_bytes, read_libraries, read_places
from maillage.territory.models import ImportRun, Library, SourceFile
from maillage.territory.readings import register_of
from maillage.territory.services import LibrariesImport, import_libraries, replace_communes
from maillage.territory.undoing import undo_last

VINTAGES = ("2025-activite", "2024", "2020")
NATIONAL = (
    "bibliotheques-fr-export2020.parquet",
    "bibliotheques-fr-export2024.csv",
    "bibliotheques-fr-export2025-activite.csv",
)
EXTRACTS = ("export2020", "export2024", "export2025-activite")


@pytest.fixture(scope="module")
def country(shared_data: Path) -> list[FileRead]:
    return [read_libraries(read_bytes(shared_data / "bibliotheques" / name), name) for name in NATIONAL]


@pytest.fixture(scope="module")
def communes(shared_data: Path) -> CommunesRead:
    path = shared_data / "territoire" / "communes-fr-2026.csv"
    return read_places(read_bytes(path), path.name)


def near(file: FileRead, department: str) -> FileRead:
    """A national file without the lines of far départements: what is tested does not need to be joined anew."""
    rows = tuple(
        row
        for row in file.export.rows
        if departments.same(row.department, department)
        or departments.same(departments.of_insee(row.insee), department)
        or any(departments.same(found, department) for found in departments.of_postcode(row.postcode))
    )
    return replace(file, export=replace(file.export, rows=rows))


def imported(department: str, files: list[FileRead], communes: CommunesRead) -> LibrariesImport:
    network = empty_network(department)
    replace_communes(network=network, files=[communes])
    return import_libraries(network=network, files=[near(file, department) for file in files])


def in_vintage(outcome: LibrariesImport, vintage: str) -> int:
    return sum(vintage in record.vintages for record in outcome.register.records)


# -- the country


def test_each_national_file_is_read_whole_in_its_vintage(country: list[FileRead]) -> None:
    assert [(f.export.vintage, len(f.export.rows), f.year) for f in country] == [
        ("2020", 15_779, None),
        ("2024", 15_882, 2021),
        ("2025-activite", 15_702, 2023),
    ]
    assert [file.export.problems for file in country] == [(), (), ()]


def test_601_lines_of_2024_answer_zero_everywhere(country: list[FileRead]) -> None:
    silent = [row for row in country[1].export.rows if list(all_zero_row(row, USUAL))]
    answers = Counter(sum(isinstance(v, Decimal) for v in row.values.values()) for row in silent)
    assert answers == {4: 601, 3: 1}  # one line left its hours empty and wrote zero in all the rest


def test_39_insee_codes_of_2024_are_gone(country: list[FileRead], communes: CommunesRead) -> None:
    places = Places(communes.communes)
    gone = [row for row in country[1].export.rows if row.insee and not places.has_current(row.insee)]
    assert len(gone) == 39
    found = [
        places.attach(insee=r.insee, town=r.town, postcode=r.postcode, department=r.department) for r in gone
    ]
    by = Counter(attachment.by for attachment in found)
    assert by[AttachedBy.NAME_AND_POSTCODE] == 13
    assert all(attachment.reason for attachment in found)


def test_all_of_meurthe_et_moselle_is_coded_57_in_2025(country: list[FileRead]) -> None:
    rows = country[2].export.rows
    assert not [row for row in rows if row.department == "54"]
    assert len([row for row in rows if row.department == "57" and row.postcode.startswith("54")]) == 143


def test_the_defects_of_2020_are_those_told(country: list[FileRead]) -> None:
    rows = country[0].export.rows
    hours = [row.values["weekly_hours"] for row in rows]
    known = [value for value in hours if isinstance(value, Decimal)]
    missing = [sum(row.values[name] is None for row in rows) for name in ("surface_m2", "weekly_hours")]
    assert missing == [5_468, 5_387]  # "35 %" of 15 779
    assert sorted(value for value in known if value > 60) == [63, 68, 71, 150]
    surfaces = [row.values["surface_m2"] for row in rows]
    assert max(value for value in surfaces if isinstance(value, Decimal)) == 78_711
    lyon = [row for row in rows if row.postcode.startswith("69")]
    assert len([row for row in lyon if row.department == "69"]) >= 57
    assert not [row for row in rows if row.department == "69M"]


def test_an_impossible_surface_of_2020_is_set_apart(country: list[FileRead], communes: CommunesRead) -> None:
    register = one_line(country[0].export, "LI10215")
    (seen,) = [o for o in register.observations if o.variable == "surface_m2"]
    assert (seen.state, seen.value) == (State.SUSPECT, Decimal(78_711))


def one_line(export: Export, code: str) -> Any:
    from maillage.territory.domain.joining import join

    alone = replace(export, rows=tuple(row for row in export.rows if row.code == code))
    return join([alone], department="75").records[0]


def test_the_year_of_2020_is_said_to_be_unknown() -> None:
    assert data_year("2020") is None
    assert year_label("2020") == "année à confirmer"


# -- the Cher, from its extracts


@pytest.mark.django_db
def test_the_three_vintages_of_the_cher_make_one_register(shared_data: Path, communes: CommunesRead) -> None:
    folder = shared_data / "bibliotheques"
    paths = [folder / f"bibliotheques-18-{name}.csv" for name in EXTRACTS]
    files = [read_libraries(read_bytes(path), path.name) for path in paths]
    outcome = imported("18", files, communes)
    assert outcome.register.vintages == VINTAGES
    assert [in_vintage(outcome, vintage) for vintage in VINTAGES] == [148, 148, 26]
    assert len(outcome.register.records) == 150
    assert outcome.all_zero() == {
        "bibliotheques-18-export2024.csv": 9,
        "bibliotheques-18-export2025-activite.csv": 1,
    }
    assert outcome.elsewhere == ()
    departmental = [r for r in outcome.register.records if r.site_kind is SiteKind.DEPARTMENTAL]
    assert [(r.key, r.vintages) for r in departmental] == [("BD667", VINTAGES)]


@pytest.mark.django_db
def test_the_extract_and_the_country_give_the_same_cher(
    shared_data: Path, country: list[FileRead], communes: CommunesRead
) -> None:
    folder = shared_data / "bibliotheques"
    paths = [folder / f"bibliotheques-18-{name}.csv" for name in EXTRACTS]
    extracts = imported("18", [read_libraries(read_bytes(p), p.name) for p in paths], communes)
    undo_last(network=ImportRun.objects.latest("pk").network)
    whole = import_libraries(
        network=ImportRun.objects.latest("pk").network, files=[near(file, "18") for file in country]
    )
    assert [r.key for r in whole.register.records] == [r.key for r in extracts.register.records]


# -- Meurthe-et-Moselle and an overseas département, from the national files


@pytest.mark.django_db
def test_meurthe_et_moselle_comes_back_from_57(country: list[FileRead], communes: CommunesRead) -> None:
    outcome = imported("54", country, communes)
    assert in_vintage(outcome, "2025-activite") == 143
    told = outcome.report.by_rule()
    assert told["wrong_department"] == 143
    assert outcome.all_zero()["bibliotheques-fr-export2024.csv"] == 6
    assert outcome.register.set_aside == ()
    assert len({record.key for record in outcome.register.records}) == len(outcome.register.records)


@pytest.mark.django_db
def test_la_reunion_keeps_the_library_that_an_insee_code_places_in_guadeloupe(
    country: list[FileRead], communes: CommunesRead
) -> None:
    outcome = imported("974", country, communes)
    assert all(in_vintage(outcome, vintage) > 60 for vintage in VINTAGES)
    # The line that SOURCES finds 13 415 km from its commune: its INSEE code is that of another Basse-Terre.
    found = outcome.register.by_code("LI10342")
    assert found is not None
    assert found.department == "974"
    told = {r.rule: r for r in outcome.report.remarks if r.library_code == "LI10342"}
    assert "97105 est d'un autre département" in told["wrong_department"].message
    assert outcome.report.of("coordinates_impossible") == outcome.report.of("coordinates_mirrored") == ()


@pytest.mark.django_db
def test_the_two_corsicas_share_what_no_line_says_a_departement_of(
    country: list[FileRead], communes: CommunesRead
) -> None:
    both = [imported(code, country, communes).register.records for code in ("2A", "2B")]
    keys = [record.key for records in both for record in records]
    assert len(keys) == len(set(keys))
    assert sum("2024" in record.vintages for records in both for record in records) == 67


# -- once, and back


@pytest.mark.django_db
def test_each_departement_is_imported_once_and_can_be_undone(
    country: list[FileRead], communes: CommunesRead
) -> None:
    outcome = imported("54", country, communes)
    network = ImportRun.objects.latest("pk").network
    files = [near(file, "54") for file in country]
    again = import_libraries(network=network, files=files)
    assert (again.done, again.created, again.updated) == (False, 0, 0)
    assert SourceFile.objects.count() == 3
    assert register_of(project_for(network)).vintages == outcome.register.vintages
    undone = undo_last(network=network)
    assert undone.kept == []
    assert not Library.objects.exists()
