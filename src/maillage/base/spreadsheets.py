"""Tables for spreadsheets, as French ones open them, with nothing in them that runs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from html import escape
from typing import Any, TypeAlias

# What a cell holds; None is an empty cell. A flag is written "oui" or "non".
Value: TypeAlias = "str | int | float | Decimal | bool | date | None"

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODS = "application/vnd.oasis.opendocument.spreadsheet"

_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")
# XML has no place for these, and no person typed them on purpose.
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_NO_NAME = re.compile(r"[\[\]:*?/\\']")
# Limits of spreadsheets: signs in a cell, signs in the name of a sheet, widths of a column (in signs).
_LONGEST, _LONGEST_NAME, _NARROWEST, _WIDEST = 32_000, 31, 8, 48
# Empty lines that propose the lists of a sheet to fill in.
_LINES_TO_COME = 500


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A table of a workbook: its name, its heads, its rows, which are as long as the heads.

    `lists`: by column, what may be chosen in it, on the lines that are there and on those to come.
    """

    name: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Value]]
    lists: Mapping[int, Sequence[str]] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """Its name as every spreadsheet takes it."""
        return _NO_NAME.sub(" ", self.name).strip()[:_LONGEST_NAME] or "Feuille"

    def widths(self) -> list[int]:
        """Signs that each column shows: enough for its head and for most of its cells."""
        columns = zip(self.heads, *(self.rows[:200]), strict=True)
        return [
            min(max(_NARROWEST, *(len(_text(cell)) + 2 for cell in column)), _WIDEST) for column in columns
        ]


def csv_bytes(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as French spreadsheets open them: semicolons, UTF-8 with BOM, formulas disarmed."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    for row in rows:
        writer.writerow([disarmed(_HIDDEN.sub("", value)) for value in row])
    return stream.getvalue().encode("utf-8-sig")


def sheet_csv(sheet: Sheet) -> bytes:
    """One sheet as CSV: decimal commas, days as 31/01/2027."""
    return csv_bytes([list(sheet.heads), *([_text(value) for value in row] for row in sheet.rows)])


def xlsx_bytes(sheets: Sequence[Sheet]) -> bytes:
    """A workbook for Excel: numbers and days typed, heads frozen and filtered, texts that can never run."""
    import xlsxwriter  # 0.25 s to import; only who asks for a workbook waits

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    # The same content gives the same bytes: a workbook carries no date of its own.
    book.set_properties({"created": date(2000, 1, 1)})
    formats = {
        "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
        "day": book.add_format({"num_format": "dd/mm/yyyy"}),
    }
    for sheet, title in zip(sheets, _titles(sheets), strict=True):
        _xlsx_sheet(book.add_worksheet(title), sheet, formats)
    book.close()
    return stream.getvalue()


def _xlsx_sheet(page: Any, sheet: Sheet, formats: dict[str, Any]) -> None:
    for column, (head, width) in enumerate(zip(sheet.heads, sheet.widths(), strict=True)):
        page.write_string(0, column, clean(head), formats["head"])
        page.set_column(column, column, width)
    for rank, row in enumerate(sheet.rows, 1):
        for column, value in enumerate(row):
            xlsx_cell(page, rank, column, value, formats)
    for column, choices in sheet.lists.items():
        said = "Choisissez dans la liste, ou laissez vide."
        rule = {
            "validate": "list",
            "source": list(choices),
            "error_title": "À choisir",
            "error_message": said,
        }
        page.data_validation(1, column, len(sheet.rows) + _LINES_TO_COME, column, rule)
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, len(sheet.rows), len(sheet.heads) - 1)
    page.repeat_rows(0)
    page.set_landscape()


def xlsx_cell(page: Any, row: int, column: int, value: Value, formats: dict[str, Any]) -> None:
    match value:
        case None | "":
            return
        case bool():
            page.write_string(row, column, _text(value))
        case int() | float() | Decimal():
            page.write_number(row, column, float(value))
        case date():
            page.write_datetime(row, column, value, formats["day"])
        case _:
            # A text is written as one whatever it begins with: nothing is ever taken for a formula.
            page.write_string(row, column, clean(value))


