"""The house keeps its shape: directions, purity, budgets. Each check proves that it checked something."""

from __future__ import annotations

import ast
import re
import shutil
import tomllib
from pathlib import Path
from statistics import median, quantiles

import pytest

import maillage
from house import architecture
from maillage.config.rooms import APPS, ROOMS

ROOT = Path(maillage.__file__).parent
PROJECT = ROOT.parent.parent


def test_imports_go_one_way_without_cycle() -> None:
    edges = architecture.edges(ROOT)
    assert len(edges) > 50, "the check saw almost nothing"
    assert architecture.wrong_directions(edges, ROOMS) == []
    assert architecture.cycles(edges) == []


def test_domains_are_pure() -> None:
    assert sum(architecture.is_domain(path) for path in architecture.modules(ROOT)) > 30
    assert architecture.impurities(ROOT) == []


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the source in which faults are planted."""
    target = tmp_path / "maillage"
    shutil.copytree(ROOT, target, ignore=shutil.ignore_patterns("__pycache__", "*.ttf", "*.otf"))
    return target


def plant(path: Path, text: str) -> None:
    path.write_text(path.read_text("utf-8") + "\n" + text + "\n", "utf-8")


@pytest.mark.parametrize(
    "planted",
    [
        "from maillage.dossier.domain import document",
        "def f():\n    from maillage.dossier.domain import document  # hidden",
        "import maillage.funding.domain.plan",
        "from ...funding.domain import plan",
        "key = models.ForeignKey('funding.CostLine', on_delete=1)",
    ],
)
def test_a_planted_import_from_below_is_caught(copy: Path, planted: str) -> None:
    plant(copy / "governance" / "domain" / "bodies.py", planted)
    assert architecture.wrong_directions(architecture.edges(copy), ROOMS)


def test_a_planted_migration_dependency_is_caught(copy: Path) -> None:
    plant(
        copy / "governance" / "migrations" / "0001_initial.py",
        "dependencies = [('evaluation', '0001_initial')]",
    )
    assert architecture.wrong_directions(architecture.edges(copy), ROOMS)


@pytest.mark.parametrize(
    "planted",
    [
        "from django.db import models",
        "import datetime\nNOW = datetime.datetime.now()",
        "from datetime import date\ndef f():\n    return date.today()",
        "def f():\n    return open('x')",
        "def f():\n    import urllib.request",
        "from pathlib import Path",
        "from maillage.funding.models import CostLine",
    ],
)
def test_a_planted_impurity_in_a_domain_is_caught(copy: Path, planted: str) -> None:
    plant(copy / "funding" / "domain" / "plan.py", planted)
    assert architecture.impurities(copy)


def test_a_planted_cycle_is_caught(copy: Path) -> None:
    plant(copy / "rulebook" / "packaged.py", "from maillage.territory import domain")
    plant(copy / "territory" / "readings.py", "from maillage.rulebook import services")
    assert architecture.cycles(architecture.edges(copy))


def test_sizes_stay_within_budget() -> None:
    found = architecture.sizes(ROOT)
    modules = [lines for lines, _ in found.modules]
    functions = [lines for lines, _ in found.functions]
    assert len(modules) > 80
    assert len(functions) > 300
    assert median(modules) <= 80
    assert quantiles(modules, n=10)[-1] <= 250
    assert modules[-1] <= 400, found.modules[-1]
    assert quantiles(functions, n=10)[-1] <= 30
    assert len((ROOT / "config" / "settings.py").read_text("utf-8").splitlines()) <= 250


def test_no_task_is_left_in_the_code() -> None:
    left = [
        f"{path.name}:{number}"
        for folder in (ROOT, PROJECT / "tests", PROJECT / "tools")
        for path in architecture.modules(folder)
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if re.search(r"#.*\b(TO" r"DO|FIX" r"ME|XX" r"X)\b", line)
    ]
    assert left == []


def test_an_import_inside_a_function_says_why() -> None:
    assert architecture.uncommented_inner_imports(ROOT) == []


def test_every_room_with_tables_or_pages_is_an_app_and_every_app_is_a_room() -> None:
    assert set(APPS) <= set(ROOMS)
    found = {
        path.parent.name for name in ("models.py", "models", "templates") for path in ROOT.glob(f"*/{name}")
    }
    # The pages of `config` are those of nobody: settings name its folder.
    assert (found | {"base"}) - {"config"} == set(APPS)


def test_every_module_opens_with_what_it_knows() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in architecture.modules(ROOT)
        if "migrations" not in path.parts
        and path.name != "apps.py"
        and ast.get_docstring(ast.parse(path.read_text("utf-8"))) is None
    ]
    assert silent == []


def test_each_dependency_says_its_reason() -> None:
    text = (PROJECT / "pyproject.toml").read_text("utf-8")
    declared = tomllib.loads(text)["project"]
    names = [*declared["dependencies"], *declared["optional-dependencies"]["dev"]]
    assert 15 <= len(names) <= 60
    lines = [line for line in text.splitlines() if any(f'"{name}"' in line for name in names)]
    assert len(lines) == len(names)
    assert [line for line in lines if not re.search(r",\s+# \S", line)] == []


def test_locked_requirements_name_no_index_and_hash_everything() -> None:
    for path in sorted((PROJECT / "requirements").glob("*.txt")):
        text = path.read_text("utf-8")
        assert not re.search(r"https?://|--(extra-)?index|--find-links|-f ", text), path
        pinned = re.findall(r"^[a-z0-9][^\s=]*==\S+", text, re.M)
        assert len(pinned) > 20
        assert len(re.findall(r"==\S+.*\\\n\s+--hash=sha256:", text)) == len(pinned)
    assert not (PROJECT / "uv.lock").exists() or "uv.lock" in (PROJECT / ".gitignore").read_text("utf-8")
