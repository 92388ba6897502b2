"""The demo: an invented network that harms nobody's privacy, and a command that builds once and stays."""

from __future__ import annotations

import csv
import importlib.util
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from urllib.request import urlopen

import pytest

from maillage.accounts.published import DEMO_PEOPLE
from maillage.statistics.strata import strata
from maillage.territory.domain.communes import AttachedBy, Places, read_communes
from maillage.territory.domain.exports import Export, decode, read_export
from maillage.territory.domain.joining import join
from maillage.territory.domain.profile import key_figures
from maillage.territory.domain.quality import attachments, quality_report
from maillage.territory.domain.register import JoinedBy, Register, State

PROJECT = Path(__file__).parents[2]
DEMO = PROJECT / "demo"
EXPORTS = {2024: "bibliotheques-fictives-2024.csv", 2025: "bibliotheques-fictives-2025.csv"}
DOCUMENTS = {
    "dossier.docx",
    "dossier.pdf",
    "plan-de-financement.xlsx",
    "plan-de-financement.ods",
    "calendrier.ics",
    "phasage.svg",
    "phasage.csv",
    "indicateurs.csv",
    "controle.txt",
}
Run = Callable[..., "subprocess.CompletedProcess[str]"]


def read(name: str) -> Export:
    return read_export(decode((DEMO / name).read_bytes()), name=name)