def ods_bytes(sheets: Sequence[Sheet]) -> bytes:
    """The same workbook for LibreOffice: numbers and days typed, texts that can never run."""
    from odfdo import Document, Element, Style  # 0.3 s to import, for this function only

    document = Document("spreadsheet")
    document.body.clear()
    bold = document.insert_style(Style("table-cell", area="text", bold=True), automatic=True)
    if rules := "".join(map(_ods_rules, range(len(sheets)), sheets)):
        wrapped = f"<table:content-validations>{rules}</table:content-validations>"
        document.body.append(Element.from_tag(wrapped))
    for rank, (sheet, title) in enumerate(zip(sheets, _titles(sheets), strict=True)):
        # Cell by cell, odfdo takes seconds for a register: the table is handed over whole.
        document.body.append(Element.from_tag(_ods_table(sheet, title, str(bold), rank)))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _ods_rules(rank: int, sheet: Sheet) -> str:
    """The lists of a sheet, named by its rank and their column."""
    return "".join(
        f'<table:content-validation table:name="liste-{rank}-{column}" table:condition="'
        + escape("of:cell-content-is-in-list({})".format(";".join(f'"{choice}"' for choice in choices)))
        + '" table:allow-empty-cell="true" table:display-list="unsorted"/>'
        for column, choices in sheet.lists.items()
    )


def _ods_table(sheet: Sheet, title: str, bold: str, rank: int) -> str:
    heads = "".join(ods_cell(head, f' table:style-name="{escape(bold)}"') for head in sheet.heads)
    ruled = [
        f' table:content-validation-name="liste-{rank}-{column}"' if column in sheet.lists else ""
        for column in range(len(sheet.heads))
    ]
    rows = (f"<table:table-row>{''.join(map(ods_cell, row, ruled))}</table:table-row>" for row in sheet.rows)
    to_come = (
        f'<table:table-row table:number-rows-repeated="{_LINES_TO_COME}">'
        f"{''.join(f'<table:table-cell{rule}/>' for rule in ruled)}</table:table-row>"
        if sheet.lists
        else ""
    )
    return (
        f'<table:table table:name="{escape(title)}">'
        f'<table:table-column table:number-columns-repeated="{len(sheet.heads)}"/>'
        f"<table:table-header-rows><table:table-row>{heads}</table:table-row></table:table-header-rows>"
        f"{''.join(rows)}{to_come}</table:table>"
    )


def ods_cell(value: Value, style: str = "") -> str:
    match value:
        case None | "":
            return f"<table:table-cell{style}/>" if style else "<table:table-cell/>"
        case int() | float() | Decimal() if not isinstance(value, bool):
            kind = f'float" office:value="{value}'
        case date():
            kind = f'date" office:date-value="{value:%Y-%m-%d}'
        case _:
            kind = "string"
    # A line of a text is a paragraph: LibreOffice takes a line break inside one for a space.
    said = "".join(f"<text:p>{escape(line)}</text:p>" for line in clean(_text(value)).split("\n"))
    return f'<table:table-cell{style} office:value-type="{kind}">{said}</table:table-cell>'


def _titles(sheets: Sequence[Sheet]) -> Iterator[str]:
    """The names of the sheets, no two alike: spreadsheets do not tell small letters from capitals."""
    taken: set[str] = set()
    for rank, sheet in enumerate(sheets, 1):
        title = sheet.title
        if title.casefold() in taken:
            title = f"{title[: _LONGEST_NAME - 4]} {rank}"
        taken.add(title.casefold())
        yield title


def clean(text: str) -> str:
    return _HIDDEN.sub("", text)[:_LONGEST]


def _text(value: Value) -> str:
    """A value as a French spreadsheet reads it in a CSV file."""
    match value:
        case None:
            return ""
        case bool():
            return "oui" if value else "non"
        case int() | float() | Decimal():
            return plain_number(value)
        case date():
            return f"{value:%d/%m/%Y}"
    return value


def plain_number(value: Decimal | int | float) -> str:
    """`1234,5`: digits and a comma, no space and no useless zero."""
    exact = Decimal(str(value)) if isinstance(value, float) else Decimal(value)
    return f"{exact.normalize() + 0:f}".replace(".", ",")


def disarmed(value: str) -> str:
    """A cell that begins like a formula would run in a spreadsheet; a plain negative number may stay."""
    if value and value[0] in "=+-@\t\r" and not _NUMBER.fullmatch(value):
        return f"'{value}"
    return value
