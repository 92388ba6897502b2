"""Imports of open data into a network: all or nothing, once, without losing what people typed."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from export_samples import COMMUNES, csv_2024, csv_2025

from builders import empty_network, project_for
from maillage.accounts.models import Network
from maillage.base.models import AuditEntry
from maillage.base.plugs import Project
from maillage.territory.checks import checks
from maillage.territory.domain.errors import ImportRefused, UnknownExport, UnreadableFile
from maillage.territory.domain.register import JoinedBy
from maillage.territory.models import Commune, ImportRun, Library, SourceFile, SourceRow
from maillage.territory.readings import open_libraries
from maillage.territory.services import (
    LibrariesImport,
    attach_libraries,
    import_communes,
    import_libraries,
    read_files,
)

pytestmark = pytest.mark.django_db

OTHER = {"code_bib": "673.0", "nom_de_l_etablissement": "Médiathèque", "ville": "Bourges", "cp": "18000",
         "code_insee_commune": "18033"}  # fmt: skip
INDRE = {"code_departement": "36", "cp": "36400", "code_insee_commune": "36001", "code_bib": "900.0"}


@pytest.fixture
def network(db: Any) -> Network:
    return empty_network("18")


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def imported(network: Network, *paths: Path, dry_run: bool = False) -> LibrariesImport:
    return import_libraries(network=network, files=read_files(paths), dry_run=dry_run)


def communes(network: Network, folder: Path) -> int:
    return import_communes(network=network, paths=[written(folder, "communes.csv", COMMUNES)])


def whole_base() -> dict[str, Any]:
    models = (Library, SourceFile, SourceRow, ImportRun, Commune, AuditEntry)
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


# -- once


def test_two_vintages_make_one_register(network: Network, tmp_path: Path) -> None:
    old = written(tmp_path, "2024.csv", csv_2024({}, OTHER))
    new = written(tmp_path, "2025.csv", csv_2025({}))
    outcome = imported(network, old, new)
    assert (outcome.created, outcome.updated, outcome.done) == (2, 0, True)
    assert outcome.joined_by[JoinedBy.CODE] == 1
    assert {row.code for row in Library.objects.all()} == {"LI672", "LI673"}


def test_importing_the_same_file_twice_changes_nothing(network: Network, tmp_path: Path) -> None:
    path = written(tmp_path, "2024.csv", csv_2024({}, OTHER))
    imported(network, path)
    before = whole_base()
    again = imported(network, path)
    assert (again.done, again.created, again.updated, again.unchanged) == (False, 0, 0, ("2024.csv",))
    assert whole_base() == before


def test_the_same_file_given_twice_is_read_once(network: Network, tmp_path: Path) -> None:
    path = written(tmp_path, "2024.csv", csv_2024({}))
    copy = written(tmp_path, "copie.csv", csv_2024({}))
    outcome = imported(network, path, copy)
    assert outcome.created == 1
    assert SourceFile.objects.count() == 1


def test_the_same_file_may_be_imported_by_two_networks(network: Network, tmp_path: Path) -> None:
    path = written(tmp_path, "2024.csv", csv_2024({}, INDRE))
    imported(network, path)
    other = imported(empty_network("36"), path)
    assert other.created == 1
    assert Library.objects.filter(network=network).count() == 1


def test_files_imported_one_after_the_other_give_the_register_of_both_at_once(
    network: Network, tmp_path: Path
) -> None:
    old = written(tmp_path, "2024.csv", csv_2024({}, OTHER))
    new = written(tmp_path, "2025.csv", csv_2025({}))
    together = imported(network, old, new, dry_run=True)
    imported(network, old)
    after = imported(network, new)
    assert after.register.records == together.register.records
    assert (after.created, after.updated) == (0, 2)


def test_a_newer_file_of_the_same_vintage_takes_the_place_of_the_older(
    network: Network, tmp_path: Path
) -> None:
    imported(network, written(tmp_path, "2024.csv", csv_2024({})))
    imported(
        network, written(tmp_path, "2024-bis.csv", csv_2024({"nom_de_l_etablissement": "Médiathèque Vian"}))
    )
    assert [file.name for file in SourceFile.objects.all()] == ["2024-bis.csv"]
    assert SourceRow.objects.count() == 1
    assert Library.objects.get().name == "Médiathèque Vian"


# -- all or nothing


def test_a_dry_run_tells_everything_and_writes_nothing(network: Network, tmp_path: Path) -> None:
    before = whole_base()
    outcome = imported(network, written(tmp_path, "2024.csv", csv_2024({}, OTHER)), dry_run=True)
    assert (outcome.created, outcome.updated, outcome.done) == (2, 0, False)
    assert len(outcome.register.records) == 2
    assert whole_base() == before


def test_a_dry_run_foresees_what_the_import_then_does(network: Network, tmp_path: Path) -> None:
    imported(network, written(tmp_path, "2024.csv", csv_2024({})))
    new = written(
        tmp_path, "2025.csv", csv_2025({}, {"Code_bib": "LI800", "Ville": "Bourges", "CP": "18000"})
    )
    foreseen, done = imported(network, new, dry_run=True), imported(network, new)
    assert (foreseen.created, foreseen.updated) == (done.created, done.updated) == (1, 1)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"%PDF-1.7\x00\x01", UnreadableFile),
        (b"", UnreadableFile),
        (b"nom;prix\nCrayon;3\n", UnknownExport),
    ],
)
def test_a_bad_second_file_leaves_the_base_untouched_and_is_named(
    network: Network, tmp_path: Path, content: bytes, error: type[ImportRefused]
) -> None:
    good = written(tmp_path, "2024.csv", csv_2024({}))
    bad = tmp_path / "mauvais.csv"
    bad.write_bytes(content)
    before = whole_base()
    with pytest.raises(error) as refused:
        imported(network, good, bad)
    assert refused.value.message.startswith("mauvais.csv : ")
    assert refused.value.remedy
    assert whole_base() == before


def test_a_file_that_does_not_exist_is_named(network: Network, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"absent\.csv n'existe pas"):
        imported(network, tmp_path / "absent.csv")


def test_a_file_of_another_departement_is_refused(network: Network, tmp_path: Path) -> None:
    before = whole_base()
    with pytest.raises(ImportRefused, match=r"36\.csv : aucune ligne .* département 18"):
        imported(network, written(tmp_path, "36.csv", csv_2024(INDRE)))
    assert whole_base() == before


def test_a_file_of_another_departement_never_takes_the_place_of_ours(
    network: Network, tmp_path: Path
) -> None:
    """A register that other vintages fill must not hide that the new file of 2024 holds nothing of ours."""
    imported(
        network, written(tmp_path, "2024.csv", csv_2024({})), written(tmp_path, "2025.csv", csv_2025({}))
    )
    before = whole_base()
    with pytest.raises(ImportRefused, match=r"36\.csv : aucune ligne .* département 18"):
        imported(network, written(tmp_path, "36.csv", csv_2024(INDRE)))
    assert whole_base() == before


def test_only_the_lines_that_may_be_ours_are_kept(network: Network, tmp_path: Path) -> None:
    imported(network, written(tmp_path, "fr.csv", csv_2024({}, OTHER, INDRE)))
    assert SourceRow.objects.count() == 2


# -- what is kept, and traced


def test_a_library_typed_in_the_programme_stays(network: Network, tmp_path: Path) -> None:
    Library.objects.create(network=network, code="LIEU-1", name="Point lecture", town="Achères")
    imported(network, written(tmp_path, "2024.csv", csv_2024({})))
    assert {row.code for row in Library.objects.all()} == {"LIEU-1", "LI672"}
    assert Library.objects.get(code="LIEU-1").name == "Point lecture"


def test_a_library_that_a_new_vintage_no_longer_lists_stays(network: Network, tmp_path: Path) -> None:
    imported(network, written(tmp_path, "2024.csv", csv_2024({}, OTHER)))
    imported(network, written(tmp_path, "2025.csv", csv_2025({})))
    assert Library.objects.count() == 2


def test_an_import_keeps_the_digest_of_its_files_and_its_quality_report(
    network: Network, tmp_path: Path
) -> None:
    zeros = {
        "surface": "0.0",
        "amplitude_horaire": "0.0",
        "nombre_de_salaries": "0.0",
        "nombre_de_benevoles": "0.0",
    }
    path = written(tmp_path, "2024.csv", csv_2024(zeros, OTHER))
    outcome = imported(network, path)
    run = ImportRun.objects.get(network=network)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert run.files == [{"name": "2024.csv", "sha256": digest}]
    assert run.summary == {"records": 2, "created": 2, "updated": 0}
    assert len(run.remarks) == len(outcome.report.remarks)
    assert "all_zero_row" in {remark["rule"] for remark in run.remarks}
    assert outcome.all_zero() == {"2024.csv": 1}
    trace = AuditEntry.objects.get(network=network, verb="territory.import")
    assert trace.target == "2024.csv"


# -- communes


def test_importing_communes_attaches_the_libraries_already_there(network: Network, tmp_path: Path) -> None:
    imported(network, written(tmp_path, "2024.csv", csv_2024({}, OTHER)))
    assert not Library.objects.exclude(commune=None).exists()
    assert communes(network, tmp_path) == 4  # the commune of the Indre is not ours
    assert {
        row.code: row.commune.insee for row in Library.objects.select_related("commune") if row.commune
    } == {
        "LI672": "18133",
        "LI673": "18033",
    }


def test_libraries_imported_after_the_communes_are_attached_too(network: Network, tmp_path: Path) -> None:
    communes(network, tmp_path)
    imported(network, written(tmp_path, "2025.csv", csv_2025({})))
    attached = Library.objects.select_related("commune").get().commune
    assert attached is not None
    assert attached.insee == "18133"  # by name and postcode: this vintage has no INSEE code


def test_importing_communes_again_replaces_them_and_keeps_the_attachments(
    network: Network, tmp_path: Path
) -> None:
    communes(network, tmp_path)
    imported(network, written(tmp_path, "2024.csv", csv_2024({})))
    communes(network, tmp_path)
    assert Commune.objects.filter(network=network).count() == 4
    assert attach_libraries(network) == 1


def test_communes_of_another_departement_are_refused(network: Network, tmp_path: Path) -> None:
    header, *lines = COMMUNES.splitlines(keepends=True)
    path = written(tmp_path, "36.csv", header + lines[-1])
    with pytest.raises(ImportRefused, match="Aucune commune du fichier n'est dans le département 18"):
        import_communes(network=network, paths=[path])
    assert not Commune.objects.exists()


def test_a_bad_file_of_communes_leaves_those_that_are_there(network: Network, tmp_path: Path) -> None:
    communes(network, tmp_path)
    with pytest.raises(ImportRefused) as refused:
        import_communes(network=network, paths=[written(tmp_path, "vide.csv", "")])
    assert refused.value.message.startswith("vide.csv : ")
    assert Commune.objects.count() == 4


# -- how much it asks of the base


def queries_of_import(network: Network, path: Path) -> int:
    files = read_files([path])
    with CaptureQueriesContext(
        connection,
    ) as found:
        import_libraries(network=network, files=files)
    return len(found)


def test_the_number_of_queries_does_not_follow_the_number_of_libraries(tmp_path: Path) -> None:
    def lines(count: int) -> str:
        rows = [
            {
                "code_bib": f"{1000 + n}.0",
                "nom_de_l_etablissement": f"Bibliothèque {n}",
                "adresse": f"{n} rue",
            }
            for n in range(count)
        ]
        return csv_2024(*rows)

    few, many = empty_network("18"), empty_network("180")
    few_queries = queries_of_import(few, written(tmp_path, "few.csv", lines(3)))
    many.department = "18"  # the same data in another network
    many_queries = queries_of_import(many, written(tmp_path, "many.csv", lines(120)))
    assert many_queries <= few_queries + 12
    assert Library.objects.filter(network=many).count() == 120


def test_attaching_many_libraries_takes_few_queries(network: Network, tmp_path: Path) -> None:
    rows = [
        {"code_bib": f"{1000 + n}.0", "nom_de_l_etablissement": f"B {n}", "adresse": f"{n}"}
        for n in range(90)
    ]
    imported(network, written(tmp_path, "2024.csv", csv_2024(*rows)))
    communes(network, tmp_path)
    with CaptureQueriesContext(connection) as found:
        assert attach_libraries(network) == 90
    assert len(found) <= 10


@pytest.mark.slow
def test_the_cher_is_imported_twice_without_a_change(network: Network, cher: dict[str, Path]) -> None:
    import_communes(network=network, paths=[cher["communes"]])
    files = read_files([cher["2024"], cher["2025"]])
    outcome = import_libraries(network=network, files=files)
    assert (outcome.created, len(outcome.register.records)) == (149, 149)
    before = whole_base()
    assert import_libraries(network=network, files=files).done is False
    assert whole_base() == before


# -- what the linter says of it


def codes(project: Project) -> set[str]:
    return {remark.code for remark in checks(project)}


def test_a_network_without_libraries_is_told_and_nothing_else_is_asked(network: Network) -> None:
    assert codes(project_for(network)) == {"TER-01"}
    assert open_libraries(project_for(network)).count is None


def test_unknown_communes_are_told_until_they_are_imported(network: Network, tmp_path: Path) -> None:
    imported(network, written(tmp_path, "2024.csv", csv_2024({})))
    assert "TER-03" in codes(project_for(network))
    communes(network, tmp_path)
    assert "TER-03" not in codes(project_for(network))


def test_figures_that_few_answered_are_told(network: Network, tmp_path: Path) -> None:
    silent = {"surface": "", "code_bib": "673.0", "nom_de_l_etablissement": "Autre", "adresse": "Place"}
    imported(network, written(tmp_path, "2024.csv", csv_2024({}, silent)))
    told = [r.where for r in checks(project_for(network)) if r.code == "TER-04"]
    assert any("surface" in where for where in told)
    assert not any("amplitude" in where for where in told)
