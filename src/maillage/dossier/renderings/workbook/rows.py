"""Rows whose cells are one formula a year, and their total: a plan, a cash table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TypeAlias

from maillage.base.values.euros import total
from maillage.dossier.renderings.workbook.page import Cell, Page, column, text

Columns: TypeAlias = "Sequence[int | str]"
Known: TypeAlias = "Callable[[int | str], Decimal]"


def year_row(
    page: Page,
    label: str,
    columns: Columns,
    formula: Callable[[str], str],
    known: Known,
    *,
    waiting: Cell | None = None,
) -> int:
    """`formula` is told the address of the head of its column: the year, or the word for what has none. `waiting`: the
    last cell, of what has no year, where it is not a sum."""
    n, head = page.next, page.head
    cells = [
        Cell("money", known(one), f"={formula(f'{column(1 + rank)}${head}')}")
        for rank, one in enumerate(columns)
    ]
    if waiting:
        cells[-1] = waiting
    whole = Cell("money", total(known(one) for one in columns), f"=SUM(B{n}:{column(len(columns))}{n})")
    return page.add(text(label), *cells, whole)


def sum_row(
    page: Page, label: str, columns: Columns, template: str, known: Known, *, bold: bool = True
) -> int:
    """`template` is a formula in which {c} is the letter of the column; over all columns for the total."""
    kind = "total" if bold else "money"
    values = [*(known(one) for one in columns), total(known(one) for one in columns)]
    cells = [
        Cell(kind, value, f"={template.format(c=column(1 + rank))}") for rank, value in enumerate(values)
    ]
    return page.add(Cell("total_text", label) if bold else text(label), *cells)
