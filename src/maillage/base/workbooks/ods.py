"""Reads the sheets of an ODS file; what it says to repeat is counted before it is repeated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from maillage.base.workbooks.grid import Grid
from maillage.base.workbooks.limits import Cell
from maillage.base.workbooks.numbers import iso_day, iso_duration, number
from maillage.base.workbooks.parts import damaged

CONTENT = "content.xml"
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_CELLS = ("table-cell", "covered-table-cell")
# Signs that stand for others, in a text; comments and drawings in a cell are none of its text.
_SIGNS = {"s": " ", "tab": "\t", "line-break": "\n"}
_ASIDE = ("annotation", "frame", "custom-shape")


@dataclass
class _Open:
    """The cell that is being read; its text in pieces, None before the first paragraph."""

    attributes: Mapping[str, str]
    pieces: list[str] | None = None
    length: int = 0

    def add(self, text: str, longest: int) -> None:
        # Past what is refused anyway, nothing is kept: a line of `<text:s/>` unfolds without end.
        if self.pieces is not None and self.length <= longest:
            self.pieces.append(text)
            self.length += len(text)


class OdsSheets:
    """Told all that `content.xml` holds, puts each filled cell in a grid."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self._above: list[str] = []
        self._tables = 0
        self._row = self._column = 0
        self._repeated = 1
        self._filled: list[tuple[int, int, Cell, bool]] = []
        self._cell: _Open | None = None
        self._aside = self._inner = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        above = self._above[-1] if self._above else ""
        self._above.append(name)
        if name == "table" and (self._tables or above == "spreadsheet"):
            self._tables += 1
            if self._tables == 1:
                self.grid.begin(attributes.get(_TABLE + "name") or f"Feuille{len(self.grid.sheets) + 1}")
                self._row = 0
        if self._tables != 1:
            return
        if self._cell is not None:
            self._inside(name, attributes)
        elif name == "table-row":
            self._column, self._filled = 0, []
            self._repeated = _times(attributes, _TABLE + "number-rows-repeated")
        elif name in _CELLS:
            self._cell = _Open(attributes)

    def _inside(self, name: str, attributes: Mapping[str, str]) -> None:
        assert self._cell is not None
        if name in _ASIDE:
            self._aside += 1
        elif self._aside:
            return
        elif name == "p" and self._cell.pieces is None:
            self._cell.pieces = []
        elif name == "p":
            self.text("\n")
        elif name in _SIGNS:
            times = min(_times(attributes, _TEXT + "c"), self.grid.limits.longest) if name == "s" else 1
            self.text(_SIGNS[name] * times)

    def text(self, data: str) -> None:
        if self._cell is not None and not self._aside and self._tables == 1:
            self._cell.add(data, self.grid.limits.longest)

    def end(self, name: str) -> None:
        self._above.pop()
        if name == "table" and self._tables:
            self._tables -= 1
        elif self._tables != 1:
            return
        elif self._cell is not None:
            if name in _ASIDE:
                self._aside -= 1
            elif name in _CELLS and not self._aside:
                self._close(self._cell)
                self._cell = None
        elif name == "table-row":
            self._end_row()

    def _close(self, cell: _Open) -> None:
        times = _times(cell.attributes, _TABLE + "number-columns-repeated")
        value, formula = _value(cell), _TABLE + "formula" in cell.attributes
        if value is not None or formula:
            # What is too far is refused before it is repeated.
            self.grid.reach(self._row + self._repeated - 1, self._column + times - 1)
            self._filled.append((self._column, times, value, formula))
        self._column += times

    def _end_row(self) -> None:
        if self._filled:
            for row in range(self._row, self._row + self._repeated):
                for first, times, value, formula in self._filled:
                    for column in range(first, first + times):
                        self.grid.put(row, column, value, formula=formula)
        self._row += self._repeated


def _times(attributes: Mapping[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise damaged(f"répétition « {text[:12]} »")
    return max(1, int(text))


def _value(cell: _Open) -> Cell:
    given = cell.attributes
    text = "".join(cell.pieces or ())
    match given.get(_OFFICE + "value-type", ""):
        case "float" | "currency" | "percentage":
            return number(given.get(_OFFICE + "value", text))
        case "boolean":
            return given.get(_OFFICE + "boolean-value") == "true"
        case "date":
            return iso_day(given.get(_OFFICE + "date-value", text))
        case "time":
            return iso_duration(given.get(_OFFICE + "time-value", text))
    return text or given.get(_OFFICE + "string-value") or None
