"""Opens a workbook the way a reader does: the values stored in it, and those its formulas give when recalculated."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import openpyxl

Cells = dict[tuple[str, str], Any]


def stored(path: Path) -> Cells:
    """Every stored value by (sheet, cell), as a viewer shows it without computing anything."""
    return _cells(openpyxl.load_workbook(path, data_only=True))


def formulas_of(path: Path) -> Cells:
    """The text of every formula by (sheet, cell)."""
    found = _cells(openpyxl.load_workbook(path))
    return {place: text for place, text in found.items() if str(text).startswith("=")}


def _cells(book: Any) -> Cells:
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def changed(path: Path, out: Path, changes: Cells) -> Path:
    """A copy of the workbook in which some cells were typed anew."""
    book = openpyxl.load_workbook(path)
    for (sheet, place), value in changes.items():
        book[sheet][place] = value
    book.save(out)
    return out


def recalculated(path: Path) -> Cells:
    """The value of every formula, recalculated from the typed cells alone by an independent engine."""
    with warnings.catch_warnings():
        # The engine's own sources raise syntax warnings when Python compiles them.
        warnings.simplefilter("ignore")
        import formulas  # heavy, and only here

        solution = formulas.ExcelModel().loads(str(path)).finish().calculate()
    sheets = {sheet.upper(): sheet for sheet, _ in formulas_of(path)}
    found: Cells = {}
    for sheet, place in formulas_of(path):
        key = f"'[{path.name}]{sheet.upper()}'!{place}"
        found[sheets[sheet.upper()], place] = solution[key].value[0, 0]
    return found


def row_of(cells: Cells, sheet: str, label: str) -> dict[str, Any]:
    """The row whose first cell is `label`, by column letter."""
    (number,) = {place[1:] for (name, place), value in cells.items() if name == sheet and value == label}
    return {
        place.rstrip("0123456789"): value
        for (name, place), value in cells.items()
        if name == sheet and place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == number
    }
