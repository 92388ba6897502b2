"""Workbooks that people give: what their cells hold is read, and none of them can bring the process down."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from maillage.base.spreadsheets import Sheet, ods_bytes, xlsx_bytes
from maillage.base.workbooks import Limits, Workbook, WorkbookRefused, address, is_workbook, read_sheets

_ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>{}'
    "</office:spreadsheet></office:body></office:document-content>"
)
_TABLE = '<table:table table:name="Feuille1">{}</table:table>'
_ONE = '<table:table-cell {}office:value-type="float" office:value="1"/>'
_BOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="Feuille1" sheetId="1" r:id="r1"/></sheets></workbook>'
)
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_LINKS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{_TYPE}worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="r2" Type="{_TYPE}sharedStrings" Target="sharedStrings.xml"/></Relationships>'
)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SHEET = f'<worksheet xmlns="{_MAIN}"><sheetData>{{}}</sheetData></worksheet>'


def zipped(parts: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return stream.getvalue()


def raw_xlsx(data: str, **others: str) -> bytes:
    """An XLSX whose `sheetData` is written by hand."""
    parts = {"xl/workbook.xml": _BOOK, "xl/_rels/workbook.xml.rels": _LINKS}
    return zipped(parts | {"xl/worksheets/sheet1.xml": _SHEET.format(data)} | others)


def raw_ods(rows: str) -> bytes:
    return zipped({"content.xml": _ODS.format(_TABLE.format(rows))})


def made(fill: Callable[[Any, Any], None]) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    fill(book, book.add_worksheet("Données"))
    book.close()
    return stream.getvalue()


def refusal(content: bytes, **limits: int) -> WorkbookRefused:
    with pytest.raises(WorkbookRefused) as refused:
        read_sheets(content, "a.xlsx", limits=Limits(**limits))
    assert refused.value.message.startswith("a.xlsx : ")
    assert refused.value.remedy
    return refused.value


# -- what cells hold


def _all_kinds(book: Any, page: Any) -> None:
    page.write_row(0, 0, ["Nom", 1.5, 0.1, 10**16, -3, True, "1e308", "=1+1 "])
    page.write_datetime(1, 0, date(2027, 1, 31), book.add_format({"num_format": "dd/mm/yyyy"}))
    page.write_datetime(
        1, 1, datetime.fromisoformat("2027-01-31T10:30"), book.add_format({"num_format": "d mmm yy hh:mm"})
    )
    page.write_number(1, 2, 8.5 / 24, book.add_format({"num_format": "hh:mm"}))
    page.write_number(1, 3, 35.5 / 24, book.add_format({"num_format": "[h]:mm"}))
    page.write_number(1, 4, 12, book.add_format({"num_format": '0 "jours"'}))
    page.write_rich_string(3, 1, "ab", book.add_format({"bold": True}), "cd", "e")


def test_each_kind_of_cell_of_an_xlsx_file_is_read_as_what_it_is() -> None:
    rows = read_sheets(made(_all_kinds), "a.xlsx")["Données"]
    assert rows[0][:6] == ["Nom", Decimal("1.5"), Decimal("0.1"), Decimal(10**16), Decimal(-3), True]
    hours: list[Any] = [time(8, 30), "35:30", Decimal(12)]
    assert rows[1][:5] == [date(2027, 1, 31), datetime.fromisoformat("2027-01-31T10:30"), *hours]
    assert (rows[2], rows[3][1]) == ([None] * 8, "abcde")


ROWS = [["LI1", Decimal("1.5"), date(2026, 1, 2), None], ["é & <b>", Decimal(3), None, "  deux  mots"]]


@pytest.mark.parametrize("write", [xlsx_bytes, ods_bytes])
def test_what_the_house_writes_it_reads_back(write: Callable[[Sequence[Sheet]], bytes]) -> None:
    sheets = [
        Sheet(name="Un", heads=["a", "b", "c", "d"], rows=ROWS),
        Sheet(name="Deux", heads=["x"], rows=[]),
    ]
    found = read_sheets(write(sheets), "a")
    assert found["Un"][:2] == [["a", "b", "c", "d"], ROWS[0]]
    assert [*found] == ["Un", "Deux"]


def test_an_independent_reader_reads_the_same_of_a_thousand_cells() -> None:
    dice = random.Random(18)
    drawn = [
        [dice.choice([None, dice.random(), dice.randrange(9), "mot", True]) for _ in range(20)]
        for _ in range(50)
    ]

    def fill(book: Any, page: Any) -> None:
        for row, values in enumerate(drawn):
            page.write_row(row + 2, 1, values)

    content = made(fill)
    theirs = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("Données")
    ours = [
        [("" if c is None else float(c) if isinstance(c, Decimal) else c) for c in row]
        for row in _only(content)
    ]
    assert ours == theirs.to_python(skip_empty_area=False)


def _only(content: bytes) -> list[list[Any]]:
    return next(iter(read_sheets(content, "a").values()))


def test_a_formula_has_its_last_value_and_says_that_it_is_one() -> None:
    def fill(book: Any, page: Any) -> None:
        page.write(0, 0, 7)
        page.write_formula(0, 1, "=A1*2", None, 14)

    found = read_sheets(made(fill), "a.xlsx")
    assert (found["Données"], found.formulas) == ([[7, 14]], frozenset({("Données", 0, 1)}))
    cell = '<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"/>'
    assert read_sheets(raw_ods(f"<table:table-row>{cell}</table:table-row>"), "a.ods").formulas == {
        ("Feuille1", 0, 0)
    }


def test_repeated_cells_and_rows_of_an_ods_file_stand_where_it_shows_them() -> None:
    empty = '<table:table-cell table:number-columns-repeated="2"/>'
    twice = _ONE.format('table:number-columns-repeated="2" ')
    tail = '<table:table-cell table:number-columns-repeated="16380"/>'
    rows = (
        f"<table:table-row>{empty}{twice}{tail}</table:table-row>"
        '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
        f'<table:table-row table:number-rows-repeated="2">{_ONE.format("")}</table:table-row>'
        f'<table:table-row table:number-rows-repeated="1048000">{tail}</table:table-row>'
    )
    assert _only(raw_ods(rows)) == [
        [None, None, 1, 1],
        [None] * 4,
        [None] * 4,
        [1, None, None, None],
        [1, None, None, None],
    ]


def test_a_text_of_several_paragraphs_is_whole_and_a_comment_is_none_of_it() -> None:
    cell = (
        '<table:table-cell office:value-type="string"><office:annotation><text:p>note</text:p></office:annotation>'
        '<text:p>un<text:s text:c="3"/>deux</text:p><text:p>trois</text:p></table:table-cell>'
    )
    assert _only(raw_ods(f"<table:table-row>{cell}</table:table-row>")) == [["un   deux\ntrois"]]


def test_numbers_that_no_spreadsheet_has_are_given_as_they_are_written() -> None:
    cells = "".join(
        f"<c><v>{text}</v></c>" for text in ("nan", "INF", "1e999", "1e-999", "9" * 401, "١٢", "1e308")
    )
    (row,) = _only(raw_xlsx(f"<row>{cells}</row>"))
    assert row == ["nan", "INF", "1e999", 0, "9" * 401, "١٢", Decimal("1E+308")]


def test_a_cell_is_named_as_people_name_it() -> None:
    assert [address(0, 0), address(3, 27), address(1_048_575, 16_383)] == ["A1", "AB4", "XFD1048576"]


# -- what is refused, each in a moment and a few megabytes


def row(cells: str, times: int | str = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{times}">{cells}</table:table-row>'


def one(times: int = 1) -> str:
    return _ONE.format(f'table:number-columns-repeated="{times}" ')


def written(text: str) -> str:
    return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


_APART = '<row r="100000"><c><v>1</v></c></row><row r="2"><c r="SA2"><v>1</v></c></row>'
FAR = {
    "far": (made(lambda book, page: page.write(1_048_575, 16_383, 1)), "XFD1048576"),
    "absurd": (raw_xlsx('<row><c r="ZZZZ999999999"><v>1</v></c></row>'), "ZZZZ999999999"),
    "apart": (raw_xlsx(_APART), "démesuré"),
    "rows": (raw_ods(row(one(), 1_048_576)), "A1048576"),
    "columns": (raw_ods(row(one(16_384))), "XFD1"),
    "gap": (raw_ods(row("", 999_999_999) + row(one())), "A1000000000"),
    "no number": (raw_ods(row(one(), "9" * 20)), "répétition"),
    "both": (raw_ods(row(one(400), 100_000)), "démesuré"),
    "spaces": (raw_ods(row(written('<text:s text:c="99999999"/>' * 999))), "signes"),
}


@pytest.mark.parametrize("name", FAR)
def test_a_cell_far_away_or_repeated_without_end_is_refused_where_it_is(name: str) -> None:
    content, words = FAR[name]
    assert len(content) < 10_000
    assert words in refusal(content).message


def test_what_is_empty_may_be_as_far_as_a_spreadsheet_puts_it() -> None:
    data = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="3"/></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert _only(raw_xlsx(data)) == [[1]]


def test_a_text_shared_by_all_cells_is_held_once() -> None:
    texts = f'<sst xmlns="{_MAIN}"><si><t>{"x" * 32_000}</t></si></sst>'
    data = "<row>" + '<c t="s"><v>0</v></c>' * 300 + "</row>"
    (row,) = _only(raw_xlsx(data, **{"xl/sharedStrings.xml": texts}))
    assert len(row) == 300
    assert len({id(cell) for cell in row}) == 1


_BILLION = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;">]>'


_BINARY = _LINKS.replace('worksheet"', 'officeDocument"').replace("worksheets/sheet1.xml", "xl/workbook.bin")
_INLINE = '<row><c t="inlineStr"><is><t>{}</t></is></c></row>'
UNSOUND = {
    "xls": (b"\xd0\xcf\x11\xe0" + bytes(600), "XLS"),
    "xlsb": (zipped({"xl/workbook.bin": b"0", "_rels/.rels": _BINARY}), "XLSB"),
    "entities": (zipped({"content.xml": _BILLION + _ODS.format("")}), "DOCTYPE"),
    "entities of a book": (raw_xlsx("", **{"xl/workbook.xml": _BILLION + _BOOK}), "DOCTYPE"),
    "deep": (zipped({"content.xml": "<a>" * 5000}), "imbriquées"),
    "tag": (zipped({"content.xml": "<a " + "b" * 3_000_000}), "balise"),
    "cut": (zipped({"content.xml": "<a>"}), "abîmé"),
    "encoding": (zipped({"content.xml": '<?xml version="1.0" encoding="klingon"?><a/>'}), "abîmé"),
    "no sheet": (zipped({"content.xml": _ODS.format("")}), "aucune feuille"),
    "no text": (raw_xlsx('<row><c t="s"><v>12</v></c></row>'), "texte partagé"),
    "long": (raw_xlsx(_INLINE.format("x" * 40_000)), "signes"),
    "zip": (zipped({"export.csv": "a;b"}), "archive ZIP"),
    "broken": (b"PK\x03\x04" + bytes(40), "abîmé"),
    "csv": (b"Code;Nom", "pas un classeur"),
}


@pytest.mark.parametrize("name", UNSOUND)
def test_a_file_that_is_no_sound_workbook_is_refused_with_its_remedy(name: str) -> None:
    content, words = UNSOUND[name]
    assert words in refusal(content).message


def test_a_workbook_protected_by_a_password_is_refused() -> None:
    content = bytearray(raw_ods("<table:table-row/>"))
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):  # the bit of encryption, in both headers
        content[content.index(mark) + (6 if mark[2] == 3 else 8)] |= 1
    assert "mot de passe" in refusal(bytes(content)).message


def test_the_limits_are_those_of_who_asks() -> None:
    content = xlsx_bytes([Sheet(name="Un", heads=["a", "b"], rows=[["1", "2"]] * 9)] * 2)
    assert "A6" in refusal(content, rows=5).message
    assert "B1" in refusal(content, columns=1).message
    assert "1 feuilles" in refusal(content, sheets=1).message
    assert "20" in refusal(content, cells=20).message
    assert "déplié" in refusal(zipped({"content.xml": b" " * 2_000_000}), unfolded=1_048_576).message


def test_files_damaged_anywhere_are_read_or_refused_and_nothing_else() -> None:
    dice = random.Random(54)
    whole = [made(_all_kinds), ods_bytes([Sheet(name="Un", heads=["a", "b", "c", "d"], rows=ROWS)])]
    for _ in range(150):
        parts = _parts(dice.choice(whole))
        name = dice.choice([*parts])
        hurt = bytearray(parts[name])
        for _ in range(dice.randrange(1, 6)):
            if hurt:
                hurt[dice.randrange(len(hurt))] = dice.choice(b'<>&"/0AZ9r \x00\xff')
        try:
            found = read_sheets(zipped(parts | {name: bytes(hurt)}), "a")
        except WorkbookRefused:
            continue
        assert isinstance(found, Workbook)


def test_archives_damaged_anywhere_are_read_or_refused_and_nothing_else() -> None:
    dice = random.Random(69)
    whole = made(_all_kinds)
    for _ in range(300):
        hurt = bytearray(whole)
        for _ in range(3):
            hurt[dice.randrange(len(hurt))] = dice.randrange(256)
        try:
            read_sheets(bytes(hurt[: dice.choice([len(hurt), dice.randrange(len(hurt))])]), "a")
        except WorkbookRefused:
            continue


def _parts(content: bytes) -> dict[str, str | bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_workbook_is_known_by_its_first_bytes() -> None:
    assert is_workbook(made(_all_kinds))
    assert not is_workbook(b"Code;Nom")
