"""The archive of a network: everything leaves, everything comes back, and the same content gives the same bytes."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.apps import apps

from builders import cher_file, minimal_text, saved_network
from maillage.accounts.models import Network
from maillage.base.values.files.nodes import UnreadableFile
from maillage.evaluation.models import Indicator, Measure
from maillage.portability.archive import BadArchive, export_archive, import_archive
from maillage.territory.models import (
    ColumnMapping,
    Commune,
    Contour,
    Library,
    QualityDecision,
    SourceFile,
    SourceRow,
)
from maillage.territory.services import import_communes, import_libraries, read_files

pytestmark = pytest.mark.django_db


def full_network() -> Network:
    """A network with its programme, two communes (one with gaps), an export's lines and two measures."""
    network = saved_network()
    Commune.objects.create(
        network=network, insee="18033", name="Bourges", postcodes=["18000", "18023"], population=64000,
        population_year=2022, epci_code="200000001", epci_name="Bourges Plus", latitude=47.0844, longitude=2.3964,
    )  # fmt: skip
    Commune.objects.create(
        network=network, insee="18001", name="Achères, « l'Étang »", former_codes=["18123", "18184"]
    )
    Contour.objects.create(
        network=network,
        insee="18001",
        geometry={"type": "Polygon", "coordinates": [[[2.1, 47.0], [2.2, 47.1]]]},
    )
    ColumnMapping.objects.create(
        network=network, name="Prêts", fingerprint="f" * 64, targets={"prets": "loans"}
    )
    file = SourceFile.objects.create(
        network=network, name="export.csv", vintage="2025", delimiter=";", digest="d" * 64
    )
    for line in (3, 2):
        SourceRow.objects.create(
            network=network, file=file, line=line, content={"raw": {"A": 'é;\n"x"'}, "n": line}
        )
    indicator = Indicator.objects.get(network=network, code="I1")
    for day, value in ((date(2027, 1, 31), "41.5"), (date(2026, 1, 31), "12")):
        Measure.objects.create(
            network=network, indicator=indicator, day=day, value=Decimal(value), note="n°, 1\nb"
        )
    return network


def empty_the_base() -> None:
    for model in apps.get_models(include_auto_created=True):
        model._base_manager.all()._raw_delete("default")
    assert not Network.objects.exists()


def exported(network: Network, path: Path) -> bytes:
    export_archive(network=network, path=path)
    return path.read_bytes()


def test_an_archive_imported_in_an_empty_base_and_exported_again_is_the_same_bytes(tmp_path: Path) -> None:
    network = full_network()
    first = exported(network, tmp_path / "one.zip")
    empty_the_base()
    imported = import_archive(path=tmp_path / "one.zip")
    assert imported.created
    assert exported(imported.network, tmp_path / "two.zip") == first
    assert Measure.objects.count() == SourceRow.objects.count() == Commune.objects.count() == 2
    assert Commune.objects.get(insee="18001").population is None


def test_the_example_of_the_cher_survives_an_archive_to_the_byte(tmp_path: Path) -> None:
    network = saved_network(file=cher_file())
    first = exported(network, tmp_path / "one.zip")
    empty_the_base()
    assert exported(import_archive(path=tmp_path / "one.zip").network, tmp_path / "two.zip") == first


@pytest.mark.slow
def test_the_open_data_of_the_cher_survives_an_archive_to_the_byte(
    cher: dict[str, Path], tmp_path: Path
) -> None:
    network = saved_network(file=cher_file())
    import_communes(network=network, paths=[cher["communes"]])
    import_libraries(network=network, files=read_files([cher["2024"], cher["2025"]]))
    attached = Library.objects.filter(commune__isnull=False).count()
    assert attached > 100
    first = exported(network, tmp_path / "one.zip")
    empty_the_base()
    again = import_archive(path=tmp_path / "one.zip").network
    assert exported(again, tmp_path / "two.zip") == first
    assert Library.objects.filter(network=again, commune__isnull=False).count() == attached
    outcome = import_libraries(network=again, files=read_files([cher["2024"], cher["2025"]]))
    assert len(outcome.unchanged) == 2, "the files are known by their digest"


def test_a_second_import_of_an_archive_replaces_the_tables(tmp_path: Path) -> None:
    network = full_network()
    exported(network, tmp_path / "one.zip")
    Measure.objects.all().delete()
    Commune.objects.create(network=network, insee="18002", name="Ainay")
    imported = import_archive(path=tmp_path / "one.zip")
    assert not imported.created
    assert Measure.objects.count() == 2
    assert sorted(Commune.objects.values_list("insee", flat=True)) == ["18001", "18033"]


def test_nothing_secret_leaves_in_an_archive(tmp_path: Path) -> None:
    exported(full_network(), tmp_path / "one.zip")
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        names = archive.namelist()
    assert names == [
        "programme.yaml", "territory/fichiers.csv", "territory/lignes.csv", "territory/communes.csv",
        "evaluation/mesures.csv", "territory/valeurs.csv", "territory/vues.csv",
        "territory/contours.csv", "territory/correspondances.csv",
        "diagnosis/contributions.csv", "territory/decisions.csv", "programme/commentaires.csv",
        "funding/fichiers.csv", "funding/ecritures.csv", "programme/pieces.csv", "funding/pieces.csv",
        "campaigns/referentiels.csv", "campaigns/campagnes.csv", "campaigns/questionnaires.csv",
        "campaigns/horaires.csv", "campaigns/reponses.csv", "campaigns/messages.csv", "campaigns/appels.csv",
        "campaigns/plans.csv", "campaigns/souhaits.csv", "campaigns/enquetes.csv",
    ]  # fmt: skip


