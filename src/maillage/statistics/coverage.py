"""How much is known: number of answers out of those expected, and what non-response allows to say at most."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from maillage.statistics.quantiles import Number


@dataclass(frozen=True)
class Coverage:
    """`known` values out of `total` expected ones."""

    known: int
    total: int

    def __post_init__(self) -> None:
        if not 0 <= self.known <= self.total:
            raise ValueError("Le nombre de réponses est compris entre 0 et le nombre d'unités attendues.")

    @property
    def share(self) -> float | None:
        """Between 0 and 1; None when nothing was expected."""
        return self.known / self.total if self.total else None

    @property
    def missing(self) -> int:
        return self.total - self.known


def coverage(values: Iterable[Number | bool | str | None]) -> Coverage:
    """Counts what is known: `None` is unknown, 0 and False are answers."""
    everything = list(values)
    return Coverage(known=sum(value is not None for value in everything), total=len(everything))


@dataclass(frozen=True)
class Interval:
    """From `low` to `high`, both included."""

    low: float
    high: float


def bounds_of_share(yes: int, known: int, total: int) -> Interval:
    """Where the share of "yes" lies whatever the silent units would have said (Manski): [y/N ; (y+N−r)/N].

    Raises ValueError unless 0 ≤ yes ≤ known ≤ total and total > 0.
    """
    if not (0 <= yes <= known <= total and total > 0):
        raise ValueError("Il faut 0 ≤ oui ≤ réponses ≤ total, et un total non nul.")
    return Interval(yes / total, (yes + total - known) / total)
