"""How large the letters of a sheet may be for it to hold on one page: estimated, since only Word lays its files out."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from maillage.base.charts.layout import text_width
from maillage.dossier.action_sheets.parts import Grid, Passage, PrintedSheet, versions
from maillage.dossier.renderings.texts import clean

POINT_MM = 0.3528
WIDTH_MM, HEIGHT_MM = 184.0, 272.0
COLUMN_MM = 90.0
# Words are not cut: lines end before their edge; and Word's own rounding.
LOSS, SAFETY = 1.02, 0.96
# Shares of a page, as estimated, past which nothing fits and under which everything does.
OVERFLOWS, SURE = 1.3, 0.7
# A line of Calibri is this high, in sizes of its letters.
LINE = 1.23
SIZES = (10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0)
SMALL = SIZES[-3:]
# Sides of a cell.
SIDES_MM = 3.2


@dataclass(frozen=True)
class Fitted:
    """The version that fits, the size of its letters in points, and how many passages stand in the first column."""

    sheet: PrintedSheet
    size: float
    first_column: int


def tries(sheet: PrintedSheet) -> Iterator[tuple[Fitted, float]]:
    """What may be tried, the best first: whole from the largest letters down, then shortened in small ones; each with
    the share of a page that it seems to take."""
    for rank, version in enumerate(versions(sheet)):
        for size in SMALL if rank else SIZES:
            at, tall = parted(version.passages, size)
            yield Fitted(version, size, at), (tall + _rest(version, size)) / HEIGHT_MM


def fitted(sheet: PrintedSheet) -> Fitted:
    """The most of a sheet in the largest letters that a page holds; the shortest version when nothing seems to fit."""
    *others, last = tries(sheet)
    return next((one for one, share in others if share <= SAFETY), last[0])


def hopeful(sheet: PrintedSheet) -> list[Fitted]:
    """What is worth measuring: nothing that surely overflows, nothing past what surely fits; the last try always."""
    found: list[Fitted] = []
    for one, share in tries(sheet):
        if share <= OVERFLOWS:
            found.append(one)
        if share <= SURE:
            break
    return found or [one]


def parted(passages: Sequence[Passage], size: float) -> tuple[int, float]:
    """How many passages the first column takes for both to end together, and the height of the taller one."""
    heights = [_passage(one, size) for one in passages]
    tall = [max(sum(heights[:k]), sum(heights[k:])) for k in range(len(heights) + 1)]
    least = min(tall)
    return tall.index(least), least


def _lines(text: str, room: float, size: float, bold: bool = False) -> int:
    wide = text_width(clean(text), size * POINT_MM) * (1.06 if bold else 1.0)
    longest = max(room - SIDES_MM, 5.0)
    return max(1, math.ceil(wide * LOSS / longest))


def _tall(lines: int, size: float) -> float:
    return lines * size * LINE * POINT_MM


def _passage(passage: Passage, size: float) -> float:
    title = _tall(1, size * 1.1) + 0.75 * size * POINT_MM
    texts = (f"{line.label} : {line.text}" if line.label else line.text for line in passage.lines)
    indents = (3.0 if line.bullet else 0.0 for line in passage.lines)
    room = COLUMN_MM
    return title + sum(
        _tall(_lines(text, room - indent, size), size) + 0.2 * size * POINT_MM
        for text, indent in zip(texts, indents, strict=True)
    )


def _grid(grid: Grid, size: float) -> float:
    title = _tall(1, size * 1.1) + 1.6 * size * POINT_MM
    small = size * 0.94
    shares = [WIDTH_MM * width / sum(grid.widths) for width in grid.widths]
    rows = (max(_lines(t, w, small) for t, w in zip(row, shares, strict=True)) for row in grid.rows)
    body = sum(_tall(lines, small) + 0.9 for lines in rows) + _tall(2, small)
    return title + body + _tall(bool(grid.more), size)


def _rest(sheet: PrintedSheet, size: float) -> float:
    """The head, the strip, the tables, the spaces between them, the word that says it was cut."""
    head = _tall(_lines(sheet.title + sheet.number, WIDTH_MM - 8, size * 1.6, bold=True), size * 1.6)
    head += _tall(_lines(sheet.above, WIDTH_MM - 8, size), size) + _tall(1, size) + 6
    share = WIDTH_MM / len(sheet.strip)
    strip = max(_lines(text, share, size, bold=True) for _, text in sheet.strip)
    spaces = 3.0 * (2 + len(sheet.grids))
    grids = sum(_grid(grid, size) for grid in sheet.grids)
    return head + _tall(strip + 1, size) + 3 + spaces + grids + _tall(2 * sheet.cut, size)
