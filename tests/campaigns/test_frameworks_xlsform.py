"""XLSForm: what we write is taken by pyxform, what we read back is the same, what is left aside is told."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from frameworks_made import framework, frameworks, ladder, of_size
from hypothesis import given, settings
from pyxform.xls2xform import convert

from maillage.base.spreadsheets import Sheet, ods_bytes
from maillage.base.workbooks import WorkbookRefused
from maillage.campaigns.domain.framework_problems import framework_problems
from maillage.campaigns.domain.frameworks import Condition, Framework, Item, ItemKind
from maillage.campaigns.domain.xlsforms import form_sheets, read_form
from maillage.campaigns.domain.xlsforms.tables import FormRefused
from maillage.campaigns.packaged import packaged_frameworks
from maillage.campaigns.xlsform_files import judged, read_xlsform, xlsform_bytes

# What an XLSForm has no place for.
OURS = {"express", "core", "core_level", "weight", "thresholds", "prefill", "next", "survey", "scope"}


def rows_of(sheets: Mapping[str, list[dict[str, str]]]) -> dict[str, list[list[str]]]:
    found = {}
    for name, rows in sheets.items():
        heads = list(dict.fromkeys(head for row in rows for head in row))
        found[name] = [heads, *([row.get(head, "") for head in heads] for row in rows)]
    return found


def simple(item: Item) -> dict[str, Any]:
    return {name: getattr(item, name) for name in Item.__dataclass_fields__ if name not in OURS}


def survey(*rows: str, choices: str = "", settings: str = "") -> dict[str, list[list[str]]]:
    """Sheets from lines with bars: type | name | label | relevant | constraint | required | appearance."""
    heads = ["type", "name", "label", "relevant", "constraint", "required", "appearance"]
    lines = [[cell.strip() for cell in row.split("|")] for row in rows]
    named = [line.split("/") for line in choices.split(";") if line]
    return {
        "survey": [heads, *([*line, *[""] * (7 - len(line))] for line in lines)],
        "choices": [["list_name", "name", "label"], *named],
        "settings": [["form_title", "form_id"], ["Le formulaire", settings or "form"]],
    }


@pytest.mark.parametrize("code", sorted(packaged_frameworks()))
def test_pyxform_takes_the_workbook_of_a_packaged_framework(code: str) -> None:
    found: list[str] = []
    result = convert(io.BytesIO(xlsform_bytes(packaged_frameworks()[code])), warnings=found)
    assert not found
    assert f'id="{code}"' in result.xform
    for reason in ("unknown", "not_applicable", "not_counted"):
        assert f"<name>{reason}</name>" in result.xform


@pytest.mark.parametrize("code", sorted(packaged_frameworks()))
def test_the_simple_part_of_a_packaged_framework_comes_back(code: str) -> None:
    given = packaged_frameworks()[code]
    found = read_xlsform(xlsform_bytes(given), "formulaire.xlsx").framework
    assert [simple(item) for item in found.items] == [simple(item) for item in given.items]
    assert [(d.code, d.title, d.help) for d in found.domains] == [
        (d.code, d.title, d.help) for d in given.domains
    ]
    assert (found.code, found.version, found.title) == (given.code, given.version, given.title)
    assert not list(framework_problems(found))


@settings(max_examples=40, deadline=None)
@given(frameworks())
def test_any_framework_makes_a_form_that_pyxform_takes(made: Framework) -> None:
    sheets = form_sheets(made)
    assert judged(sheets) == ""
    found = read_form(rows_of(sheets)).framework
    assert [item.code for item in found.items] == [item.code for item in made.items]
    assert [item.when for item in found.items] == [item.when for item in made.items]


def test_conditions_and_bounds_are_written_as_expressions() -> None:
    choice = Item(
        code="b",
        number="2",
        title="B",
        question="B ?",
        kind=ItemKind.CHOICE,
        options=("Oui, bien sûr", "Non"),
    )
    when = (Condition(item="a", at_least=Decimal(1), at_most=Decimal(2)), Condition(item="b", equals="Non"))
    amount = Item(
        code="c", number="3", title="C", question="C", kind=ItemKind.NUMBER, when=when, minimum=Decimal(0),
        maximum=Decimal("7.5"), unit="h",
    )  # fmt: skip
    sheets = form_sheets(framework(ladder("a", "1"), choice, amount))
    row = next(row for row in sheets["survey"] if row["name"] == "c")
    assert row["relevant"] == "${a} >= 1 and ${a} <= 2 and ${b} = 'choix2'"
    assert row["constraint"] == ". >= 0 and . <= 7.5"
    assert row["required"] == "no"
    assert judged(sheets) == ""
    assert read_form(rows_of(sheets)).framework.by_code["c"] == replace(amount)


def test_a_form_of_others_is_read_and_what_is_left_is_told_line_by_line() -> None:
    read = read_form(
        survey(
            "start | start",
            "begin group | g1 | Accueil",
            "note | bonjour | Merci de répondre",
            "select_one etat | etat_lieux | État des lieux ? | | | yes | minimal",
            "select_multiple etat | plusieurs | Lesquels ?",
            "integer | places | Combien de places ? | ${etat_lieux} > 1 | . >= 0",
            "text | pourquoi | Pourquoi ? | ${etat_lieux} = 0 or ${places} < 3",
            "begin repeat | r | Agents",
            "text | prenom | Prénom",
            "end repeat",
            "end group",
            "select_one absent | x | X ?",
            choices="etat/0/Mauvais;etat/1/Moyen;etat/2/Bon;vide/a/A",
        )
    )
    found = read.framework
    assert [(item.code, item.kind.value) for item in found.items] == [
        ("etat_lieux", "levels"),
        ("places", "number"),
        ("pourquoi", "free"),
    ]
    assert found.by_code["etat_lieux"].levels == ("Mauvais", "Moyen", "Bon")
    assert found.by_code["places"].when == (Condition(item="etat_lieux", at_least=Decimal(2)),)
    assert found.by_code["places"].minimum == 0
    told = {line.row: line.message for line in read.lines if line.sheet == "survey" and line.row}
    assert set(told) == {1, 2, 4, 5, 6, 8, 9, 10, 13}
    assert "Colonne « appearance »" in told[1]
    assert "start" in told[2]
    assert "toujours posée" in told[8]
    assert "n'existe pas" in told[13]
    assert any("« vide »" in line.message for line in read.lines if line.sheet == "choices")


def test_choices_without_order_are_kept_without_a_score() -> None:
    read = read_form(
        survey("select_one yn | a | A ?", "text | b | B | ${a} = 'oui'", choices="yn/oui/Oui;yn/non/Non")
    )
    a, b = read.framework.items
    assert (a.kind, a.options) == (ItemKind.CHOICE, ("Oui", "Non"))
    assert b.when == (Condition(item="a", equals="Oui"),)
    assert any("sans score" in line.message for line in read.lines)


def test_notes_that_begin_at_one_become_levels_that_begin_at_zero() -> None:
    read = read_form(
        survey("select_one n | a | A ?", "text | b | B | ${a} >= 2", choices="n/1/Bas;n/2/Moyen;n/3/Haut")
    )
    a, b = read.framework.items
    assert a.levels == ("Bas", "Moyen", "Haut")
    assert b.when == (Condition(item="a", at_least=Decimal(1)),)


def test_a_long_label_is_cut_and_told() -> None:
    read = read_form(survey(f"text | a | {'très ' * 300}long"))
    assert len(read.framework.items[0].question) == 500
    assert any("coupé à 500" in line.message for line in read.lines)


def test_names_that_are_no_codes_are_changed_and_told() -> None:
    read = read_form(survey("text | été à la plage | Un", "text | ét | Deux", "text |  | Trois"))
    codes = [item.code for item in read.framework.items]
    assert len(set(codes)) == 3
    assert sum("devient le code" in line.message for line in read.lines) == 3


def test_a_workbook_without_survey_is_refused() -> None:
    with pytest.raises(FormRefused, match="n'est pas un XLSForm"):
        read_form({"Feuil1": [["a"]]})
    with pytest.raises(WorkbookRefused):
        read_xlsform(b"PK\x03\x04 not a zip", "faux.xlsx")


def test_an_ods_form_is_read_and_a_cell_of_two_megabytes_is_refused() -> None:
    sheets = survey("text | a | A ?")
    pages = [Sheet(name=name, heads=rows[0], rows=rows[1:]) for name, rows in sheets.items()]
    assert read_xlsform(ods_bytes(pages), "f.ods").framework.items[0].question == "A ?"
    book = io.BytesIO()

    made = openpyxl.Workbook()
    made.active.title = "survey"
    for row in range(1, 40):
        made.active.cell(row, 1, "x" * 32_000)
    made.active.cell(1, 150, "=1+1")
    made.save(book)
    with pytest.raises(WorkbookRefused):
        read_xlsform(book.getvalue(), "f.xlsx")


def test_a_form_of_a_thousand_questions_goes_both_ways() -> None:
    made = of_size(1000)
    found = read_xlsform(xlsform_bytes(made), "grande.xlsx").framework
    assert [item.levels for item in found.items] == [item.levels for item in made.items]
