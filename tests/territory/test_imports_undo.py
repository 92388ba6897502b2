"""Undoing the last import: what it wrote goes, what it replaced comes back, what people did since stays."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from export_samples import COMMUNES, csv_2024, csv_2025

from builders import empty_network
from maillage.accounts.models import Network
from maillage.base.models import AuditEntry
from maillage.territory.domain.own_values import OwnValue
from maillage.territory.giving import give_values
from maillage.territory.models import (
    BeforeImport,
    Commune,
    Contour,
    ImportRun,
    Library,
    SourceFile,
    SourceRow,
)
from maillage.territory.services import import_communes, import_libraries, read_files
from maillage.territory.undoing import NothingToUndo, undo_last

pytestmark = pytest.mark.django_db

OTHER = {"code_bib": "673.0", "nom_de_l_etablissement": "Médiathèque", "ville": "Bourges", "cp": "18000",
         "code_insee_commune": "18033"}  # fmt: skip
UNSTABLE = {"created_at", "changed_at", "id", "commune_id", "file_id", "read_at"}


@pytest.fixture
def network(db: Any) -> Network:
    return empty_network("18")


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def take(network: Network, *paths: Path) -> None:
    import_libraries(network=network, files=read_files(paths))


def said() -> dict[str, Any]:
    """What the base says, whatever the keys of its rows."""
    return {
        model.__name__: sorted(
            repr({k: v for k, v in row.items() if k not in UNSTABLE}) for row in model.objects.values()
        )
        for model in (Library, SourceFile, SourceRow, Commune, Contour)
    }


def test_undoing_a_first_import_leaves_the_network_as_it_was(network: Network, tmp_path: Path) -> None:
    before = said()
    take(network, written(tmp_path, "2024.csv", csv_2024({}, OTHER)))
    undone = undo_last(network=network)
    assert said() == before
    assert any("2\u00a0bibliothèques créées" in line for line in undone.lines)
    assert undone.kept == []
    assert AuditEntry.objects.filter(verb="territory.undo", target="2024.csv").exists()


def test_undoing_a_second_vintage_brings_the_first_one_back(network: Network, tmp_path: Path) -> None:
    take(network, written(tmp_path, "2024.csv", csv_2024({}, OTHER)))
    before = said()
    take(network, written(tmp_path, "2025.csv", csv_2025({"nom_de_l_etablissement": "Nom nouveau"})))
    assert said() != before
    undo_last(network=network)
    assert said() == before


def test_undoing_a_replaced_file_brings_its_lines_back(network: Network, tmp_path: Path) -> None:
    take(network, written(tmp_path, "2024.csv", csv_2024({}, OTHER)))
    before = said()
    take(network, written(tmp_path, "bis.csv", csv_2024({"ville": "Saint-Florent-sur-Cher"})))
    assert [file.name for file in SourceFile.objects.all()] == ["bis.csv"]
    undo_last(network=network)
    assert said() == before


def test_the_dry_run_says_the_same_and_changes_nothing(network: Network, tmp_path: Path) -> None:
    take(network, written(tmp_path, "2024.csv", csv_2024({})))
    before, trail = said(), AuditEntry.objects.count()
    foreseen = undo_last(network=network, dry_run=True)
    assert said() == before
    assert (AuditEntry.objects.count(), BeforeImport.objects.count()) == (trail, 1)
    assert undo_last(network=network).lines == foreseen.lines


def test_what_people_typed_since_stays_and_is_told(network: Network, tmp_path: Path) -> None:
    take(network, written(tmp_path, "2024.csv", csv_2024({}, OTHER)))
    take(network, written(tmp_path, "2025.csv", csv_2025({"nom_de_l_etablissement": "Du fichier"})))
    Library.objects.filter(code="LI672").update(name="Tapé depuis")
    undone = undo_last(network=network)
    assert Library.objects.get(code="LI672").name == "Tapé depuis"
    assert any("nom, saisi depuis" in line for line in undone.kept)


def test_a_library_made_by_the_import_and_changed_since_stays(network: Network, tmp_path: Path) -> None:
    take(network, written(tmp_path, "2024.csv", csv_2024({}, OTHER)))
    Library.objects.filter(code="LI673").update(name="Tapé depuis")
    undone = undo_last(network=network)
    assert [row.code for row in Library.objects.all()] == ["LI673"]
    assert undone.kept == ["Tapé depuis : modifiée depuis."]


def test_a_library_that_something_speaks_of_stays(network: Network, tmp_path: Path) -> None:
    take(network, written(tmp_path, "2024.csv", csv_2024({}, OTHER)))
    value = OwnValue(library="LI673", variable="loans", value=None, year=2025, source="saisie")
    give_values(network=network, values=[value])
    undone = undo_last(network=network)
    assert [row.code for row in Library.objects.all()] == ["LI673"]
    assert "citée ailleurs (valeur du réseau)" in undone.kept[0]


def test_undoing_communes_brings_those_of_before_back(network: Network, tmp_path: Path) -> None:
    take(network, written(tmp_path, "2024.csv", csv_2024({})))
    import_communes(network=network, paths=[written(tmp_path, "communes.csv", COMMUNES)])
    before = said()
    renamed = COMMUNES.replace("Lunery", "Lunery-Rosières")
    import_communes(network=network, paths=[written(tmp_path, "bis.csv", renamed)])
    undo_last(network=network)
    assert said() == before
    assert Library.objects.exclude(commune=None).count() == 1
    undo_last(network=network)
    assert not Commune.objects.exists()


def test_imports_are_undone_one_after_the_other_from_the_last(network: Network, tmp_path: Path) -> None:
    take(network, written(tmp_path, "2024.csv", csv_2024({})))
    first = ImportRun.objects.get()
    take(network, written(tmp_path, "2025.csv", csv_2025({})))
    with pytest.raises(NothingToUndo, match="Un autre import"):
        undo_last(network=network, run=first.pk)
    undo_last(network=network)
    undo_last(network=network, run=first.pk)
    with pytest.raises(NothingToUndo, match="Aucun import"):
        undo_last(network=network)


def test_an_import_of_before_this_version_says_that_it_cannot_be_undone(network: Network) -> None:
    ImportRun.objects.create(network=network, kind="libraries", summary={"created": 0, "updated": 0})
    with pytest.raises(NothingToUndo, match="ne gardait pas"):
        undo_last(network=network)


def test_the_same_file_may_be_imported_again_once_undone(network: Network, tmp_path: Path) -> None:
    path = written(tmp_path, "2024.csv", csv_2024({}))
    take(network, path)
    after = said()
    undo_last(network=network)
    take(network, path)
    assert said() == after


def test_the_import_of_another_network_is_never_undone_here(network: Network, tmp_path: Path) -> None:
    take(network, written(tmp_path, "2024.csv", csv_2024({})))
    with pytest.raises(NothingToUndo):
        undo_last(network=empty_network("36"))
