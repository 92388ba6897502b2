"""Reads a table of the service's own: CSV whatever its separator, XLSX, ODS."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from maillage.base.values.french import NBSP, folded, number
from maillage.base.workbooks import WorkbookRefused, is_workbook, read_sheets
from maillage.territory.domain.errors import ImportRefused, UnknownExport, UnreadableFile
from maillage.territory.domain.own_files.inputs import Row
from maillage.territory.domain.own_files.values import Raw, shown
from maillage.territory.domain.tables import decode

MOST_LINES, MOST_COLUMNS = 100_000, 200
SAMPLES = 3
_SAVE = "Ouvrez-le dans un tableur, enregistrez-le en CSV (UTF-8), puis recommencez."


@dataclass(frozen=True, kw_only=True)
class OwnTable:
    """A table read. `headers` are unique; `sheets` names all those of a workbook, `sheet` the one read."""

    name: str
    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    sheet: str = ""
    sheets: tuple[str, ...] = ()

    def samples(self, header: str, n: int = SAMPLES) -> list[str]:
        """The first different cells of a column, as people see them."""
        found = (shown(row.cells.get(header)) for row in self.rows[:2000])
        return list(dict.fromkeys(text for text in found if text))[:n]


def read_own(data: bytes, name: str, sheet: str = "") -> OwnTable:
    """Raises ImportRefused, whose message names the file."""
    try:
        if is_workbook(data):
            return _workbook(data, name, sheet)
        return _table(name, csv_rows(decode(data), name))
    except ImportRefused as refusal:
        if name not in refusal.message:
            refusal.message = f"{name} : {refusal.message}"
        raise


def _workbook(data: bytes, name: str, wanted: str) -> OwnTable:
    try:
        book = read_sheets(data, name)
    except WorkbookRefused as refusal:
        raise UnreadableFile(refusal.message, refusal.remedy) from refusal
    for sheet in [wanted] if wanted in book else book:
        rows = book[sheet]
        if any(cell is not None for row in rows for cell in row):
            return _table(name, enumerate(rows, start=1), sheet=sheet, sheets=tuple(book))
    raise UnreadableFile("le classeur est vide.", "Vérifiez le fichier choisi.")


def csv_rows(text: str, name: str) -> Iterator[tuple[int, list[Raw]]]:
    """The lines of a CSV whatever its separator, each with its number. Raises UnreadableFile."""
    lines = text.splitlines(keepends=True)
    if lines and re.match(r'"?sep=.', lines[0]):
        lines = ["\n", *lines[1:]]  # Excel's own line; the numbering stays that of the file
    reader = csv.reader(lines, delimiter=_delimiter(lines))
    try:
        for row in reader:
            yield reader.line_num, [cell if cell.strip() else None for cell in row]
    except csv.Error as error:
        why = "une case y est démesurée, ou un guillemet ouvert n'est jamais refermé"
        raise UnreadableFile(f"ligne {reader.line_num} : le CSV est mal formé, {why}.", _SAVE) from error


def _delimiter(lines: Sequence[str]) -> str:
    """The one that cuts the first lines into the most columns, and as many in each."""
    head = [line for line in lines[:30] if line.strip()]

    def fit(delimiter: str) -> tuple[int, int]:
        try:
            widths = Counter(len(row) for row in csv.reader(head, delimiter=delimiter))
        except csv.Error:
            return 0, 0
        width, times = max(widths.items(), key=lambda pair: (pair[0] > 1, pair[1]), default=(0, 0))
        return (times, width) if width > 1 else (0, 0)

    return max((";", "\t", ",", "|"), key=fit)


def _table(
    name: str, rows: Iterable[tuple[int, Sequence[Raw]]], *, sheet: str = "", sheets: tuple[str, ...] = ()
) -> OwnTable:
    given = [(number, list(cells)) for number, cells in rows if any(cell is not None for cell in cells)]
    if not given:
        raise UnreadableFile("le fichier est vide.", "Vérifiez le fichier choisi.")
    top = _header(given)
    headers = _headers(given[top][1])
    lines = given[top + 1 :]
    if len(headers) < 2:
        raise UnknownExport(
            "une seule colonne est lue : le séparateur n'est pas reconnu, ou le fichier n'est pas un tableau.",
            _SAVE,
        )
    if not lines:
        raise UnreadableFile("il y a des intitulés, mais aucune ligne.", "Vérifiez le fichier choisi.")
    if len(lines) > MOST_LINES or len(headers) > MOST_COLUMNS:
        raise UnreadableFile(
            f"{number(len(lines))} lignes et {len(headers)} colonnes : la limite est de {number(MOST_LINES)} lignes "
            f"et {MOST_COLUMNS} colonnes.",
            "Limitez-le à votre département.",
        )
    return OwnTable(
        name=name,
        headers=tuple(headers),
        rows=tuple(Row(n, dict(zip(headers, cells, strict=False))) for n, cells in lines),
        sheet=sheet,
        sheets=sheets,
    )


def _header(rows: Sequence[tuple[int, Sequence[Raw]]]) -> int:
    """The first line that is filled like the table below it: a title above does not count."""
    filled = [sum(cell is not None for cell in cells) for _, cells in rows[:20]]
    widest = max(filled)
    return next(rank for rank, n in enumerate(filled) if n >= max(2, (widest + 1) // 2) or widest < 2)


def _headers(cells: Sequence[Raw]) -> list[str]:
    """Unique names: an empty one is called by its rank, a repeated one is numbered."""
    last = max(rank for rank, cell in enumerate(cells) if cell is not None)
    names: list[str] = []
    seen: Counter[str] = Counter()
    for rank, cell in enumerate(cells[: last + 1], start=1):
        header = " ".join(shown(cell).split())[:120] or f"Colonne{NBSP}{rank}"
        seen[folded(header)] += 1
        names.append(header if seen[folded(header)] == 1 else f"{header} ({seen[folded(header)]})")
    return names
