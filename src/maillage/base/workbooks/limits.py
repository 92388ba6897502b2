"""What a workbook may hold, what is read of it, and why one is refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import TypeAlias

# What a cell holds; None is an empty one. A duration of a day and more is a text, "35:30".
Cell: TypeAlias = "str | Decimal | bool | date | datetime | time | None"
Rows: TypeAlias = "list[list[Cell]]"

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Limits:
    """`rows` and `columns` of a sheet; `cells`: those of the rectangles that hold all filled cells, from A1.

    `unfolded`: bytes once unzipped; `longest`: signs in a cell, which is what Excel holds.
    """

    rows: int = 101_000
    columns: int = 500
    cells: int = 2_000_000
    sheets: int = 100
    unfolded: int = 120 * MEGABYTE
    longest: int = 32_767


USUAL = Limits()


class WorkbookRefused(ValueError):
    """A workbook that is not read. `message` says what is wrong and where, `remedy` what to do; both in French."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(f"{message} {remedy}")
        self.message = message
        self.remedy = remedy


class Workbook(dict[str, Rows]):
    """The rows of each sheet by its name, in their order; rows of a sheet are as long as one another.

    `formulas`: the cells that are computed, as (sheet, row, column), both from 0 like the rows; a formula that was
    never computed has no value.
    """

    formulas: frozenset[tuple[str, int, int]] = frozenset()


def address(row: int, column: int) -> str:
    """The name of a cell, from its row and column counted from 0: (3, 27) is AB4."""
    letters, rest = "", column + 1
    while rest:
        rest, rank = divmod(rest - 1, 26)
        letters = chr(ord("A") + rank) + letters
    return f"{letters}{row + 1}"