def archive_with(path: Path, **tables: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in tables.items():
            archive.writestr(
                {
                    "programme": "programme.yaml",
                    "measures": "evaluation/mesures.csv",
                    "lines": "territory/lignes.csv",
                    "files": "territory/fichiers.csv",
                    "communes": "territory/communes.csv",
                }[name],
                text,
            )
    return path


DAMAGED = {
    "an unknown indicator": {"measures": "indicator,day,value,note\nI9,2026-01-01,1,\n"},
    "a bad day": {"measures": "indicator,day,value,note\nI1,demain,1,\n"},
    "a bad value": {"measures": "indicator,day,value,note\nI1,2026-01-01,beaucoup,\n"},
    "a missing column": {"measures": "indicator,day,value\nI1,2026-01-01,1\n"},
    "a cell too many": {"files": "digest,name,vintage,delimiter\nd,n,v,;,extra\n"},
    "a line of an unknown file": {"lines": "digest,line,content\nzz,1,{}\n"},
    "a line that is not JSON": {
        "files": "digest,name,vintage,delimiter\nd,n,v,;\n",
        "lines": "digest,line,content\nd,1,{oops\n",
    },
    "two measures of one day": {"measures": "indicator,day,value,note\nI1,2026-01-01,1,\nI1,2026-01-01,2,\n"},
    "a planted key of another network": {
        "communes": "insee,name,department,department_name,postcodes,population,population_year,epci_code,"
        "epci_name,epci_type,latitude,longitude,network_id\n18001,A,18,,,,,,,,,,1\n"
    },
    "a planted identifier": {"files": "digest,name,vintage,delimiter,id\nd,n,2024,;,1\n"},
    "a population in letters": {
        "communes": "insee,name,department,department_name,postcodes,population,population_year,epci_code,"
        "epci_name,epci_type,latitude,longitude\n18001,A,18,,,mille,,,,,,\n"
    },
}


@pytest.mark.parametrize("kind", DAMAGED)
def test_a_damaged_table_is_refused_and_leaves_the_base_as_it_was(kind: str, tmp_path: Path) -> None:
    path = archive_with(tmp_path / "bad.zip", programme=minimal_text(), **DAMAGED[kind])
    with pytest.raises(BadArchive, match=r"bad\.zip : une table est abîmée\. Exportez de nouveau le réseau"):
        import_archive(path=path)
    assert not Network.objects.exists()


def test_a_file_that_is_not_an_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "not.zip"
    path.write_bytes(b"maillage: 1")
    with pytest.raises(BadArchive, match=r"not\.zip n'est pas une archive"):
        import_archive(path=path)


def test_a_truncated_archive_is_refused(tmp_path: Path) -> None:
    whole = exported(full_network(), tmp_path / "one.zip")
    cut = bytearray(whole)
    cut[200:260] = bytes(60)
    (tmp_path / "cut.zip").write_bytes(cut)
    with pytest.raises(BadArchive):
        import_archive(path=tmp_path / "cut.zip")


def test_an_archive_without_a_programme_is_refused(tmp_path: Path) -> None:
    path = archive_with(tmp_path / "empty.zip", measures="indicator,day,value,note\n")
    with pytest.raises(BadArchive, match=r"ne contient pas programme\.yaml"):
        import_archive(path=path)


def test_an_archive_whose_programme_is_wrong_says_the_line(tmp_path: Path) -> None:
    path = archive_with(tmp_path / "wrong.zip", programme=minimal_text().replace("months: 36", "months: x"))
    with pytest.raises(UnreadableFile, match="ligne 3"):
        import_archive(path=path)


# -- decisions on the data


def decided(network: Network) -> QualityDecision:
    change = {
        "library": "LI1",
        "variable": "books",
        "year": 2023,
        "before": None,
        "after": [None, False, "x"],
    }
    return QualityDecision.objects.create(
        network=network, key="outlier/LI1/books/2025", answer="accepted", rule="outlier", place="LI1",
        name="Médiathèque", variables=["books"], published="12", note="appelée\n« oui »", until=None,
        at=datetime(2027, 4, 19, 9, 30, tzinfo=UTC), applied={"values": [change], "removal": 3},
    )  # fmt: skip


def test_decisions_on_the_data_travel_without_what_only_this_base_knows(tmp_path: Path) -> None:
    network = full_network()
    decided(network)
    first = exported(network, tmp_path / "one.zip")
    empty_the_base()
    imported = import_archive(path=tmp_path / "one.zip").network
    found = QualityDecision.objects.get(network=imported)
    assert (found.answer, found.note, found.variables) == ("accepted", "appelée\n« oui »", ["books"])
    assert list(found.applied) == ["values"]
    assert exported(imported, tmp_path / "two.zip") == first


@pytest.mark.parametrize(
    "planted",
    [
        {"removal": 1},
        {"values": [{"library": "LI2", "variable": "books", "year": 2023, "before": None, "after": None}]},
        {"values": [{"variable": "books"}]},
        {"fields": "town"},
        [],
    ],
)
def test_a_decision_that_would_change_something_else_is_refused(tmp_path: Path, planted: object) -> None:
    network = full_network()
    row = decided(network)
    row.applied = {}
    row.save()
    exported(network, tmp_path / "one.zip")
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        tables = {name: archive.read(name).decode() for name in archive.namelist()}
    written = json.dumps(planted).replace('"', '""')
    tables["territory/decisions.csv"] = tables["territory/decisions.csv"].replace("{}", f'"{written}"')
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        for name, text in tables.items():
            archive.writestr(name, text)
    with pytest.raises(BadArchive, match="abîmée"):
        import_archive(path=tmp_path / "two.zip")
