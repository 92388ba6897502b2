"""Two people rate the same libraries: how often they agree, to one level, and which of them is kinder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from maillage.statistics.coverage import Interval
from maillage.statistics.quantiles import Number
from maillage.statistics.resampling import LEAST_UNITS, bootstrap

# The rating of the first person (the library itself, say) and of the second (its referent); None: not rated.
Pair: TypeAlias = tuple[Number | None, Number | None]


@dataclass(frozen=True, kw_only=True)
class DoubleRating:
    """What `n` pairs of ratings tell. `exact` and `within_one` are shares (0 to 1).

    `bias` is the mean of first − second in levels: positive, the first is kinder; `interval` is its 95 % bootstrap
    interval, None with too few pairs.
    """

    n: int
    exact: float
    within_one: float
    bias: float
    interval: Interval | None

    @property
    def differing(self) -> float:
        """The share of pairs that are not the same level."""
        return 1 - self.exact


def double_rating(
    pairs: Sequence[Pair], *, seed: int = 1, draws: int = 1000, least: int = LEAST_UNITS
) -> DoubleRating | None:
    """Raw agreement and bias of the pairs where both ratings are known; None without such a pair.

    The order of pairs does not matter. No interval with fewer than `least` pairs.
    """
    gaps = sorted(float(a) - float(b) for a, b in pairs if a is not None and b is not None)
    if not gaps:
        return None
    n = len(gaps)
    return DoubleRating(
        n=n,
        exact=sum(gap == 0 for gap in gaps) / n,
        within_one=sum(abs(gap) <= 1 for gap in gaps) / n,
        bias=sum(gaps) / n,
        interval=bootstrap(
            gaps, lambda drawn: sum(drawn) / len(drawn), seed=seed, draws=draws, least=least
        ).interval,
    )


def double_rating_by_item(
    items: Mapping[str, Sequence[Pair]], *, seed: int = 1, draws: int = 1000, least: int = LEAST_UNITS
) -> dict[str, DoubleRating]:
    """The same for each item that has a full pair, the least agreed on first (then by name).

    Items where many pairs differ have unclear levels: their wording is to be looked at, not the libraries.
    """
    found = {
        name: told
        for name, pairs in items.items()
        if (told := double_rating(pairs, seed=seed, draws=draws, least=least))
    }
    return dict(sorted(found.items(), key=lambda item: (item[1].exact, item[0])))