def rows(name: str, delimiter: str = ",") -> list[dict[str, str]]:
    with (DEMO / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


@pytest.fixture(scope="module")
def places() -> Places:
    return Places(read_communes(decode((DEMO / "communes.csv").read_bytes()), name="communes.csv"))


@pytest.fixture(scope="module")
def register() -> Register:
    return join([read(name) for name in EXPORTS.values()], department="18")


def test_the_demo_has_143_open_libraries_and_a_departmental_one(register: Register) -> None:
    assert len(register.records) == 144
    assert len(register.open_records()) == 143
    assert {record.joined_by for record in register.open_records()} == {JoinedBy.CODE}
    assert register.set_aside == ()


def test_every_demo_library_is_attached_to_its_commune_by_insee_code(
    register: Register, places: Places
) -> None:
    assert len(places) == 286
    found = attachments(register, places)
    assert {attachment.by for attachment in found.values()} == {AttachedBy.INSEE}
    assert all(attachment.commune for attachment in found.values())


def test_two_demo_libraries_out_of_seven_did_not_answer(register: Register) -> None:
    silent = [
        record
        for record in register.open_records()
        if not any(
            o.state in (State.ANSWERED, State.SUSPECT) for o in record.observations if o.vintage == "2024"
        )
    ]
    assert len(silent) == 40
    small = [record for record in silent if (record.population or 0) < 500]
    assert len(small) > len(silent) / 2


def test_the_quality_report_of_the_demo_has_something_to_show(register: Register, places: Places) -> None:
    report = quality_report(register, places)
    assert report.not_run == ()
    wanted = {
        "all_zero_row",
        "ambiguous_zero",
        "audience_below_actions",
        "coordinates_missing",
        "homonyms",
        "hours_too_long",
        "open_without_staff",
        "seats_too_many",
        "site_kind_unknown",
        "surface_too_small",
        "unreadable_value",
        "visits_too_many",
        "website_unclear",
    }
    assert wanted <= set(report.by_rule())
    assert {"commune_unattached", "coordinates_far", "insee_obsolete"}.isdisjoint(report.by_rule())


def test_key_figures_of_the_demo_grow_with_the_commune(register: Register, places: Places) -> None:
    classes = strata((500, 1000, 2000, 5000))
    figures = {figure.name: figure for figure in key_figures(register, places, classes=classes)}
    for variable in ("surface_m2", "weekly_hours"):
        medians = [figures[f"stratum.{stratum.slug}.{variable}.median"].value for stratum in classes]
        assert None not in medians
        assert medians == sorted(medians, key=lambda value: value or 0)


def test_the_exports_have_the_columns_of_the_ministry(shared_data: Path) -> None:
    for year, real, ours, theirs in (
        (2024, "bibliotheques-18-export2024.csv", ";", ";"),
        (2025, "bibliotheques-18-export2025-activite.csv", ",", ","),
    ):
        text = (shared_data / "bibliotheques" / real).read_text("utf-8-sig")
        header = next(csv.reader([text.splitlines()[0]], delimiter=theirs))
        assert list(rows(EXPORTS[year], ours)[0]) == header


def test_of_communes_only_the_allowed_facts_are_kept() -> None:
    communes = rows("communes.csv")
    assert list(communes[0]) == [
        "code_insee",
        "nom",
        "population_municipale_2023",
        "epci_code",
        "epci_nom",
        "latitude",
        "longitude",
    ]
    for commune in communes:
        assert re.fullmatch(r"4[67]\.\d\d", commune["latitude"])
        assert re.fullmatch(r"[1-3]\.\d\d", commune["longitude"])


def test_the_demo_carries_no_postcode_phone_or_e_mail() -> None:
    for row in (*rows(EXPORTS[2024], ";"), *rows(EXPORTS[2025])):
        assert row.get("cp", "") == row.get("CP", "") == row.get("cedex", "") == ""
    for path in DEMO.iterdir():
        text = path.read_text("utf-8")
        assert "@" not in text.replace("@etalab/decoupage-administratif", ""), path.name
        assert not re.search(r"\b0\d([ .-]?\d\d){4}\b", text), path.name


def test_everything_in_the_demo_says_that_it_is_invented() -> None:
    for row in (*rows(EXPORTS[2024], ";"), *rows(EXPORTS[2025])):
        assert re.search(r"\bficti(f|ve)\b", row["nom_de_l_etablissement"])
        website = row.get("site_internet", "")
        assert not website.startswith("http") or website.endswith(".example")


def test_no_demo_code_is_a_real_one(register: Register, shared_data: Path) -> None:
    folder = shared_data / "bibliotheques"
    real = {
        row.code
        for name in ("bibliotheques-fr-export2024.csv", "bibliotheques-fr-export2025-activite.csv")
        for row in read_export(decode((folder / name).read_bytes()), name=name).rows
    }
    assert len(real) > 15_000
    assert real.isdisjoint(record.code for record in register.records)


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_demo", PROJECT / "tools" / "make_demo.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up by name
    spec.loader.exec_module(module)
    return module


def test_the_generator_makes_the_same_bytes_again(generator: ModuleType, cher: dict[str, Path]) -> None:
    made = generator.files(cher["communes"])
    told = {"mesures.csv", "contributions.csv"}  # these tell the story, by hand
    assert set(made) == {path.name for path in DEMO.glob("*.csv")} - told
    for name, content in made.items():
        assert content == (DEMO / name).read_bytes(), name


def test_the_generator_needs_nothing_but_the_committed_communes(generator: ModuleType) -> None:
    for name, content in generator.files(DEMO / "communes.csv").items():
        assert content == (DEMO / name).read_bytes(), name


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """The command in another process, its `var` in a folder whose name needs quoting."""

    def start(*, root: Path = PROJECT, **extra: str) -> subprocess.CompletedProcess[str]:
        ignored = {"DJANGO_SETTINGS_MODULE", "MAILLAGE_DATABASE_URL", "SERVE"}
        kept = {name: value for name, value in os.environ.items() if name not in ignored}
        var = {"MAILLAGE_VAR": str(tmp_path / "var % démo"), "MAILLAGE_ROOT": str(root)}
        return subprocess.run(
            [sys.executable, "-m", "maillage.cli", "demo"],
            env=kept | var | extra,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    return start


@pytest.mark.slow
def test_the_demo_builds_once_then_says_the_same_at_once(run: Run, tmp_path: Path) -> None:
    var = tmp_path / "var % démo"
    start = time.perf_counter()
    first = run(SERVE="0")
    built_in = time.perf_counter() - start
    assert first.returncode == 0, first.stderr
    assert {path.name for path in (var / "demo" / "dossier").iterdir()} == DOCUMENTS
    assert {path.name for path in var.iterdir()} == {"demo", "demo.sqlite3"}
    assert {path.name for path in (var / "demo").iterdir()} == {"dossier", "stamp"}
    with sqlite3.connect(var / "demo.sqlite3") as base:
        opened = base.execute("select count(*) from territory_library where kind = 'open'").fetchone()
        loose = base.execute("select count(*) from territory_library where commune_id is null").fetchone()
    base.close()
    assert (opened, loose) == ((143,), (0,))

    changed = {path: path.stat().st_mtime_ns for path in var.rglob("*") if path.is_file()}
    start = time.perf_counter()
    second = run(SERVE="0")
    # On a busy machine everything slows down together.
    assert time.perf_counter() - start < max(3, built_in / 3)
    summary = first.stdout[first.stdout.index("\nRéseau de lecture publique") :]
    assert "143 bibliothèques ouvertes" in summary
    assert "La démonstration vit le lundi 19 avril 2027." in summary
    assert "application web" not in summary
    assert second.stdout.endswith(summary)
    assert "Écriture" not in second.stdout
    assert changed == {path: path.stat().st_mtime_ns for path in changed}

    (var / "demo" / "dossier" / "dossier.pdf").unlink()
    third = run(SERVE="0")
    assert "Écriture de dossier.pdf" in third.stdout
    assert (var / "demo" / "dossier" / "dossier.pdf").is_file()
    for person in DEMO_PEOPLE:
        assert re.search(rf"{person.username} +{person.password}", third.stdout)
    assert "http://" not in third.stdout
    if os.name == "posix":
        served(var)


def served(var: Path) -> None:
    """The demo that stands is served on its day, with its own people, until it is told to stop."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    ignored = {"DJANGO_SETTINGS_MODULE", "MAILLAGE_DATABASE_URL", "SERVE"}
    kept = {name: value for name, value in os.environ.items() if name not in ignored}
    mine = {"MAILLAGE_VAR": str(var), "MAILLAGE_ROOT": str(PROJECT), "PORT": str(port)}
    log = (var.parent / "log").open("w", encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "maillage.cli", "demo"], env=kept | mine, stdout=log, stderr=log
    )
    try:
        page = ""
        end = time.monotonic() + 60
        while not page and process.poll() is None and time.monotonic() < end:
            try:
                with urlopen(f"http://127.0.0.1:{port}/connexion/", timeout=10) as response:
                    page = response.read().decode()
            except OSError:
                time.sleep(0.2)
        assert "nous sommes le lundi 19 avril 2027" in page
        assert all(person.password in page for person in DEMO_PEOPLE)
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
    finally:
        process.kill()
        process.wait()
        log.close()
    assert f"http://127.0.0.1:{port}/" in (var.parent / "log").read_text("utf-8")


def test_away_from_a_clone_the_demo_says_where_to_run(run: Run, tmp_path: Path) -> None:
    refused = run(root=tmp_path)
    assert refused.returncode == 2
    assert "demo/programme.yaml" in refused.stderr
    assert "clone" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert not (tmp_path / "var % démo" / "demo.sqlite3").exists()


def test_a_serve_that_is_neither_yes_nor_no_is_refused_before_building(run: Run) -> None:
    refused = run(SERVE="peut-être")
    assert refused.returncode == 2
    assert "peut-être" in refused.stderr
