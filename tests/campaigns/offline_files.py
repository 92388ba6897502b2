"""Fills spreadsheet forms as a library would, with another library than the one that reads them."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Any

import openpyxl
from odfdo import Document

from maillage.campaigns.domain.offline.sheets import ANSWER, CODE, COMMENT, HEADS, QUESTIONS, REASON
from maillage.campaigns.offline.ods_form import ods_form
from maillage.campaigns.offline.xlsx_form import xlsx_form

COLUMNS = {"value": ANSWER, "reason": REASON, "comment": COMMENT}


def column(head: str) -> int:
    """From 1, as openpyxl counts."""
    return HEADS.index(head) + 1


def filled_xlsx(
    form: Any, answers: Mapping[str, Mapping[str, Any]], change: Callable[[Any], None] | None = None
) -> bytes:
    """`answers`: by item, what is typed by name of column (value, reason, comment); `change` moves the book about."""
    book = openpyxl.load_workbook(io.BytesIO(xlsx_form(form)))
    page = book[QUESTIONS]
    rows = {page.cell(row, column(CODE)).value: row for row in range(2, page.max_row + 1)}
    for item, said in answers.items():
        for name, text in said.items():
            page.cell(rows[item], column(COLUMNS[name])).value = text
    if change:
        change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def filled_ods(form: Any, answers: Mapping[str, Mapping[str, Any]]) -> bytes:
    document = Document(io.BytesIO(ods_form(form)))
    table = document.body.get_table(name=QUESTIONS)
    codes = [row[-1] for row in table.get_values()]
    for item, said in answers.items():
        for name, text in said.items():
            table.set_value((column(COLUMNS[name]) - 1, codes.index(item)), text)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
