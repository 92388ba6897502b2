"""Ranks and quartiles of a whole country over years, from a Parquet file: figures a few at a time, years one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from maillage.statistics.ranks import Strata, ranked

# Columns read at once: few enough for the memory, enough for the reader to be quick.
COLUMNS = 25


@dataclass(frozen=True)
class FigureRanks:
    """A figure: `ranks`, one a row of the file (float32, NaN: unknown); `quartiles[year, stratum]` and `known`."""

    name: str
    ranks: Any
    quartiles: Any
    known: Any


def ranked_file(source: Any, *, year: str = "year", stratum: str = "stratum") -> Iterator[FigureRanks]:
    """Every column of numbers of a Parquet file (a path or bytes), ranked within its year and its stratum.

    `stratum` holds small numbers from 0. Figures come one by one: who sums them up need not hold them all.
    """
    import numpy as np  # heavy: never in a page
    import polars  # the same

    schema = polars.read_parquet_schema(source)
    figures = [name for name, kind in schema.items() if name not in (year, stratum) and kind.is_float()]
    keys = polars.read_parquet(source, columns=[year, stratum])
    labels = keys[stratum].to_numpy()
    years, of_year = np.unique(keys[year].to_numpy(), return_inverse=True)
    blocks = [_block(np.flatnonzero(of_year == rank), labels) for rank in range(len(years))]
    width = int(labels.max()) + 1 if len(labels) else 0
    for first in range(0, len(figures), COLUMNS):
        frame = polars.read_parquet(source, columns=figures[first : first + COLUMNS])
        for name in frame.columns:
            yield _figure(name, frame[name].to_numpy(), blocks, width)


def _block(rows: Any, labels: Any) -> tuple[Any, Strata]:
    # A file sorted by year is cut, not picked from: views cost nothing.
    whole = len(rows) and rows[-1] - rows[0] + 1 == len(rows)
    return (slice(rows[0], rows[-1] + 1) if whole else rows), Strata(labels[rows])


def _figure(name: str, values: Any, blocks: Sequence[tuple[Any, Strata]], width: int) -> FigureRanks:
    import numpy as np  # heavy: never in a page

    ranks = np.empty(len(values), dtype=np.float32)
    quartiles = np.full((len(blocks), width, 3), np.nan)
    known = np.zeros((len(blocks), width), dtype=np.int64)
    for rank, (rows, strata) in enumerate(blocks):
        found = ranked(values[rows], strata)
        ranks[rows] = found.ranks
        quartiles[rank, : len(strata)] = found.quartiles
        known[rank, : len(strata)] = found.known
    return FigureRanks(name, ranks, quartiles, known)
