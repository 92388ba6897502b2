"""Tables of counts as they are published: small cells hidden, and whatever a subtraction would give back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from maillage.statistics.suppression import Why, protected

# Fewest persons of a cell, or sites of a stratum, that are published (evaluation methods, §5.3).
LEAST_SHOWN = 5


@dataclass(frozen=True)
class Count:
    """A number as published: `value` is None when it is hidden, and `why` says the reason."""

    value: int | None
    why: Why = Why.SHOWN


@dataclass(frozen=True, kw_only=True)
class DisclosedLine:
    """Counts as published, in their order, and their total."""

    cells: tuple[Count, ...]
    total: Count


@dataclass(frozen=True, kw_only=True)
class DisclosedTable:
    """A table as published: rows of cells, the total of each row and column, and of all."""

    rows: tuple[tuple[Count, ...], ...]
    row_totals: tuple[Count, ...]
    column_totals: tuple[Count, ...]
    total: Count


def disclosed_line(counts: Sequence[int], *, least: int = LEAST_SHOWN) -> DisclosedLine:
    """Counts of persons or sites shown with their total. Raises ValueError for a negative count."""
    _checked(counts)
    values = [*counts, sum(counts)]
    found = protected(values, [tuple(range(len(values)))], least)
    shown = _published(values, found)
    return DisclosedLine(cells=tuple(shown[:-1]), total=shown[-1])


def disclosed_table(counts: Sequence[Sequence[int]], *, least: int = LEAST_SHOWN) -> DisclosedTable:
    """Rows of counts, all of the same length, shown with their totals. Raises ValueError for another shape."""
    if not counts or any(len(row) != len(counts[0]) for row in counts):
        raise ValueError("Il faut des lignes, toutes de la même longueur.")
    for row in counts:
        _checked(row)
    whole = [[*row, sum(row)] for row in counts]
    whole.append([sum(column) for column in zip(*whole, strict=True)])
    wide = len(whole[0])
    values = [value for row in whole for value in row]
    lines = [tuple(range(start, start + wide)) for start in range(0, len(values), wide)]
    lines += [tuple(range(column, len(values), wide)) for column in range(wide)]
    shown = _published(values, protected(values, lines, least))
    rows = [tuple(shown[start : start + wide]) for start in range(0, len(values), wide)]
    return DisclosedTable(
        rows=tuple(row[:-1] for row in rows[:-1]),
        row_totals=tuple(row[-1] for row in rows[:-1]),
        column_totals=rows[-1][:-1],
        total=rows[-1][-1],
    )


def _checked(counts: Sequence[int]) -> None:
    if not counts or any(value < 0 for value in counts):
        raise ValueError("Il faut des effectifs, jamais négatifs.")


def _published(values: Sequence[int], hidden: dict[int, Why]) -> list[Count]:
    return [
        Count(None, hidden[rank]) if rank in hidden else Count(value) for rank, value in enumerate(values)
    ]
