"""Percentile ranks and quartiles of whole columns within strata: every cell of a country, in seconds.

The rank is the one of `distribution`, (mean rank − 1/2) / n with equal answers sharing the mean of their ranks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maillage.statistics.distribution import QUARTERS

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]
    Integers = npt.NDArray[np.int64]


class Strata:
    """Rows put into groups once, for many columns to be ranked in them. `labels`: one small number a row, from 0."""

    def __init__(self, labels: Any) -> None:
        import numpy as np  # heavy: a page never comes here

        given = np.asarray(labels, dtype=np.int64)
        self.order = np.argsort(given, kind="stable")
        self.label_of: Integers = given[self.order]
        self.sizes: Integers = np.bincount(given)
        self.starts: Integers = np.concatenate(([0], np.cumsum(self.sizes)))
        self.bounds = tuple(zip(self.starts[:-1].tolist(), self.starts[1:].tolist(), strict=True))
        self.rows: Integers = np.arange(len(given), dtype=np.int64)
        self.opens = np.zeros(len(given), dtype=bool)
        self.opens[self.starts[:-1][self.sizes > 0]] = True

    def __len__(self) -> int:
        return len(self.sizes)


@dataclass(frozen=True)
class Ranked:
    """A column ranked in its strata. `ranks`: one a row, NaN where the value is unknown.

    `quartiles`: one line a stratum (NaN without an answer), `known`: its answers.
    """

    ranks: Floats
    quartiles: npt.NDArray[np.float64]
    known: Integers


def ranked(values: Any, strata: Strata) -> Ranked:
    """Ranks and quartiles of a column at once: both come from one sort of each stratum. NaN is unknown.

    Values are read with seven digits (float32). Raises ValueError when they are not one a row.
    """
    import numpy as np  # heavy: a page never comes here

    column = np.asarray(values, dtype=np.float32)
    if len(column) != len(strata.rows):
        raise ValueError("Il faut une valeur, ou son absence, par ligne.")
    size = len(column)
    if not size:
        return Ranked(column, np.empty((0, 3)), np.empty(0, dtype=np.int64))
    ordered, rows = _sorted(column[strata.order], strata)
    unknown = np.isnan(ordered)
    gaps = np.add.reduceat(unknown, np.minimum(strata.starts[:-1], size - 1), dtype=np.int64)
    known = strata.sizes - np.where(strata.sizes > 0, gaps, 0)  # reduceat answers for empty strata too
    # Runs of equal values share one rank.
    opens = strata.opens.copy()
    opens[1:] |= ordered[1:] != ordered[:-1]
    first = np.flatnonzero(opens)
    after = np.append(first[1:], size)
    group = strata.label_of[first]
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = (((first + after) / 2 - strata.starts[group]) / known[group]).astype(np.float32)
    shares[unknown[first]] = np.nan
    ranks = np.empty(size, dtype=np.float32)
    ranks[strata.order[rows]] = shares[np.cumsum(opens) - 1]
    return Ranked(ranks, _quartiles(ordered, strata, known), known)


def _sorted(column: Floats, strata: Strata) -> tuple[Floats, Integers]:
    """The values sorted in each stratum, unknown ones last, and where each was.

    A value and its row are packed into one whole number: NumPy sorts these with vector instructions, which it does
    not do for an indirect sort (measured four times as fast).
    """
    import numpy as np  # heavy: a page never comes here

    column += np.float32(0)  # −0 becomes 0: they are equal
    column[np.isnan(column)] = np.nan  # any NaN becomes the one that comes after everything
    bits = column.view(np.int32)
    # The bits of a float, read as a whole number, grow with it; those of a negative one must be turned over.
    keys = (bits ^ ((bits >> 31) & np.int32(0x7FFFFFFF))).astype(np.int64)
    keys <<= 32
    keys |= strata.rows
    for low, high in strata.bounds:
        keys[low:high].sort()
    rows = keys & 0xFFFFFFFF
    return column[rows], rows


def _quartiles(ordered: Floats, strata: Strata, known: Integers) -> npt.NDArray[np.float64]:
    import numpy as np  # heavy: a page never comes here

    found = np.full((len(strata), 3), np.nan)
    answered = np.flatnonzero(known)
    starts, last = strata.starts[:-1][answered], known[answered] - 1
    for rank, q in enumerate(QUARTERS):
        position = last * q
        below = position.astype(np.int64)
        low = ordered[starts + below].astype(np.float64)
        high = ordered[starts + np.minimum(below + 1, last)].astype(np.float64)
        found[answered, rank] = low + (position - below) * (high - low)
    return found
