"""The form as an XLSX workbook: locked but for the answers, each with its list."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from maillage.base.lettering import clean
from maillage.campaigns.domain.offline.forms import OfflineForm
from maillage.campaigns.domain.offline.lines import FormLine, form_lines, guide_lines
from maillage.campaigns.domain.offline.sheets import GUIDE, HEADS, IDENTITY, QUESTIONS, identity_rows

LISTS = "Listes"
WIDTHS = (6, 44, 58, 26, 14, 18, 34, 34, 12)
# Points: a line of text, and the tallest row that Excel shows.
LINE, TALLEST = 15.5, 400
# Excel takes no longer list inside a rule: it must stand in cells.
LONGEST_LIST = 250
_INK, _PRIMARY, _SOFT, _ANSWER, _RULE = "#1d2733", "#1f4e79", "#eef2f6", "#fff8df", "#b8c2cc"


def xlsx_form(form: OfflineForm) -> bytes:
    """The workbook of a form. Texts are written as texts: nothing in it runs."""
    import xlsxwriter  # 0.25 s to import; only who asks for a form waits

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": form.title, "author": clean(form.owner), "created": date(2000, 1, 1)})
    looks = {name: book.add_format({**_BASE, **more}) for name, more in _LOOKS.items()}
    _guide(book.add_worksheet(GUIDE.replace("'", "’")), form, looks)
    lists = _Lists(book, LISTS)
    _questions(book.add_worksheet(QUESTIONS), form, looks, lists)
    _identity(book, form)
    lists.write()
    book.close()
    return stream.getvalue()


_BASE: dict[str, Any] = {
    "font_name": "Calibri", "font_size": 11, "font_color": _INK, "text_wrap": True, "valign": "top",
}  # fmt: skip
_BOX: dict[str, Any] = {"border": 1, "border_color": _RULE}
_TYPED: dict[str, Any] = {**_BOX, "locked": False, "bg_color": _ANSWER}
_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 20, "font_color": _PRIMARY, "valign": "vcenter"},
    "label": {"bold": True, "font_size": 12, "font_color": _PRIMARY},
    "text": {"font_size": 12},
    "head": {"bold": True, "font_color": "#ffffff", "bg_color": _PRIMARY, "valign": "vcenter", **_BOX},
    "domain": {"bold": True, "font_size": 13, "font_color": _PRIMARY, "bg_color": _SOFT, "valign": "vcenter"},
    "cell": {**_BOX},
    "number": {**_BOX, "bold": True, "align": "center"},
    "bold": {"bold": True, "font_size": 12},
    "normal": {"font_size": 11},
    "last": {**_BOX, "italic": True},
    "answer": {**_TYPED, "bold": True, "font_size": 16, "align": "center", "valign": "vcenter"},
    "words": {**_TYPED},
}


class _Lists:
    """The hidden sheet that holds lists too long for a rule."""

    def __init__(self, book: Any, name: str) -> None:
        self.book, self.name = book, name
        self.columns: list[tuple[str, ...]] = []

    def source(self, choices: tuple[str, ...]) -> Any:
        if sum(len(one) + 1 for one in choices) <= LONGEST_LIST and not any("," in one for one in choices):
            return list(choices)
        if choices not in self.columns:
            self.columns.append(choices)
        column = _letters(self.columns.index(choices))
        return f"={self.name}!${column}$1:${column}${len(choices)}"

    def write(self) -> None:
        if not self.columns:
            return
        page = self.book.add_worksheet(self.name)
        for column, choices in enumerate(self.columns):
            for row, one in enumerate(choices):
                page.write_string(row, column, clean(one))
        page.protect()
        page.hide()


def _letters(column: int) -> str:
    from xlsxwriter.utility import xl_col_to_name  # with xlsxwriter itself

    return str(xl_col_to_name(column))


def _guide(page: Any, form: OfflineForm, looks: dict[str, Any]) -> None:
    page.hide_gridlines(2)
    page.set_column(0, 0, 26)
    page.set_column(1, 1, 84)
    page.set_row(0, 40)
    page.merge_range(0, 0, 0, 1, clean(form.title), looks["title"])
    for row, (label, text) in enumerate(guide_lines(form), 2):
        page.write_string(row, 0, clean(label), looks["label"])
        page.write_string(row, 1, clean(text), looks["text"])
        lines = max(1 + len(label) // 24, sum(1 + len(part) // 80 for part in text.split("\n")))
        page.set_row(row, 17 * lines + 10)
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.protect()


def _questions(page: Any, form: OfflineForm, looks: dict[str, Any], lists: _Lists) -> None:
    for column, (head, width) in enumerate(zip(HEADS, WIDTHS, strict=True)):
        page.write_string(0, column, head, looks["head"])
        page.set_column(column, column, width, None, {"hidden": True} if column == len(HEADS) - 1 else {})
    page.set_row(0, 32)
    for row, line in enumerate(form_lines(form), 1):
        if line.item is None:
            page.merge_range(row, 0, row, len(HEADS) - 2, clean(line.title), looks["domain"])
            page.set_row(row, 26)
        else:
            _question(page, row, line, looks, lists)
    page.freeze_panes(1, 2)
    page.hide_gridlines(2)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_footer("&L" + clean(form.identity.name or form.title).replace("&", "&&")[:150] + "&R&P / &N")
    page.protect("", {"format_columns": True, "format_rows": True, "sort": True})
    page.activate()


def _question(page: Any, row: int, line: FormLine, looks: dict[str, Any], lists: _Lists) -> None:
    item = line.item
    assert item is not None
    page.set_row(row, min(LINE * line.height + 8, TALLEST))
    page.write_string(row, 0, item.number, looks["number"])
    page.write_rich_string(
        row, 1, looks["bold"], clean(item.title), looks["normal"], "\n" + clean(line.question), looks["cell"]
    )
    page.write_string(row, 2, clean(line.possible), looks["cell"])
    page.write_string(row, 3, clean(line.last), looks["last"])
    page.write_blank(row, 4, None, looks["answer" if line.choices and len(line.choices[0]) < 3 else "words"])
    for column in (5, 6, 7):
        page.write_blank(row, column, None, looks["words"])
    page.write_string(row, len(HEADS) - 1, item.code, looks["cell"])
    if line.choices:
        page.data_validation(
            row, 4, row, 4,
            {
                "validate": "list", "source": lists.source(line.choices), "error_title": "Réponse à choisir",
                "error_message": "Choisissez dans la liste, ou laissez vide et dites pourquoi à côté.",
            },
        )  # fmt: skip
    page.data_validation(
        row, 5, row, 5,
        {
            "validate": "list", "source": [one.label for one in line.reasons], "error_title": "Raison à choisir",
            "error_message": "Choisissez dans la liste, ou laissez vide.",
        },
    )  # fmt: skip


def _identity(book: Any, form: OfflineForm) -> None:
    page = book.add_worksheet(IDENTITY)
    for row, (label, value) in enumerate(identity_rows(form.identity)):
        page.write_string(row, 0, label)
        page.write_string(row, 1, clean(value))
    page.protect()
    page.hide()
