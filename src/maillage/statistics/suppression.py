"""Which cells of a table of counts are hidden: the small ones, and enough others that no subtraction gives them back.

1. Primary: a count from 1 to `least` − 1 is hidden (0 is shown: it tells of nobody), totals included.
2. Secondary, until nothing is exposed. A hidden cell is exposed when the sums of rows and columns determine it:
   when it is the pivot of a reduced row that holds no other unknown. The hidden cells of a line are exposed
   together when its total is shown and they add up to less than `least`. Then a shown cell of the
   lines where it stands alone is hidden too: an inner one before a total, one that crosses lines with hidden cells
   before one that exposes new lines, the smallest, the first among equals; never a zero, which hides nothing.
   With none left there, one of its other lines, or of the table.
Every hidden cell then holds at least 1 and moves in some exchange that keeps all totals, so that it has several
possible values even for who knows that counts are not negative.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction


class Why(StrEnum):
    """Why a cell is hidden, or that it is not."""

    SHOWN = "shown"
    SMALL = "small"
    COMPLEMENT = "complement"

    @property
    def label(self) -> str:
        return {
            "shown": "publié",
            "small": "effectif trop petit pour être publié",
            "complement": "masqué pour qu'une soustraction ne révèle pas un petit effectif",
        }[self]


def protected(values: Sequence[int], lines: Sequence[tuple[int, ...]], least: int) -> dict[int, Why]:
    """The cells to hide, by rank. Each of `lines` holds cells and, last, their total."""
    hidden = {rank: Why.SMALL for rank, value in enumerate(values) if 0 < value < least}
    while exposed := _exposed(values, lines, hidden, least):
        alone = [line for line in lines if exposed == {rank for rank in line if rank in hidden}]
        near = [line for line in lines if exposed & set(line)]
        found = (_cheapest(values, some, lines, hidden) for some in (alone, near, lines))
        more = next((rank for rank in found if rank is not None), None)
        if more is None:
            break
        hidden[more] = Why.COMPLEMENT
    return hidden


def _cheapest(
    values: Sequence[int],
    lines: Sequence[tuple[int, ...]],
    every: Sequence[tuple[int, ...]],
    hidden: dict[int, Why],
) -> int | None:
    """The shown cell to hide next: an inner one, that leaves the fewest lines exposed anew, the smallest."""
    totals = {line[-1] for line in every}
    shown = {rank for line in lines for rank in line if rank not in hidden and values[rank] > 0}
    bare = [line for line in every if not any(rank in hidden for rank in line)]

    def cost(rank: int) -> tuple[bool, int, int, int]:
        return rank in totals, sum(rank in line for line in bare), values[rank], rank

    return min(shown, key=cost, default=None)


def _exposed(
    values: Sequence[int], lines: Sequence[tuple[int, ...]], hidden: dict[int, Why], least: int
) -> set[int]:
    """The hidden cells of a line that add up to too little, or one that sums determine; empty when all are safe."""
    for line in lines:
        inner = {rank for rank in line[:-1] if rank in hidden}
        if inner and line[-1] not in hidden and sum(values[rank] for rank in inner) < least:
            return inner
    alone = (unknown for line in lines if len(unknown := [rank for rank in line if rank in hidden]) == 1)
    if first := next(alone, None):
        return set(first)
    determined = _determined(lines, sorted(hidden))
    return {min(determined)} if determined else set()


def _determined(lines: Sequence[tuple[int, ...]], unknown: Sequence[int]) -> set[int]:
    """The unknown cells that the sums fix, by Gauss-Jordan elimination: Σ cells − total = 0 in each line."""
    place = {rank: column for column, rank in enumerate(unknown)}
    rows = []
    for line in lines:
        row = [Fraction(0)] * len(unknown)
        for rank in line:
            if rank in place:
                row[place[rank]] = Fraction(-1 if rank == line[-1] else 1)
        if any(row):
            rows.append(row)
    done = 0
    for column in range(len(unknown)):
        pivot = next((r for r in range(done, len(rows)) if rows[r][column]), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        head = rows[done][column]
        rows[done] = [value / head for value in rows[done]]
        for other in range(len(rows)):
            factor = rows[other][column]
            if other != done and factor:
                rows[other] = [a - factor * b for a, b in zip(rows[other], rows[done], strict=True)]
        done += 1
    return {unknown[row.index(Fraction(1))] for row in rows if sum(value != 0 for value in row) == 1}
