"""The table of a sheet: where its headers are, what each column probably holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from maillage.base.values.french import NBSP, folded
from maillage.programme.domain.plans.cells import Raw, one_line, shown
from maillage.programme.domain.plans.targets import BY_CODE, IGNORE, KNOWN, LEFT_OUT, NOTE, Column

MOST_LINES, MOST_COLUMNS = 2_000, 60
# A title, a logo, the name of the service: headers come after them.
_HEAD_WITHIN = 40
# Words that bring nothing to a header; a number among others does not either.
_EMPTY_WORDS = re.compile(r"\b(previsionnel|previsionnelle|prevus?|prevues?|ht|ttc|en euros?|euros?|\d+)\b")


@dataclass(frozen=True)
class Row:
    """A line of the sheet: its number as spreadsheets count, its cells."""

    number: int
    cells: tuple[Raw, ...]

    @property
    def filled(self) -> list[tuple[int, str]]:
        """What is written in it, with the rank of its column."""
        return [(rank, text) for rank, cell in enumerate(self.cells) if (text := shown(cell))]


def header_rank(rows: Sequence[Row]) -> int:
    """The rank of the row that names the columns: the one with most known words, else the first as full as the table."""
    first = rows[:_HEAD_WITHIN]
    known = [len({target for _, text in row.filled if (target := target_of(text))}) for row in first]
    best = max(known, default=0)
    if best > 1:
        return known.index(best)
    widths = [len(row.filled) for row in first]
    widest = max(widths, default=0)
    return next((rank for rank, n in enumerate(widths) if n >= max(1, (widest + 1) // 2)), 0)


def headers_of(row: Row) -> tuple[str, ...]:
    """Unique names of the columns: an empty one is called by its rank, a repeated one is numbered."""
    seen: Counter[str] = Counter()
    names = []
    for rank, cell in enumerate(row.cells[:MOST_COLUMNS], 1):
        name = one_line(shown(cell))[:120] or f"Colonne{NBSP}{rank}"
        seen[folded(name)] += 1
        names.append(name if seen[folded(name)] == 1 else f"{name} ({seen[folded(name)]})")
    return tuple(names)


def target_of(header: str) -> str:
    """What a header means, or ""."""
    whole = folded(header)
    bare = folded(re.sub(r"\(.*?\)|\[.*?\]", " ", header))
    short = " ".join(_EMPTY_WORDS.sub(" ", bare).split())
    for name in (whole, bare, short, short.removesuffix("s")):
        if name in KNOWN:
            return KNOWN[name]
    # « Pilote(s) de l'action et équipe »: its first words.
    words = short.split()
    for length in (3, 2, 1):
        head = " ".join(words[:length])
        if len(words) <= 6 and head in KNOWN and (length > 1 or len(head) > 3):
            return KNOWN[head]
    return ""


def guessed(headers: Sequence[str], rows: Sequence[Row], remembered: Mapping[str, str]) -> tuple[Column, ...]:
    """One column a header. `remembered`: target by folded header, as chosen before. Unknown ones are kept in notes."""
    columns: list[Column] = []
    taken: set[str] = set()
    for rank, header in enumerate(headers):
        target = _target(header, rank, rows, remembered)
        known = BY_CODE.get(target)
        if known is not None and not known.repeats and target in taken:
            target = NOTE
        taken.add(target)
        columns.append(Column(rank, header, target))
    return tuple(columns)


def _target(header: str, rank: int, rows: Sequence[Row], remembered: Mapping[str, str]) -> str:
    chosen = remembered.get(folded(header))
    if chosen is not None and (chosen == IGNORE or chosen in BY_CODE):
        return chosen
    if folded(header) in LEFT_OUT or not any(shown(row.cells[rank]) for row in rows if rank < len(row.cells)):
        return IGNORE
    return target_of(header) or NOTE


def samples(rows: Sequence[Row], rank: int, n: int = 3) -> list[str]:
    """The first different cells of a column, as people see them."""
    found = (one_line(shown(row.cells[rank])) for row in rows[:300] if rank < len(row.cells))
    return list(dict.fromkeys(text for text in found if text))[:n]
