"""What people typed stands over open data; what they left out, or what nobody typed, does not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from export_samples import export_2024, export_2025, places, register

from builders import empty_network, project_for
from maillage.territory.domain.corrections import as_library, differences, library_code, typed_fields
from maillage.territory.domain.directory import directory
from maillage.territory.domain.groups import groups
from maillage.territory.domain.quality import attachments
from maillage.territory.domain.sheet import Library, LibraryKind
from maillage.territory.domain.typed_overlay import corrected
from maillage.territory.models import Library as StoredLibrary
from maillage.territory.readings import territory_of, typed_of
from maillage.territory.services import import_communes, import_libraries, read_files

OTHER = {"code_bib": "673.0", "nom_de_l_etablissement": "Autre", "adresse": "B", "surface": "50"}


def test_a_register_described_as_it_was_read_is_not_changed() -> None:
    read = register(export_2024({}, OTHER), export_2025({}))
    libraries = [as_library(found) for found in read.records]
    assert corrected(read, libraries) == read


def test_a_register_whose_libraries_were_all_removed_counts_none() -> None:
    read = register(export_2024({}, OTHER), export_2025({}))
    assert corrected(read, []).open_records() == ()


def test_a_typed_value_takes_the_place_of_the_one_read_and_moves_the_library() -> None:
    read = register(export_2024({}))
    own = replace(as_library(read.records[0]), insee="18033", name="Agnès Varda")
    assert typed_fields(own, as_library(read.records[0])) == {"insee": "18033", "name": "Agnès Varda"}
    found = corrected(read, [own]).records[0]
    assert found.name == "Agnès Varda"
    attached = attachments(corrected(read, [own]), places())[found.key].commune
    assert attached is not None
    assert attached.name == "Bourges"


def test_what_is_left_out_is_no_opinion() -> None:
    read = register(export_2024({}))
    assert (
        typed_fields(Library(code="LI672", name="Bibliothèque Boris Vian"), as_library(read.records[0])) == {}
    )


@pytest.mark.parametrize("kind", [kind for kind in LibraryKind if kind is not LibraryKind.OPEN])
def test_the_kind_that_a_person_gives_decides_whether_a_place_is_open(kind: LibraryKind) -> None:
    read = register(export_2024({}, OTHER))
    libraries = [as_library(found) for found in read.records]
    found = corrected(read, [replace(libraries[0], kind=kind), libraries[1]])
    assert len(read.open_records()) == 2
    assert [record.name for record in found.open_records()] == [libraries[1].name]


def test_a_removed_library_is_left_out_of_the_register() -> None:
    read = register(export_2024({}, OTHER))
    kept = as_library(read.records[0])
    assert [library_code(found) for found in corrected(read, [kept]).records] == [kept.code]


def test_differences_name_the_field_the_typed_value_and_the_one_read() -> None:
    read = as_library(register(export_2024({})).records[0])
    (found,) = differences({"name": "Autre nom", "town": read.town}, read)
    assert (found.label, found.typed, found.read) == ("Nom", "Autre nom", "Bibliothèque Boris Vian")


def test_a_median_of_a_group_says_on_how_many_answers_it_rests() -> None:
    read = register(export_2024({}, OTHER, {**OTHER, "code_bib": "674.0", "surface": "", "adresse": "C"}))
    lines = directory([as_library(found) for found in read.records], read, places())
    (found,) = groups(lines, lambda line: line.library.town, ("surface_m2", "books"))
    assert (found.libraries, found.middles["surface_m2"].known) == (3, 2)
    assert found.middles["surface_m2"].value == (135 + 50) / 2
    assert (found.middles["books"].value, found.middles["books"].known) == (None, 0)


@pytest.mark.slow
@pytest.mark.django_db
def test_no_value_of_a_real_import_passes_for_typed(cher: dict[str, Path]) -> None:
    network = empty_network("18")
    import_communes(network=network, paths=[cher["communes"]])
    import_libraries(network=network, files=read_files([cher["2024"], cher["2025"]]))
    project = project_for(network)
    libraries = territory_of(project).libraries
    assert len(libraries) == 149
    assert [library.code for library in libraries if typed_of(project, library)] == []


@pytest.mark.django_db
def test_a_position_typed_with_decimals_comes_back_as_typed() -> None:
    network = empty_network("18")
    StoredLibrary.objects.create(
        network=network, code="LIEU-1", name="Ici", latitude="46.9412", longitude="-0.5"
    )
    (library,) = territory_of(project_for(network)).libraries
    assert (str(library.latitude), str(library.longitude)) == ("46.9412", "-0.5")
