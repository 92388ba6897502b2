"""The sheets of a file that somebody left: XLSX, ODS or CSV, within what a plan of actions may hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from maillage.base.values.french import count, number
from maillage.base.workbooks import Limits, Workbook, WorkbookRefused, is_workbook, read_sheets
from maillage.programme.domain.plans.tables import MOST_COLUMNS, MOST_LINES, Row
from maillage.territory.domain.errors import ImportRefused, UnreadableFile
from maillage.territory.domain.tables import decode
from maillage.territory.own.tables import csv_rows

# A plan is small: a file that unfolds into more is something else.
_MEGABYTE = 1024 * 1024
_LIMITS = Limits(rows=20_000, columns=300, cells=400_000, unfolded=40 * _MEGABYTE)


@dataclass(frozen=True)
class Sheets:
    """The rows of each sheet that holds something, by its name; `computed`: cells that are formulas, by sheet."""

    rows: Mapping[str, Sequence[Row]]
    computed: Mapping[str, int]


def sheets_of(data: bytes, name: str) -> Sheets:
    """Raises ImportRefused, whose message names the file."""
    if not data.strip():
        raise UnreadableFile(
            f"{name} : le fichier est vide.", "Choisissez le fichier qui contient votre plan."
        )
    found = _workbook(data, name) if is_workbook(data) else _csv(data, name)
    filled = {sheet: rows for sheet, rows in found.rows.items() if rows}
    if not filled:
        raise UnreadableFile(f"{name} : le fichier ne contient aucune ligne.", "Vérifiez le fichier choisi.")
    return Sheets(filled, found.computed)


def _workbook(data: bytes, name: str) -> Sheets:
    try:
        book: Workbook = read_sheets(data, name, limits=_LIMITS)
    except WorkbookRefused as refusal:
        raise UnreadableFile(refusal.message, refusal.remedy) from refusal
    rows = {sheet: _rows(enumerate((tuple(line) for line in lines), 1)) for sheet, lines in book.items()}
    computed = {sheet: sum(where[0] == sheet for where in book.formulas) for sheet in book}
    return Sheets(rows, computed)


def _csv(data: bytes, name: str) -> Sheets:
    try:
        lines = [(line, tuple(cells)) for line, cells in csv_rows(decode(data), name)]
    except ImportRefused as refusal:
        message = refusal.message if name in refusal.message else f"{name} : {refusal.message}"
        raise UnreadableFile(message, refusal.remedy) from refusal
    return Sheets({"": _rows(lines)}, {})


def _rows(lines) -> list[Row]:  # type: ignore[no-untyped-def]
    rows = (Row(line, cells) for line, cells in lines)
    return [row for row in rows if row.filled]


def refuse_too_long(rows: Sequence[Row], name: str) -> None:
    """Raises ImportRefused when a sheet is no plan of actions any more."""
    widest = max((len(row.cells) for row in rows), default=0)
    if len(rows) > MOST_LINES or widest > MOST_COLUMNS * 5:
        raise UnreadableFile(
            f"{name} : {count(len(rows), 'ligne')} et {count(widest, 'colonne')}. Un plan d'actions en a {number(MOST_LINES)} "
            f"et {MOST_COLUMNS} au plus.",
            "Gardez les seules lignes du plan, ou coupez-le en plusieurs fichiers.",
        )
