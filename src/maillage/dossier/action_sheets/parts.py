"""What a printed action sheet is made of, whatever the format; and how it is shortened without hiding it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from maillage.base.values.french import count
from maillage.dossier.renderings.texts import shortened

ELSEWHERE = "suite dans Maillage"


@dataclass(frozen=True)
class Line:
    """A line of a passage: a sentence, an item of a list, or a fact whose name is `label`."""

    text: str
    label: str = ""
    bullet: bool = False


@dataclass(frozen=True)
class Passage:
    """A titled part of a column."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A table of the width of the page. `widths` are relative; `noun` counts the rows left out: "étape"."""

    title: str
    noun: str
    heads: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str = ""
    more: str = ""


@dataclass(frozen=True, kw_only=True)
class PrintedSheet:
    """An action sheet as it is printed. `strip`: the few facts read first; `above` and `below` the title; `cut`: some
    of its texts were shortened."""

    code: str
    number: str
    title: str
    above: str
    below: str
    strip: tuple[tuple[str, str], ...]
    passages: tuple[Passage, ...]
    grids: tuple[Grid, ...]
    dated: str
    cut: bool = False


@dataclass(frozen=True)
class Limits:
    """How much is kept: letters of a passage, of an item and of a cell; items of a list; rows of a table."""

    passage: int
    item: int
    items: int
    rows: int
    cell: int
    title: int


# Tried one after the other, once the smallest letters do not do.
LEVELS = (
    Limits(1100, 260, 12, 20, 180, 220),
    Limits(520, 140, 7, 12, 110, 150),
    Limits(230, 80, 4, 7, 64, 110),
    Limits(90, 50, 2, 4, 32, 60),
)
_WHOLE = Limits(*[10**9] * 6)


def versions(sheet: PrintedSheet) -> list[PrintedSheet]:
    """The sheet whole, then shorter and shorter; the last one fits a page in the smallest letters."""
    found = [_shortened(sheet, _WHOLE)]
    for limits in LEVELS:
        made = _shortened(sheet, limits)
        if made != found[0]:
            found.append(replace(made, cut=True))
    return found


def _shortened(sheet: PrintedSheet, limits: Limits) -> PrintedSheet:
    return replace(
        sheet,
        title=shortened(sheet.title, limits.title),
        above=shortened(sheet.above, limits.title),
        strip=tuple((label, shortened(text, limits.cell)) for label, text in sheet.strip),
        passages=tuple(_passage(one, limits) for one in sheet.passages),
        grids=tuple(_grid(one, limits) for one in sheet.grids),
    )


def _passage(passage: Passage, limits: Limits) -> Passage:
    """Sentences are kept up to their limit, lists up to theirs; what is left out is said where it was."""
    lines: list[Line] = []
    room = limits.passage
    left = 0
    for line in passage.lines:
        listed = line.bullet or bool(line.label)
        if room <= 0 or (listed and len(lines) >= limits.items):
            left += 1
            continue
        lines.append(replace(line, text=_cut(line.text, min(room, limits.item if listed else room))))
        room -= len(line.text) + 40 * listed
    if left:
        lines.append(Line(f"… et {count(left, 'autre ligne', 'autres lignes')} : {ELSEWHERE}"))
    return replace(passage, lines=tuple(lines))


def _cut(text: str, letters: int) -> str:
    """A text cut says so and where to read on."""
    if len(text) <= letters:
        return text
    return f"{shortened(text, max(letters - len(ELSEWHERE) - 3, 20))} ({ELSEWHERE})"


def _grid(grid: Grid, limits: Limits) -> Grid:
    rows = _cells(grid.rows[: limits.rows], limits.cell)
    left = len(grid.rows) - len(rows)
    more = f"… et {count(left, f'autre {grid.noun}', f'autres {grid.noun}s')} : {ELSEWHERE}" if left else ""
    return replace(grid, rows=rows, more=more)


def _cells(rows: Iterable[tuple[str, ...]], letters: int) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(shortened(text, letters) for text in row) for row in rows)
