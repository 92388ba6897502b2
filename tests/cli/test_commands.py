"""The command line: every command has its help and example, every refusal a message, a remedy and an exit code."""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from builders import EXAMPLES, PROJECT, minimal_text, saved_network
from maillage.accounts.models import Network
from maillage.cli import main
from maillage.cli.commands import COMMANDS
from maillage.cli.parser import parser
from maillage.portability.services import programme_text, sections_of
from maillage.programme.models import Step
from maillage.territory.models import Library, SourceFile

MINIMAL = str(EXAMPLES / "minimal.yaml")
ENGLISH = re.compile(
    r"\b(usage|optional|positional|show|help message|error|required|invalid|expected|choose|choice|"
    r"the following|unrecognized|ambiguous|ignored|could|must|file|not found|default)\b",
    re.IGNORECASE,
)

Outcome = tuple[int, str, str]
Run = Callable[..., Outcome]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process, on the test base: exit code, what it printed, what it complained of."""
    monkeypatch.setenv(
        "MAILLAGE_DATABASE_URL", os.environ.get("MAILLAGE_DATABASE_URL", "")
    )  # put back at the end
    monkeypatch.setattr(sys.modules["maillage.cli.main"], "VAR", tmp_path / "var")

    def running(*arguments: str | Path) -> Outcome:
        capsys.readouterr()
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as stop:
            code = int(stop.code or 0)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return running


def subcommands(root: argparse.ArgumentParser, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for action in root._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, inner in action.choices.items():
                yield (*path, name)
                yield from subcommands(inner, (*path, name))


EVERY = sorted(set(subcommands(parser())))


def test_every_command_of_the_parser_is_there_to_be_called() -> None:
    assert len(EVERY) >= 10
    assert {path[0] for path in EVERY} == set(COMMANDS)


@pytest.mark.parametrize("command", EVERY, ids=" ".join)
def test_the_help_of_a_command_is_french_and_gives_an_example(command: tuple[str, ...], run: Run) -> None:
    code, out, err = run(*command, "--help")
    assert (code, err) == (0, "")
    assert out.startswith(f"Utilisation : maillage {' '.join(command)}")
    example = out[out.index("Exemple :") :]
    assert f"maillage {command[0]}" in example
    shown = out.replace(example, "").replace("--help", "")
    names = re.sub(rf"--?[a-z-]+|\b(maillage|{'|'.join(COMMANDS)})\b", "", shown)
    assert [word for word in ENGLISH.findall(names) if word] == []


def test_the_general_help_lists_every_command(run: Run) -> None:
    code, out, _ = run("--help")
    assert code == 0
    assert [name for name in COMMANDS if f"    {name}" not in out] == []
    assert not ENGLISH.search(out)


WRONG = {
    "no command": ([], "Utilisation : maillage"),
    "an unknown command": (["chek"], "« chek » n'existe pas ; choisissez parmi"),
    "an unknown option": (["check", MINIMAL, "--jsn"], "argument inconnu : --jsn"),
    "a missing argument": (["check"], "il manque : PROGRAMME.yaml"),
    "a missing value": (["build", MINIMAL, "--out"], "--out : une valeur est attendue"),
    "a missing list": (["build", MINIMAL, "--libraries", "--out", "x"], "au moins une valeur est attendue"),
    "an ambiguous option": (["build", MINIMAL, "--t", "x", "--out", "x"], "--t est ambigu : --territory, --today"),
    "a value too many": (["check", MINIMAL, "--json=1"], "cette option ne prend pas de valeur"),
    "a bad number": (["phase", MINIMAL, "--effort", "fort"], "« fort » n'est pas une valeur possible"),
    "a bad date": (["build", MINIMAL, "--out", "x", "--today", "hier"], "« hier » n'est pas une date"),
    "no verb": (["libraries"], "maillage libraries import --help"),
    "no verb for communes": (["territory"], "maillage territory import --help"),
    "no verb for people": (["people"], "maillage people add --help"),
    "an unknown verb": (["libraries", "export"], "« export » n'existe pas"),
    "no département": (["libraries", "import", "x.csv"], "il manque : --departement"),
    "a programme that is not there": (["check", "absent.yaml"], "absent.yaml : ce fichier n'existe pas"),
    "a folder for a programme": (["import", str(PROJECT)], "c'est un dossier, un fichier est attendu"),
    "an export that is not there": (
        ["libraries", "import", "absent.csv", "--departement", "18"], "absent.csv n'existe pas",
    ),
    "an export from an empty base": (["export", "x.zip"], "La base est vide : chargez d'abord un programme"),
    "communes for an empty base": (["territory", "import", "x.csv"], "La base est vide"),
    "a text for an archive": (["import", "not.zip"], "not.zip n'est pas une archive"),
}  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("kind", WRONG)
def test_wrong_use_is_told_in_french_and_exits_with_2(
    kind: str, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "not.zip").write_text("maillage: 1", "utf-8")
    arguments, message = WRONG[kind]
    code, out, err = run(*arguments)
    assert code == 2
    assert message in (err if arguments else out)
    assert "Traceback" not in err
    assert ENGLISH.findall(re.sub(r"--?[a-z-]+", "", err)) == []
    assert not Network.objects.exists()


def test_the_usage_of_a_refused_command_goes_to_the_errors_not_to_the_output(run: Run) -> None:
    code, out, err = run("check", "--json")
    assert (code, out) == (2, "")
    assert err.startswith("Utilisation : maillage check")
    assert err.endswith("Aide : maillage check --help\n")


@pytest.fixture
def edited(tmp_path: Path) -> Callable[[str, str], Path]:
    """The minimal programme with one passage replaced, as a file."""

    def write(old: str, new: str) -> Path:
        assert old in minimal_text()
        path = tmp_path / "programme.yaml"
        path.write_text(minimal_text().replace(old, new), "utf-8")
        return path

    return write


Edited = Callable[[str, str], Path]


@pytest.mark.django_db
def test_check_exits_with_0_when_nothing_blocks(run: Run) -> None:
    code, out, err = run("check", MINIMAL)
    assert (code, err) == (0, "")
    assert "BLOCAGES" not in out
    assert "→" in out


@pytest.mark.django_db
def test_check_exits_with_1_on_a_blocking_remark(run: Run, edited: Edited) -> None:
    code, out, _ = run("check", edited("              lead: Responsable du numérique\n", ""))
    assert code == 1
    assert "[PRG-01] Action A11" in out


@pytest.mark.django_db
def test_check_exits_with_2_on_a_file_with_mistakes_and_tells_them_all(run: Run, edited: Edited) -> None:
    path = edited("months: 36", "months: 36\n  mois: 36\n  schéma: x")
    code, out, err = run("check", path)
    assert (code, out) == (2, "")
    assert err.startswith("✗ 2\u00a0problèmes dans le fichier programme :")
    assert re.search(r"ligne 37, colonne 3 \(programme\.mois\) : La clé « mois » n'existe pas ici", err)
    assert "programme.schéma" in err
    assert not Network.objects.exists()


@pytest.mark.django_db
def test_check_writes_json_that_says_the_same(run: Run, edited: Edited) -> None:
    code, out, err = run("check", edited("              lead: Responsable du numérique\n", ""), "--json")
    found = json.loads(out)
    assert (code, err) == (1, "")
    assert {frozenset(remark) for remark in found} == {
        frozenset({"code", "severity", "where", "message", "remedy", "sources"})
    }
    assert ("PRG-01", "blocking") in {(remark["code"], remark["severity"]) for remark in found}
    assert "é" in out, "JSON keeps its accents readable"


@pytest.mark.django_db
def test_phase_gives_a_date_to_every_step(run: Run) -> None:
    code, out, err = run("phase", MINIMAL, "--json")
    found = json.loads(out)
    assert (code, err) == (0, "")
    assert found["status"] == "optimal"
    assert {step["code"] for step in found["steps"]} == {"A11-1", "A11-2", "A11-3", "A12-1"}
    starts = {step["code"]: step["start"] for step in found["steps"]}
    assert starts["A11-2"] in ("2026-02-10", "2026-09-15"), "a gate falls on a meeting of its body"
    assert starts["A11-2"] < starts["A11-3"] < starts["A12-1"]
    assert {spend["amount_ht"] for spend in found["spending"] if spend["year"] == 2026} == {
        "15000.00",
        "6000.00",
    }
    code, out, _ = run("phase", MINIMAL)
    assert code == 0
    assert "Calendrier optimal (prouvé)" in out
    assert "A12-1" in out


@pytest.mark.django_db
def test_phase_exits_with_1_and_a_reason_when_no_calendar_is_possible(run: Run, edited: Edited) -> None:
    path = edited("weeks: 8\n", "weeks: 8\n                  latest: 2026-02-28\n")
    code, out, _ = run("phase", path, "--json")
    found = json.loads(out)
    assert code == 1
    assert found["status"] == "infeasible"
    assert found["steps"] == []
    assert found["reasons"]
    assert all(reason["message"] and reason["remedy"] for reason in found["reasons"])


@pytest.mark.django_db
def test_import_then_export_gives_the_programme_back(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("import", MINIMAL)
    assert (code, "réseau créé" in out) == (0, True)
    code, out, _ = run("import", MINIMAL)
    assert (code, "réseau mis à jour" in out) == (0, True)
    text, archive = tmp_path / "out.yaml", tmp_path / "out.zip"
    assert run("export", text)[0] == run("export", archive, "--network", "18")[0] == 0
    network = Network.objects.get()
    assert text.read_text("utf-8") == programme_text(network)
    with zipfile.ZipFile(archive) as opened:
        assert opened.read("programme.yaml").decode() == programme_text(network)
    before = sections_of(network)
    assert run("import", archive)[0] == 0
    assert sections_of(Network.objects.get()) == before


@pytest.mark.django_db
def test_an_import_says_how_many_things_it_removed(run: Run, edited: Edited) -> None:
    run("import", MINIMAL)
    text = minimal_text()
    passage = text[text.index("    - code: D2") : text.index("  funders:")]
    before = sections_of(Network.objects.get())
    code, _, err = run("import", edited(passage, ""))
    assert code == 2
    assert "retirerait 1\u00a0élément" in err
    assert sections_of(Network.objects.get()) == before
    code, out, _ = run("import", edited(passage, ""), "--replace")
    assert code == 0
    assert "1\u00a0élément absent du fichier retiré" in out


@pytest.mark.django_db
def test_an_import_refused_leaves_the_network_as_it_was(run: Run, edited: Edited) -> None:
    run("import", MINIMAL)
    code, _, err = run("import", edited("weeks: 4", "weeks: quatre"))
    assert code == 2
    assert "ligne" in err
    assert Step.objects.get(code="A11-1").weeks == 4


@pytest.mark.django_db
def test_a_name_with_brackets_is_printed_as_it_is(run: Run, edited: Edited) -> None:
    path = edited("name: Réseau de lecture publique (exemple)", 'name: "Réseau [/rouge] [bold]18[/bold]"')
    code, out, _ = run("import", path)
    assert (code, "Réseau [/rouge] [bold]18[/bold]" in out) == (0, True)


@pytest.mark.django_db
def test_a_network_without_programme_leaves_and_comes_back(run: Run, tmp_path: Path) -> None:
    network = Network.objects.create(department="18", name="Cher", owner="Département")
    Library.objects.create(network=network, code="LI1", name="Médiathèque")
    assert run("export", tmp_path / "x.zip")[0] == 0
    Library.objects.all().delete()
    code, _, err = run("import", tmp_path / "x.zip")
    assert (code, err) == (0, "")
    assert Library.objects.get().name == "Médiathèque"
    assert run("check", tmp_path / "x.zip")[0] == 2


# -- open data


@pytest.mark.django_db
def test_a_dry_run_tells_all_and_writes_nothing(run: Run, cher: dict[str, Path]) -> None:
    code, out, err = run("libraries", "import", cher["2025"], "--departement", "18", "--dry-run")
    assert (code, err) == (0, "")
    assert "à importer (essai, rien n'est écrit)" in out
    assert "Qualité des données" in out
    assert not Network.objects.exists()
    assert not SourceFile.objects.exists()


@pytest.mark.django_db
def test_a_dry_run_leaves_a_known_network_alone(run: Run, cher: dict[str, Path]) -> None:
    network = saved_network()
    before = programme_text(network)
    assert run("libraries", "import", cher["2025"], "--departement", "18", "--dry-run")[0] == 0
    assert programme_text(Network.objects.get()) == before


@pytest.mark.django_db
def test_libraries_are_imported_once_and_a_second_import_says_so(run: Run, cher: dict[str, Path]) -> None:
    given = ("libraries", "import", cher["2024"], cher["2025"], "--departement", "18")
    code, out, _ = run(*given)
    assert code == 0
    libraries = Library.objects.count()
    assert libraries > 100
    assert Network.objects.get().name == "Réseau départemental 18"
    code, out, _ = run(*given)
    assert code == 0
    assert out.count("avait déjà été importé : rien n'a changé") == 2
    assert "Rien n'a changé : ces fichiers avaient déjà été importés" in out
    assert Library.objects.count() == libraries


@pytest.mark.django_db
@pytest.mark.parametrize("extra", [(), ("--dry-run",)])
def test_an_import_for_the_wrong_departement_leaves_no_half_done_network(
    run: Run, cher: dict[str, Path], extra: tuple[str, ...]
) -> None:
    code, _, err = run("libraries", "import", cher["2025"], "--departement", "45", *extra)
    assert code == 2
    assert "ucune ligne ne concerne le département 45" in err
    assert "Vérifiez le code du département" in err
    assert not Network.objects.exists()


@pytest.mark.django_db
def test_a_refused_import_never_deletes_a_network_that_was_there(run: Run, tmp_path: Path) -> None:
    network = saved_network()
    before = programme_text(network)
    path = tmp_path / "export.csv"
    path.write_bytes(b"\x00\x01\x02")
    code, _, err = run("libraries", "import", path, "--departement", "18")
    assert code == 2
    assert "export.csv" in err
    assert programme_text(Network.objects.get()) == before


@pytest.mark.django_db
def test_communes_are_imported_for_the_only_network(run: Run, cher: dict[str, Path]) -> None:
    saved_network()
    code, out, _ = run("territory", "import", cher["communes"])
    assert code == 0
    assert re.search(r"\d{3}\u00a0communes", out)
    code, _, err = run("territory", "import", cher["communes"], "--departement", "99")
    assert (code, "réseaux connus : 18" in err) == (2, True)


# -- a real process


@pytest.fixture
def process(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    def running(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("MAILLAGE_", "DJANGO_"))
        }
        return subprocess.run(
            [sys.executable, "-W", "error", "-m", "maillage.cli", *arguments],
            cwd=tmp_path,
            env=kept | {"LC_ALL": "C", "MAILLAGE_VAR": str(tmp_path / "var")} | environment,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    return running


def test_a_base_of_its_own_is_made_filled_and_read_by_three_processes(
    process: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    base = f"sqlite:///{tmp_path / 'ours.sqlite3'}"
    imported = process("import", MINIMAL, MAILLAGE_DATABASE_URL=base)
    assert (imported.returncode, imported.stderr) == (0, "")
    assert "✓ Réseau de lecture publique (exemple) : réseau créé" in imported.stdout
    exported = process("export", "out.yaml", MAILLAGE_DATABASE_URL=base)
    assert (exported.returncode, exported.stderr) == (0, "")
    checked = process("check", "out.yaml", "--json", MAILLAGE_DATABASE_URL=base)
    assert (checked.returncode, checked.stderr) == (0, "")
    assert json.loads(checked.stdout)
    assert (tmp_path / "ours.sqlite3").is_file()
    assert not (tmp_path / "var" / "maillage.sqlite3").exists()


@pytest.mark.parametrize(
    ("variable", "value", "message"),
    [
        ("MAILLAGE_DATABASE_URL", "mysql://x", "« mysql » n'est pas une base connue. Écrivez sqlite:///"),
        ("MAILLAGE_DEBUG", "peut-être", "MAILLAGE_DEBUG : « peut-être » n'est ni oui ni non"),
        (
            "MAILLAGE_VAR",
            "{file}/var",
            "ce dossier ne peut pas être créé. Indiquez-en un autre par MAILLAGE_VAR",
        ),
        ("MAILLAGE_DATABASE_URL", "sqlite:///{file}", "La base de données ne répond pas"),
    ],
)
def test_a_setting_that_cannot_be_used_is_told_with_its_remedy(
    process: Callable[..., subprocess.CompletedProcess[str]],
    tmp_path: Path,
    variable: str,
    value: str,
    message: str,
) -> None:
    file = tmp_path / "file"
    file.write_text("ceci n'est pas une base de données", "utf-8")
    found = process("migrate", **{variable: value.format(file=file)})
    assert found.returncode == 2
    assert message in found.stderr
    assert "Traceback" not in found.stderr
