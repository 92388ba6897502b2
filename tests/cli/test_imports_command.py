"""Imports from the command line: years, the service's own files, outlines, live data, undoing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from maillage.accounts.models import Network
from maillage.cli.commands import COMMANDS, guarded
from maillage.cli.parser import parser
from maillage.territory import open_data_service
from maillage.territory.models import ColumnMapping, Contour, ImportRun, Library, OwnValue, SourceFile

pytestmark = pytest.mark.django_db

Run = Callable[..., tuple[int, str, str]]
HEADER = "Code_bib,nom_de_l_etablissement,Adresse,code_departement,CP,Ville,type_adresse,nombre_de_livres,connexion_wi_fi\n"
EXPORT = HEADER + "LI672,Bibliothèque Boris Vian,Rue,18,18400,Lunery,Bâtiment ouvert,900,Oui\n"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*words: object) -> tuple[int, str, str]:
        arguments = parser().parse_args(list(map(str, words)))
        code = guarded(COMMANDS[arguments.command])(arguments)
        told = capsys.readouterr()
        return code, told.out.replace("\u00a0", " ").replace("\u202f", " "), told.err

    return call


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_a_year_makes_a_vintage_of_its_own(run: Run, tmp_path: Path) -> None:
    run("libraries", "import", written(tmp_path, "export2025.csv", EXPORT), "--departement", "18")
    later = written(tmp_path, "plus-tard.csv", EXPORT.replace("900", "950"))
    code, out, _ = run("libraries", "import", later, "--departement", "18", "--year", "2025")
    assert code == 0
    assert "plus-tard.csv : 2025" in out
    assert {f.vintage for f in SourceFile.objects.all()} == {"2025-activite", "donnees-2025"}
    assert run("libraries", "import", later, "--departement", "18", "--year", "12")[0] == 2


def test_a_file_whose_columns_are_all_recognised_is_imported(run: Run, tmp_path: Path) -> None:
    run("libraries", "import", written(tmp_path, "export2025.csv", EXPORT), "--departement", "18")
    table = written(tmp_path, "prets.csv", "Code;Prêts\nLI672;1 200\nLI9;abc\n")
    code, _, err = run("libraries", "import", table, "--departement", "18")
    assert code == 2
    assert "Ajoutez --year" in err
    code, out, _ = run("libraries", "import", table, "--departement", "18", "--year", "2026", "--dry-run")
    assert (code, OwnValue.objects.count()) == (0, 0)
    assert "prêts 2026 : inconnu → 1200" in out
    assert "Essai : rien n'est écrit" in out
    assert "ligne 3" in out
    assert run("libraries", "import", table, "--departement", "18", "--year", "2026")[0] == 0
    assert OwnValue.objects.get().value == "1200"
    again = run("libraries", "import", table, "--departement", "18", "--year", "2026")
    assert "Rien à écrire" in again[1]


def test_unknown_columns_ask_for_a_mapping_by_its_name(run: Run, tmp_path: Path) -> None:
    run("libraries", "import", written(tmp_path, "export2025.csv", EXPORT), "--departement", "18")
    table = written(tmp_path, "divers.csv", "Ref;Bidule\nLI672;12\n")
    code, _, err = run("libraries", "import", table, "--departement", "18", "--year", "2026")
    assert code == 2
    assert "Bidule" in err
    assert "--mapping" in err
    ColumnMapping.objects.create(
        network=Network.objects.get(),
        name="Bilan",
        fingerprint="x",
        targets={"ref": "code", "bidule": "visits"},
    )
    given = ("libraries", "import", table, "--departement", "18", "--year", "2026", "--mapping")
    assert "Bilan" in run(*given, "autre")[2]
    assert run(*given, "bilan")[0] == 0
    assert OwnValue.objects.get().variable == "visits"


def test_unknown_places_are_created_on_request(run: Run, tmp_path: Path) -> None:
    run("libraries", "import", written(tmp_path, "export2025.csv", EXPORT), "--departement", "18")
    table = written(tmp_path, "lieux.csv", "Nom;Commune;Prêts\nPoint lecture;Achères;4\n")
    run("libraries", "import", table, "--departement", "18", "--year", "2026", "--create-unknown")
    assert Library.objects.get(code="LIEU-1").town == "Achères"


def test_the_last_import_is_undone_after_it_was_foreseen(run: Run, tmp_path: Path) -> None:
    run("libraries", "import", written(tmp_path, "export2025.csv", EXPORT), "--departement", "18")
    code, out, _ = run("libraries", "undo", "--departement", "18", "--dry-run")
    assert code == 0
    assert "Retirées : 1 bibliothèque créée" in out
    assert "rien n'est annulé" in out
    assert Library.objects.count() == 1
    assert run("libraries", "undo", "--departement", "18")[0] == 0
    assert Library.objects.count() == 0
    code, _, err = run("libraries", "undo", "--departement", "18")
    assert code == 2
    assert "Aucun import" in err


def test_outlines_are_imported_with_the_communes(run: Run, tmp_path: Path) -> None:
    run("libraries", "import", written(tmp_path, "export2025.csv", EXPORT), "--departement", "18")
    ring = [[2.2, 46.9], [2.3, 46.9], [2.3, 47.0], [2.2, 46.9]]
    shape = {
        "type": "FeatureCollection",
        "features": [
            {"properties": {"code": "18133"}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
        ],
    }
    code, out, _ = run("territory", "import", written(tmp_path, "c.geojson", json.dumps(shape)))
    assert code == 0
    assert "1 contour" in out
    assert Contour.objects.get().insee == "18133"


def test_live_data_are_fetched_then_imported(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def fetched(department: str) -> bytes:
        asked.append(department)
        return EXPORT.encode()

    monkeypatch.setattr("maillage.cli.imports.fetch_export", fetched)
    code, out, _ = run("libraries", "import", "--online", "--departement", "18")
    assert (code, asked) == (0, ["18"])
    assert "téléchargement depuis data.culture.gouv.fr" in out
    assert Library.objects.count() == ImportRun.objects.count() == 1


def test_a_service_that_does_not_answer_is_told_and_nothing_is_made(run: Run, settings: Any) -> None:
    settings.MAILLAGE_OPENDATA_URL = "http://127.0.0.1:9/x"
    code, _, err = run("libraries", "import", "--online", "--departement", "18")
    assert code == 2
    assert "injoignable" in err
    assert not Network.objects.exists()
    assert open_data_service.service_name() == "127.0.0.1"


def test_an_import_of_nothing_says_what_to_give(run: Run) -> None:
    code, _, err = run("libraries", "import", "--departement", "18")
    assert code == 2
    assert "--online" in err
