"""A worksheet written from top to bottom: title, header, rows, totals; each formula stored with its value."""

from __future__ import annotations

from collections.abc import Sized
from decimal import Decimal
from typing import Any

from maillage.dossier.renderings.texts import clean

INK, PAPER, BAND, RULE = "#1d3344", "#ffffff", "#e8eff4", "#b9c8d3"


def column(index: int) -> str:
    """The letter of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class Formats:
    """The cell formats of a workbook, made once."""

    def __init__(self, book: Any) -> None:
        euro = '#,##0.00\\ "€";[Red]-#,##0.00\\ "€"'
        # Sheets that are read, not typed: no cents, and a dash rather than a crowd of zeros.
        whole = '#,##0\\ "€";[Red]-#,##0\\ "€";"–"'
        base = {"font_name": "Calibri", "font_size": 11, "valign": "vcenter"}
        line = {**base, "bottom": 1, "bottom_color": RULE}
        total = {**base, "bold": True, "bg_color": BAND, "top": 1, "top_color": INK}
        self.title = book.add_format({**base, "bold": True, "font_size": 15, "font_color": INK})
        self.note = book.add_format({**base, "italic": True, "font_color": "#55636e"})
        head = {
            **base,
            "bold": True,
            "bg_color": INK,
            "font_color": PAPER,
            "text_wrap": True,
            "align": "center",
        }
        self.header = book.add_format(head)
        self.text = book.add_format({**line, "text_wrap": True, "indent": 1})
        self.year = book.add_format({**line, "align": "center"})
        # Typed amounts are on a pale ground: what may be changed is seen at once.
        self.money = book.add_format({**line, "num_format": euro, "bg_color": "#fffbe9"})
        self.rate = book.add_format({**line, "num_format": "0.0#%", "bg_color": "#fffbe9"})
        self.formula = book.add_format({**line, "num_format": euro})
        self.whole_formula = book.add_format({**line, "num_format": whole})
        self.rate_formula = book.add_format({**line, "num_format": "0.0%"})
        self.year_formula = book.add_format({**line, "align": "center"})
        self.text_formula = book.add_format({**line, "align": "center"})
        self.total = book.add_format({**total, "num_format": euro})
        self.whole_total = book.add_format({**total, "num_format": whole})
        self.total_text = book.add_format({**total, "indent": 1})


class Sheet:
    """Writes rows one under another. `row` is the next row, from 0. `whole`: amounts are shown without cents."""

    def __init__(self, sheet: Any, formats: Formats, name: str, *, whole: bool = False) -> None:
        self.sheet = sheet
        self.formats = formats
        self.name = name
        self.prefix = "whole_" if whole else ""
        self.widths: list[float] = []
        self.row = 0
        self.header_row = 0
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        sheet.center_horizontally()
        sheet.set_footer(f"&L{name}&RPage &P / &N")

    def title(self, title: str, note: str) -> None:
        self.sheet.set_row(0, 26)
        self.sheet.write_string(0, 0, clean(title), self.formats.title)
        self.sheet.write_string(1, 0, clean(note), self.formats.note)
        self.row = 3

    def header(self, labels: list[Any], widths: list[float]) -> None:
        self.widths = widths
        self.sheet.set_row(self.row, 34)
        for position, (label, width) in enumerate(zip(labels, widths, strict=True)):
            self.sheet.set_column(position, position, width)
            self._plain(self.row, position, label, self.formats.header)
        self.row += 1
        self.header_row = self.row
        self.sheet.freeze_panes(self.row, 1)
        self.sheet.repeat_rows(self.row - 1)

    def write_row(self, cells: list[Any]) -> None:
        """Cells are texts, years, ("money" | "rate", Decimal) or ("formula" | …, text, stored value)."""
        self._fit([cell if isinstance(cell, str) else "" for cell in cells])
        for position, cell in enumerate(cells):
            if isinstance(cell, tuple):
                self._valued(position, cell)
            else:
                kind = self.formats.year if isinstance(cell, int) else self.formats.text
                self._plain(self.row, position, cell, kind)
        self.row += 1

    def skip_row_if_none(self, things: Sized) -> None:
        """An empty row, so that the total of nothing sums it and not itself."""
        if not len(things):
            self.row += 1

    def _fit(self, texts: list[str]) -> None:
        """Give the row the height of its longest text: LibreOffice would cut it."""
        # A unit of width is that of a figure, wider than a letter; the indent and the ends of lines are lost.
        rooms = (max(width * 1.15 - 2, 4) for width in self.widths)
        lines = max((-(-len(text) // int(room)) for text, room in zip(texts, rooms, strict=False)), default=1)
        self.sheet.set_row(self.row, 4 + 15 * max(lines, 1))

    def _valued(self, position: int, cell: tuple[Any, ...]) -> None:
        kind = getattr(self.formats, self.prefix + cell[0] if cell[0] == "formula" else cell[0])
        if len(cell) == 2:
            self.sheet.write_number(self.row, position, float(cell[1]), kind)
        else:
            value = float(cell[2]) if isinstance(cell[2], Decimal) else cell[2]
            self.sheet.write_formula(self.row, position, cell[1], kind, value)

    def _plain(self, row: int, position: int, value: Any, kind: Any) -> None:
        if isinstance(value, int):
            self.sheet.write_number(row, position, value, kind)
        else:
            # write_string: a label that begins with "=" stays a label.
            self.sheet.write_string(row, position, str(value), kind)

    def total_row(
        self, formulas: dict[str, str], values: dict[str, Decimal], letters: str, *, bold: bool = True
    ) -> None:
        """A row of totals: `formulas` by column letter (A holds the label), `values` what they are worth."""
        self.sheet.set_row(self.row, 19)
        for position in range(len(letters)):
            letter = column(position)
            text = self.formats.total_text if bold else self.formats.text
            amount = getattr(self.formats, self.prefix + ("total" if bold else "formula"))
            if letter in values:
                self.sheet.write_formula(self.row, position, formulas[letter], amount, float(values[letter]))
            else:
                self.sheet.write_string(self.row, position, formulas.get(letter, ""), text)
        self.row += 1

    def finish(self, *, filter_to: str = "", first: int = 0, last: int = 0) -> None:
        if filter_to and last > first:
            width = next(i for i in range(200) if column(i) == filter_to)
            self.sheet.autofilter(first - 1, 0, last - 1, width)
