"""A page of a workbook before any file: rows of cells, each formula with the value that it is worth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeAlias

from maillage.base.spreadsheets import clean as kept
from maillage.base.values.euros import places
from maillage.dossier.renderings.texts import clean
from maillage.dossier.renderings.workbook.looks import AMOUNTS, EURO, READ, WHOLE

Value: TypeAlias = "Decimal | int | str | None"


def column(index: int) -> str:
    """The letter of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True)
class Cell:
    """`kind` names its look (see `looks`); `formula` is written as XLSX has it, its "=" included; "" for what is
    typed."""

    kind: str
    value: Value = None
    formula: str = ""


def text(value: object) -> Cell:
    """A label, as somebody wrote it."""
    return Cell("text", kept(str(value)))


def typed(kind: str, value: Value) -> Cell:
    """What the reader may change: "money", "rate", "number" or "year"; None leaves the cell empty."""
    return Cell(f"typed_{kind}", value)


def money(formula: str, value: Decimal) -> Cell:
    return Cell("money", value, formula)


@dataclass
class Page:
    """A sheet, written from top to bottom. `read`: it is read, not typed."""

    name: str
    read: bool = False
    rows: list[list[Cell]] = field(default_factory=list)
    widths: Sequence[float] = ()
    head: int = 0
    filtered: tuple[int, int] | None = None

    @property
    def amounts(self) -> str:
        """The format of its amounts: without cents only on a page where none has any, so that what is read adds up."""
        if not self.read:
            return EURO
        known = (cell.value for row in self.rows for cell in row if cell.kind in AMOUNTS)
        return READ if places(one for one in known if isinstance(one, Decimal)) else WHOLE

    @property
    def next(self) -> int:
        """The number, from 1, of the row to be written."""
        return len(self.rows) + 1

    def add(self, *cells: Cell) -> int:
        """Write a row; its number."""
        self.rows.append(list(cells))
        return len(self.rows)

    def title(self, title: str, note: str) -> None:
        self.add(Cell("title", clean(title)))
        self.add(Cell("note", clean(note)))
        self.add()

    def header(self, labels: Sequence[Value], widths: Sequence[float]) -> None:
        self.widths = widths
        self.head = self.add(
            *(Cell("header", label if isinstance(label, int) else clean(str(label))) for label in labels)
        )

    def total(self, label: str, cells: Mapping[str, Cell], letters: int) -> int:
        """A row of totals: `cells` by column letter; the other ones, up to `letters`, are left blank."""
        row = [Cell("total_text", label)]
        row += [cells.get(column(i), Cell("total_text", "")) for i in range(1, letters)]
        return self.add(*row)

    def range(self, letter: str, first: int, last: int) -> str:
        """The absolute address of a column, for the formulas of every sheet."""
        return f"{self.at(letter, first)}:${letter}${last}"

    def at(self, letter: str, row: int) -> str:
        """The absolute address of a cell."""
        return f"'{self.name}'!${letter}${row}"
