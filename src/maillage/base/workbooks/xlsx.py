"""Reads the sheets of an XLSX file: its filled cells alone, whatever its size claims to be."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from maillage.base.workbooks.grid import Grid
from maillage.base.workbooks.limits import Cell
from maillage.base.workbooks.numbers import day_of_serial, iso_day, number
from maillage.base.workbooks.parts import Parts, damaged
from maillage.base.workbooks.xlsx_book import Book, SharedTexts, links, plain
from maillage.base.workbooks.xlsx_styles import Styles

_ADDRESS = re.compile(r"([A-Za-z]{1,4})([0-9]{1,9})")
_ROW = re.compile(r"[0-9]{1,9}")
_VALUES = ("v", "t")


def workbook_part(parts: Parts) -> str:
    """The name of the part that lists the sheets, "" in what is not such a workbook."""
    named = [target for kind, target in links(parts, "").values() if kind == "officeDocument"]
    return next((name for name in (*named, "xl/workbook.xml") if "xl/" in f"{name}/" and name in parts), "")


def read_xlsx(parts: Parts, part: str, grid: Grid) -> None:
    """Put every filled cell in a grid. Raises WorkbookRefused."""
    book, styles, shared = Book(), Styles(), SharedTexts(grid.limits)
    parts.read(part, book)
    targets = links(parts, part)
    for handler, wanted in ((styles, "styles"), (shared, "sharedStrings")):
        for kind, target in targets.values():
            if kind == wanted:
                parts.read(target, handler)
    for name, link in book.sheets:
        kind, target = targets.get(link, ("", ""))
        if kind == "worksheet":
            grid.begin(name)
            parts.read(target, _Sheet(grid, shared.texts, styles, book.since_1904))


class _Sheet:
    def __init__(self, grid: Grid, shared: Sequence[str], styles: Styles, since_1904: bool) -> None:
        self.grid, self.shared, self.styles, self.since_1904 = grid, shared, styles, since_1904
        self._row = self._column = -1
        self._kind = self._style = ""
        self._pieces: list[str] = []
        self._length = 0
        self._collects = self._computed = self._phonetic = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "c":
            self._place(attributes.get("r", ""))
            self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "")
            self._pieces, self._length, self._computed = [], 0, False
        elif name in _VALUES:
            self._collects = not self._phonetic
        elif name == "f":
            self._computed = True
        elif name == "rPh":
            self._phonetic = True
        elif name == "row":
            given = attributes.get("r", "")
            self._row = int(given) - 1 if _ROW.fullmatch(given) else self._row + 1
            self._column = -1

    def _place(self, given: str) -> None:
        match = _ADDRESS.fullmatch(given)
        if match is None:
            self._column += 1
            return
        self._row, self._column = int(match[2]) - 1, -1
        for letter in match[1].upper():
            self._column = (self._column + 1) * 26 + ord(letter) - ord("A")

    def text(self, data: str) -> None:
        if self._collects and self._length <= self.grid.limits.longest:
            self._pieces.append(data)
            self._length += len(data)

    def end(self, name: str) -> None:
        if name in _VALUES:
            self._collects = False
        elif name == "rPh":
            self._phonetic = False
        elif name == "c":
            value = self._value("".join(self._pieces))
            if value is not None or self._computed:
                self.grid.put(max(0, self._row), self._column, value, formula=self._computed)

    def _value(self, text: str) -> Cell:
        if not text:
            return None
        match self._kind:
            case "s":
                return self._shared(text.strip())
            case "b":
                return text.strip() in ("1", "true")
            case "n":
                kind = self.styles.of(self._style)
                return day_of_serial(number(text), kind, self.since_1904) if kind else number(text)
            case "d":
                return iso_day(text)
        return plain(text)

    def _shared(self, rank: str) -> Cell:
        if not _ROW.fullmatch(rank) or int(rank) >= len(self.shared):
            raise damaged("un texte partagé manque")
        return self.shared[int(rank)] or None
