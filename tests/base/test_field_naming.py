"""The keys of the programme file stay in the file: no screen names them."""

import ast
import importlib
import pkgutil
import re
from dataclasses import is_dataclass
from pathlib import Path

import pytest

import maillage
from maillage.base.ui.editing.saving import Refused
from maillage.base.values.days import why_no_day
from maillage.base.values.fields import specs
from maillage.base.values.naming import on_screen

SOURCE = Path(maillage.__file__).parent
QUOTED = re.compile(r"«\s([a-z][a-z_]*)\s»")
# French words that are also keys: shown as words that people read on the screen.
FRENCH = {"source", "options", "notes", "description", "question", "choices", "survey", "interne"}
# A file of its own, the phasing problem as JSON for a solver: its messages speak of that file, never on a screen.
OTHER_FILES = {"phasing/domain/problem.py"}


def declared_keys() -> set[str]:
    """The fields of every dataclass declared in a domain."""
    found: set[str] = set()
    for module in pkgutil.walk_packages(maillage.__path__, "maillage."):
        if ".domain" not in module.name:
            continue
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, type) and is_dataclass(value):
                try:
                    found |= set(specs(value))
                except TypeError:
                    continue
    return found


def texts_of(path: Path) -> list[tuple[int, str]]:
    """The texts of a module, the parts of an f-string joined, docstrings left out."""
    tree = ast.parse(path.read_text())
    inner = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    found = []
    for node in ast.walk(tree):
        if id(node) in inner | docs:
            continue
        if isinstance(node, ast.JoinedStr):
            parts = (str(p.value) if isinstance(p, ast.Constant) else "…" for p in node.values)
            found.append((node.lineno, "".join(parts)))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.append((node.lineno, node.value))
    return found


def test_every_message_names_a_key_of_the_file_only_in_the_brackets_that_screens_leave_out():
    keys = declared_keys() - FRENCH
    assert {"year", "spread", "amounts", "recurrent", "maximum_ht", "targets", "done"} <= keys
    wrong = [
        f"{path.relative_to(SOURCE)}:{line}: {text}"
        for path in sorted(SOURCE.rglob("*.py"))
        if str(path.relative_to(SOURCE)) not in OTHER_FILES
        for line, text in texts_of(path)
        for key in QUOTED.findall(on_screen(text))
        if key in keys
    ]
    assert wrong == []


def test_a_refusal_shown_in_a_form_leaves_out_the_keys_of_the_file():
    refusal = Refused(["La recette R1 doit avoir soit un taux (« rate »), soit des montants (« amounts »)."])
    assert refusal.reasons == ["La recette R1 doit avoir soit un taux, soit des montants."]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (
            "31/02/2027",
            "« 31/02/2027 » n'est pas une date : le 31 février 2027 n'existe pas, ce mois finit le 28.",
        ),
        ("2027-13-01", "« 2027-13-01 » n'est pas une date : il n'y a pas de mois 13."),
        ("bientôt", "« bientôt » n'est pas une date."),
        ("0000-02-31", "« 0000-02-31 » n'est pas une date."),
    ],
)
def test_an_impossible_date_is_told_by_what_is_impossible_in_it(typed, told):
    assert why_no_day(typed) == told
