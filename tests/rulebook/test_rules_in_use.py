"""No threshold lives in code: what the code asks for is in the data, and what is in the data is asked for."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import maillage
from builders import project_for, rules, saved_network
from maillage.base.plugs import Project
from maillage.base.values.sources import Confidence
from maillage.rulebook.checks import checks
from maillage.rulebook.models import RuleOverride
from maillage.rulebook.services import rules_for

ROOT = Path(maillage.__file__).parent
ROOMS_WITH_RULES = ("funding", "procurement", "governance", "evaluation", "phasing", "campaigns", "territory")
RULE_ID = re.compile(rf"^({'|'.join(ROOMS_WITH_RULES)})\.[a-z0-9_.]+$")


def sources() -> list[Path]:
    return [path for path in sorted(ROOT.rglob("*.py")) if "migrations" not in path.parts]


def strings(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def asked() -> dict[str, list[str]]:
    """Rule ids given to `rules.value("...")` as they stand, with the places that ask."""
    found: dict[str, list[str]] = {}
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "value"
                and any(keyword.arg == "on" for keyword in node.keywords)
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                found.setdefault(str(node.args[0].value), []).append(f"{path.name}:{node.lineno}")
    return found


def test_every_rule_that_the_code_asks_for_is_packaged() -> None:
    found = asked()
    assert len(found) >= 15, "the check saw almost nothing"
    assert {rule: places for rule, places in found.items() if rule not in rules().rules} == {}


def test_every_packaged_rule_is_used_by_the_code() -> None:
    written = {text for path in sources() for _, text in strings(path)}
    assert {rule for rule in rules().rules if rule not in written} == set()


def distinctive() -> set[Decimal]:
    """Packaged values that no other number of the code would equal by chance: 12 days says nothing, 216000 does."""
    values = {version.value for rule in rules().rules.values() for version in rule.versions}
    return {
        value.normalize()
        for value in values
        if value >= 1000
        or (value != value.to_integral_value() and len(value.normalize().as_tuple().digits) >= 2)
    }


NUMBER = re.compile(r"(?<![\w.])\d[\d_\u202f\u00a0 ]*(?:[.,]\d+)?")


def numbers(path: Path) -> Iterator[tuple[int, Decimal]]:
    """Every number of a module: literals, and those written in texts (messages, docstrings excepted)."""
    tree = ast.parse(path.read_text("utf-8"))
    docstrings = {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and node not in docstrings:
            if isinstance(node.value, int | float) and not isinstance(node.value, bool):
                yield node.lineno, Decimal(str(node.value)).normalize()
            elif isinstance(node.value, str):
                for match in NUMBER.findall(node.value):
                    digits = re.sub(r"[^\d.,]", "", match).replace(",", ".")
                    yield node.lineno, Decimal(digits).normalize()


def test_no_packaged_threshold_is_written_in_a_domain() -> None:
    known = distinctive()
    assert {
        Decimal(n).normalize() for n in ("40000", "60000", "90000", "216000", "221000", "0.16404", "0.056")
    } <= known
    modules = [path for path in sources() if "domain" in path.parts]
    assert len(modules) > 40
    found = [
        f"{path.relative_to(ROOT)}:{line} {value}"
        for path in modules
        for line, value in numbers(path)
        if value in known
    ]
    assert found == []


def test_a_planted_threshold_would_be_seen(tmp_path: Path) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text(
        'A = 216_000\nB = Decimal("0.16404")\nC = "sous 40\u202f000 €"\nD = 0.056\nE = "de 5,6 %"\n', "utf-8"
    )
    found = [value for _, value in sorted(numbers(planted)) if value in distinctive()]
    assert found == [Decimal(n).normalize() for n in ("216000", "0.16404", "40000", "0.056")]


@pytest.mark.django_db
def test_a_local_value_of_a_rule_that_has_gone_is_left_aside_and_said() -> None:
    network = saved_network()
    for rule, value in (("funding.fctva.lag", 1), ("funding.gone", 3)):
        RuleOverride.objects.create(
            network=network, rule=rule, value=value, by="Direction", on=date(2026, 1, 5), why="essai"
        )
    project = project_for(network)
    project = Project(network=network, rules=rules_for(network), today=project.today)
    lag = project.rules.value("funding.fctva.lag", on=project.today)
    assert (lag.value, lag.confidence) == (1, Confidence.CONFIRMED)
    assert "Direction" in lag.source.title
    assert [(r.code, r.where) for r in checks(project)] == [("REG-01", "Règle funding.gone")]
