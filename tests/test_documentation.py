"""The documentation says what is true: derived pages are fresh, words are in the glossary, links lead somewhere."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from django.apps import apps

from maillage.base import plugs
from maillage.base.values.fields import walk
from maillage.config.rooms import APPS

PROJECT = Path(__file__).parent.parent
sys.path.insert(0, str(PROJECT / "tools"))


def words_of_the_glossary() -> set[str]:
    return set(re.findall(r"`([A-Za-z_]+)`", (PROJECT / "docs" / "glossary.md").read_text("utf-8")))


def test_every_table_and_declared_thing_is_in_the_glossary() -> None:
    names = {model.__name__ for model in apps.get_models() if model._meta.app_label in APPS}
    names |= {cls.__name__ for section in plugs.sections() for cls in walk(section.value_type)}
    names -= {
        f"{model.__name__}"
        for model in apps.get_models(include_auto_created=True)
        if model._meta.auto_created
    }
    assert len(names) > 35
    assert names - words_of_the_glossary() == set()


def test_every_word_of_the_glossary_is_in_the_code() -> None:
    text = "\n".join(path.read_text("utf-8") for path in (PROJECT / "src" / "maillage").rglob("*.py"))
    words = words_of_the_glossary()
    assert len(words) > 45
    assert {word for word in words if not re.search(rf"\b{word}\b", text)} == set()


@pytest.mark.django_db
def test_derived_pages_are_fresh() -> None:
    import docs  # tools/docs.py

    pages = dict([*docs.rule_pages(), docs.schema_file()])
    if sys.version_info[:2] == (3, 11):  # argparse lays its help out differently from one Python to the next
        pages |= dict([docs.commands_page()])
    assert len(pages) > 30
    stale = [name for name, text in pages.items() if (PROJECT / name).read_text("utf-8") != text]
    assert stale == [], "run `make docs`"
    on_disk = {f"docs/rules/{path.name}" for path in (PROJECT / "docs" / "rules").glob("*.md")}
    assert on_disk == {name for name in pages if name.startswith("docs/rules/")}


def test_links_of_the_documentation_lead_somewhere() -> None:
    checked, broken = 0, []
    for page in [PROJECT / "README.md", PROJECT / "CONTRIBUTING.md", *(PROJECT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text("utf-8")):
            if not target.startswith(("http", "mailto:")):
                checked += 1
                if not (page.parent / target).exists():
                    broken.append(f"{page.name} → {target}")
    assert checked > 40
    assert broken == []


def test_every_setting_read_from_the_environment_is_documented() -> None:
    sources = [
        *(PROJECT / "src").rglob("*.py"),
        *(PROJECT / "tests").rglob("*.py"),
        *(PROJECT / "tools").glob("*.py"),
    ]
    read = {
        name
        for path in sources
        for name in re.findall(r"[\"'](MAILLAGE_[A-Z_]+)[\"']", path.read_text("utf-8"))
    } - {"MAILLAGE_ROOMS"}
    assert len(read) >= 6
    table = (PROJECT / "README.md").read_text("utf-8")
    assert {name for name in read if f"`{name}`" not in table} == set()


def test_nothing_private_is_committed() -> None:
    suspects = re.compile(r"/(home|root)/|C:\\\\Users|index.url\s*=|registry\s*=\s*.http")
    found = []
    for folder in ("src", "docs", "tools", "examples", "requirements"):
        for path in (PROJECT / folder).rglob("*"):
            if path.is_file() and path.suffix in (".py", ".md", ".toml", ".txt", ".yaml", ".json", ".typ"):
                found += [path.name for line in path.read_text("utf-8").splitlines() if suspects.search(line)]
    assert found == []
