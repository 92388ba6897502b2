"""Templates and styles: each one serves, and a person can read them."""

from __future__ import annotations

import re
from pathlib import Path

import maillage

ROOT = Path(maillage.__file__).parent
# Named by Django itself.
ANSWERS = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}
# `base.ui.blocks` renders these by the kind of block.
PARTS = {"ui/parts/picture.html", "ui/parts/sheet.html", "ui/parts/table.html"}


def name_of(path: Path) -> str:
    return path.as_posix().partition("/templates/")[2]


def code() -> str:
    paths = [path for pattern in ("*.py", "*.html", "*.js", "*.txt") for path in ROOT.rglob(pattern)]
    assert len(paths) > 400, "the check saw almost nothing"
    return "\n".join(path.read_text("utf-8") for path in paths if "migrations" not in path.parts)


def test_every_template_is_used() -> None:
    text = code()
    names = {name_of(path) for path in ROOT.glob("*/templates/**/*") if path.is_file()}
    assert len(names) > 80
    assert {name for name in names - ANSWERS - PARTS if name not in text} == set()
    blocks = (ROOT / "base" / "ui" / "blocks.py").read_text("utf-8")
    assert [name for name in PARTS if f'"{Path(name).stem}"' not in blocks] == []


def test_every_class_of_the_stylesheet_is_worn() -> None:
    css = (ROOT / "base" / "static" / "ui" / "maillage.css").read_text("utf-8")
    bare = re.sub(r'/\*.*?\*/|url\([^)]*\)|"[^"]*"', "", css, flags=re.DOTALL)
    classes = set(re.findall(r"\.([a-zA-Z_][\w-]*)", bare))
    assert len(classes) > 100
    text = code()
    # `icon-{name}` and `htmx-request` are put on when a page is made or asks for a part.
    made = {name for name in classes if name.startswith(("icon-", "htmx-"))}
    worn = {name for name in classes - made if re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text)}
    assert classes - made - worn == set()


def test_templates_of_the_house_are_laid_out_for_reading() -> None:
    """One element of structure a line: an address or a sentence may be long, a whole component may not."""
    blocks = re.compile(r"<(?:section|div|ul|ol|li|table|thead|tbody|tr|dl|figure|form|fieldset|nav)\b")
    paths = sorted((ROOT / "base" / "templates" / "ui").rglob("*.html"))
    assert len(paths) > 30
    crowded = [
        f"{name_of(path)}:{number}"
        for path in paths
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if len(line) > 160 and len(blocks.findall(line)) > 1
    ]
    assert crowded == []
