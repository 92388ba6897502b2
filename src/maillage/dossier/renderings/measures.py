"""How much room tables and cards take on a page, estimated from their texts."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from maillage.base.charts.layout import text_width
from maillage.base.values.tree import Inline, Sheet, Table, plain
from maillage.dossier.renderings.texts import clean

# A4 less two margins of 22 mm.
TEXT_MM = 166.0
# Tables are set in 9 points; a cell keeps 2.1 mm on each side, 1.75 above and below.
LETTER_MM = 9 * 0.3528
LINE_MM = 4.3
CELL_SIDES_MM = 4.4
CELL_ENDS_MM = 3.6
# Higher tables may be cut between two rows: kept whole, they would leave a third of a page blank.
WHOLE_TABLE_MM = 74.0
# One with totals is read as a whole, and is worth more blank.
WHOLE_TOTALS_MM = 112.0
# Header words are bold.
BOLD = 1.08
# Two facts of a card share a line when neither is longer than this, in letters.
SHORT_FACT = 58

# Words as lines break them: no-break spaces hold theirs together.
_WORDS = re.compile(r"[ \n\t\u200b]+|(?<=[-–/])(?=[^\W\d_])")

Fact = tuple[str, Inline]


def _width(text: str, bold: bool = False) -> float:
    return text_width(text, LETTER_MM) * (BOLD if bold else 1.0)


def _longest_word(text: str, bold: bool = False) -> float:
    return max((_width(word, bold) for word in _WORDS.split(text)), default=0.0)


def column_widths(table: Table) -> list[float]:
    """The width of each column in millimetres: as asked, but never narrower than its longest word."""
    asked = [max(column.width, 0.1) for column in table.columns]
    wanted = [TEXT_MM * share / sum(asked) for share in asked]
    least = []
    for rank, column in enumerate(table.columns):
        words = [_longest_word(clean(column.label), bold=True)]
        words += [_longest_word(clean(row[rank]), bold=n in table.totals) for n, row in enumerate(table.rows)]
        # A word longer than this (an address) may be cut.
        least.append(min(max(words) * 1.03 + CELL_SIDES_MM, TEXT_MM * 0.4))
    if sum(least) >= TEXT_MM:
        return [TEXT_MM * width / sum(least) for width in least]
    missing = sum(max(low - width, 0.0) for low, width in zip(least, wanted, strict=True))
    spare = sum(max(width - low, 0.0) for low, width in zip(least, wanted, strict=True))
    taken = missing / spare if spare else 0.0
    return [
        low if width < low else width - (width - low) * taken
        for low, width in zip(least, wanted, strict=True)
    ]


def _row_height(texts: Sequence[str], widths: Sequence[float], bold: bool = False) -> float:
    lines = 1
    for text, width in zip(texts, widths, strict=True):
        room = max(width - CELL_SIDES_MM, 1.0)
        full = _width(clean(text), bold) / room
        # Lines end before their edge, at a word: the more of them, the more is lost.
        lines = max(lines, math.ceil(full * 1.06))
    return lines * LINE_MM + CELL_ENDS_MM


def table_height(table: Table) -> float:
    """The height of a table in millimetres, header included; within some 10 %."""
    widths = column_widths(table)
    rows = (_row_height(row, widths) for row in table.rows)
    return _row_height([column.label for column in table.columns], widths, bold=True) + sum(rows)


def stays_whole(table: Table) -> bool:
    """Whether a table is short enough to be kept on one page with its caption."""
    return table_height(table) <= (WHOLE_TOTALS_MM if table.totals else WHOLE_TABLE_MM)


def paired(sheet: Sheet) -> Iterator[tuple[Fact, ...]]:
    """The lines of a card: one fact, or two neighbours that are both short."""
    waiting: Fact | None = None
    for fact in sheet.facts:
        if len(plain(fact[1])) > SHORT_FACT:
            if waiting:
                yield (waiting,)
            waiting = None
            yield (fact,)
        elif waiting:
            yield (waiting, fact)
            waiting = None
        else:
            waiting = fact
    if waiting:
        yield (waiting,)
