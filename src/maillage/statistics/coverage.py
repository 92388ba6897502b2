"""How much is known: number of answers out of those expected, and what non-response allows to say at most."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from maillage.statistics.quantiles import Number, quantile


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


def bounds_of_mean(known: Sequence[Number], total: int, plausible: Interval) -> Interval:
    """Where the mean lies if the silent units are anywhere between two plausible limits.

    [(Σx + (N−r)·low)/N ; (Σx + (N−r)·high)/N]. `known` are the r values of the N = `total` units, in their unit;
    a known value outside the limits widens them, for it proves them too narrow. Raises ValueError when there are
    more values than units, or no unit.
    """
    low, high = _widened(known, total, plausible)
    silent, amount = total - len(known), sum(float(value) for value in known)
    return Interval((amount + silent * low) / total, (amount + silent * high) / total)


def bounds_of_median(known: Sequence[Number], total: int, plausible: Interval) -> Interval:
    """Where the median lies if all silent units were at the lowest, then at the highest plausible value.

    With fewer than half of the units silent, the limits hardly matter: only their side does. Same arguments and
    errors as `bounds_of_mean`.
    """
    low, high = _widened(known, total, plausible)
    silent, values = total - len(known), [float(value) for value in known]
    return Interval(quantile([*values, *[low] * silent], 0.5), quantile([*values, *[high] * silent], 0.5))


def _widened(known: Sequence[Number], total: int, plausible: Interval) -> tuple[float, float]:
    if not 0 <= len(known) <= total or total == 0:
        raise ValueError("Il faut au plus autant de valeurs que d'unités, et une unité au moins.")
    if plausible.low > plausible.high:
        raise ValueError("La limite basse dépasse la limite haute.")
    values = [float(value) for value in known]
    return min([plausible.low, *values]), max([plausible.high, *values])
