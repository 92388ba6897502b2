"""Writes pages as an XLSX workbook: frozen heads, one page wide in print, every formula with its value."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from maillage.dossier.renderings.workbook.looks import EURO, READ, WHOLE, looks
from maillage.dossier.renderings.workbook.page import Cell, Page

# Heights of rows, in points: a line, the first title, a head.
LINE, TITLE, HEAD = 15, 26, 34


def write_xlsx(pages: Sequence[Page], properties: Mapping[str, str]) -> bytes:
    import xlsxwriter  # 0.25 s to import; only the workbook needs it

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties(dict(properties))
    formats = {
        amounts: {name: book.add_format(look) for name, look in looks(amounts).items()}
        for amounts in (EURO, READ, WHOLE)
    }
    for page in pages:
        _sheet(book.add_worksheet(page.name), page, formats[page.amounts])
    book.close()
    return stream.getvalue()


def _sheet(sheet: Any, page: Page, formats: Mapping[str, Any]) -> None:
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.center_horizontally()
    sheet.set_footer(f"&L{page.name}&RPage &P / &N")
    for position, width in enumerate(page.widths):
        sheet.set_column(position, position, width)
    for number, row in enumerate(page.rows):
        sheet.set_row(number, _height(page, number, row))
        for position, cell in enumerate(row):
            _cell(sheet, number, position, cell, formats[cell.kind])
    sheet.freeze_panes(page.head, 1)
    sheet.repeat_rows(page.head - 1)
    if page.filtered:
        first, last = page.filtered
        sheet.autofilter(first - 1, 0, last - 1, len(page.widths) - 1)


def _height(page: Page, number: int, row: Sequence[Cell]) -> float:
    """The height of the longest text of a row: LibreOffice would cut it."""
    if number == 0:
        return TITLE
    if number + 1 == page.head:
        return HEAD
    if number < page.head:
        return LINE
    # A unit of width is that of a figure, wider than a letter; the indent and the ends of lines are lost.
    rooms = (max(width * 1.15 - 2, 4) for width in page.widths)
    lengths = (len(cell.value) if isinstance(cell.value, str) else 0 for cell in row)
    lines = max((-(-length // int(room)) for length, room in zip(lengths, rooms, strict=False)), default=1)
    return 4 + LINE * max(lines, 1)


def _cell(sheet: Any, row: int, position: int, cell: Cell, look: Any) -> None:
    value = cell.value
    if cell.formula:
        stored = value if isinstance(value, str) else float(value or 0)
        sheet.write_formula(row, position, cell.formula, look, stored)
    elif value is None or value == "":
        sheet.write_blank(row, position, None, look)
    elif isinstance(value, str):
        # write_string: a label that begins with "=" stays a label.
        sheet.write_string(row, position, value, look)
    else:
        sheet.write_number(row, position, float(value), look)
