"""Files for spreadsheets, opened again by other programs than the one that wrote them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from maillage.base.spreadsheets import Sheet, csv_bytes, ods_bytes, plain_number, sheet_csv, xlsx_bytes

EVIL = ("=1+1", "+33 2 48", "-cmd|' /C calc'!A0", "@SUM(A1)", "\t=1+1")
SHEET = Sheet(
    name="Bibliothèques [du: réseau]/2027, avec un nom trop long pour un onglet",
    heads=("Nom", "Surface", "Wi-Fi", "Le", "Note"),
    rows=[
        ("Médiathèque l'Œil", Decimal("1234.5"), True, date(2027, 4, 19), 'a;"b"\nc <&>'),
        ("Point lecture", None, False, None, "é\x07\ud800z"),
        *((text, 0, None, None, "") for text in EVIL),
    ],
)
Writer = Callable[[list[Sheet]], bytes]
BOTH = pytest.mark.parametrize("write", [xlsx_bytes, ods_bytes])


def opened(data: bytes) -> CalamineWorkbook:
    return CalamineWorkbook.from_filelike(io.BytesIO(data))


@BOTH
def test_numbers_days_and_texts_come_back_as_what_they_are(write: Writer) -> None:
    rows = opened(write([SHEET])).get_sheet_by_index(0).to_python()
    assert rows[0] == list(SHEET.heads)
    assert rows[1] == ["Médiathèque l'Œil", 1234.5, "oui", date(2027, 4, 19), 'a;"b"\nc <&>']
    assert rows[2] == ["Point lecture", "", "non", "", "éz"]


@BOTH
def test_what_begins_like_a_formula_is_a_text_and_zero_is_not_unknown(write: Writer) -> None:
    rows = opened(write([SHEET])).get_sheet_by_index(0).to_python()[3:]
    assert [row[0].strip() for row in rows] == [text.strip() for text in EVIL]
    assert [row[1] for row in rows] == [0.0] * len(EVIL)


@BOTH
def test_sheets_have_names_that_every_spreadsheet_takes_and_no_two_alike(write: Writer) -> None:
    names = opened(write([SHEET, SHEET, Sheet(name="'", heads=("A",), rows=[])])).sheet_names
    assert len({name.casefold() for name in names}) == 3
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in names)


def test_excel_finds_no_formula_frozen_heads_and_a_filter() -> None:
    page = load_workbook(io.BytesIO(xlsx_bytes([SHEET]))).worksheets[0]
    assert {cell.data_type for row in page.iter_rows() for cell in row} <= {"s", "n", "d"}
    assert page.freeze_panes == "B2"
    assert page.auto_filter.ref == f"A1:E{len(SHEET.rows) + 1}"
    assert page["B2"].value == 1234.5
    assert page["D2"].number_format == "dd/mm/yyyy"


def test_a_workbook_of_libreoffice_holds_no_formula() -> None:
    with zipfile.ZipFile(io.BytesIO(ods_bytes([SHEET]))) as archive:
        content = archive.read("content.xml").decode()
    assert "table:formula" not in content
    assert archive.namelist()[0] == "mimetype"


@BOTH
def test_a_sheet_without_rows_still_has_its_heads(write: Writer) -> None:
    assert opened(write([Sheet(name="Vide", heads=("A", "B"), rows=[])])).get_sheet_by_index(
        0
    ).to_python() == [["A", "B"]]


def test_the_same_content_gives_the_same_workbook() -> None:
    assert xlsx_bytes([SHEET]) == xlsx_bytes([SHEET])


def test_a_csv_is_what_a_french_spreadsheet_opens() -> None:
    data = sheet_csv(SHEET)
    assert data.startswith(b"\xef\xbb\xbf")
    lines = data.decode("utf-8-sig", "replace").split("\r\n")
    assert lines[0] == "Nom;Surface;Wi-Fi;Le;Note"
    assert lines[1].startswith("Médiathèque l'Œil;1234,5;oui;19/04/2027;")
    assert csv_bytes([["=1+1", "-3,5", "@x"]]) == b"\xef\xbb\xbf'=1+1;-3,5;'@x\r\n"


@pytest.mark.parametrize(
    ("value", "text"),
    [(Decimal("12.50"), "12,5"), (1_000_000, "1000000"), (0.1, "0,1"), (Decimal("-0.00"), "0")],
)
def test_a_plain_number_has_a_comma_and_no_useless_zero(value: Decimal, text: str) -> None:
    assert plain_number(value) == text
