"""Where gaps lie: the spread of scores, of hours and of room, and whether EPCI or size explain it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import stdev

from maillage.base.values.fields import Choice
from maillage.campaigns.domain.coherence.seen import Seen
from maillage.statistics.decomposition import SquaresSplit, squares_split
from maillage.statistics.dispersion import TheilSplit, gini, icc, quartile_ratio, theil_split
from maillage.statistics.quantiles import Quartiles, quartiles


@dataclass(frozen=True, kw_only=True)
class ScoreSpread:
    """Scores of 0 to 100: no ratio of them means anything, so quartiles and standard deviation (None under two)."""

    title: str
    n: int
    quartiles: Quartiles
    deviation: float | None

    @property
    def middle_half(self) -> float:
        """Interquartile range, in points."""
        return self.quartiles.q3 - self.quartiles.q1


def score_spread(title: str, scores: Iterable[float | None]) -> ScoreSpread | None:
    """None when nobody has a score."""
    known = [score for score in scores if score is not None]
    found = quartiles(known)
    if found is None:
        return None
    return ScoreSpread(
        title=title, n=len(known), quartiles=found, deviation=stdev(known) if len(known) > 1 else None
    )


@dataclass(frozen=True, kw_only=True)
class AmountSpread:
    """A quantity with a true zero: quartile coefficient, Gini, Theil split between groups and within them."""

    title: str
    n: int
    quartile_ratio: float | None
    gini: float
    by_epci: TheilSplit
    by_size: TheilSplit


def amount_spread(title: str, amounts: Sequence[tuple[Seen, float]]) -> AmountSpread | None:
    """The known amounts, each with its library. None with fewer than two, or when all are zero."""
    values = [value for _, value in amounts]
    if len(values) < 2 or sum(values) == 0:
        return None
    return AmountSpread(
        title=title,
        n=len(values),
        quartile_ratio=quartile_ratio(values),
        gini=gini(values),
        by_epci=theil_split(grouped(amounts, lambda site: site.epci)),
        by_size=theil_split(grouped(amounts, lambda site: site.stratum)),
    )


def grouped(pairs: Iterable[tuple[Seen, float]], key: Callable[[Seen], str]) -> dict[str, list[float]]:
    found: dict[str, list[float]] = defaultdict(list)
    for site, value in pairs:
        found[key(site)].append(value)
    return dict(found)


class Level(Choice):
    """Where to act, as far as gaps of score say."""

    EPCI = "epci", "par EPCI"
    SIZE = "size", "par taille de commune"
    LIBRARY = "library", "bibliothèque par bibliothèque"


@dataclass(frozen=True, kw_only=True)
class Split:
    """The gaps of score shared by one grouping; `icc`: how alike two libraries of a group are."""

    squares: SquaresSplit
    icc: float | None

    @property
    def beyond_chance(self) -> float:
        """The share between groups less what chance gives (0 to 1): many small groups "explain" by chance."""
        return max(self.squares.adjusted_share or 0.0, 0.0)


@dataclass(frozen=True, kw_only=True)
class WhereToAct:
    by_epci: Split
    by_size: Split
    level: Level


def where_to_act(seen: Sequence[Seen], *, by_group: float) -> WhereToAct | None:
    """Act by the grouping that holds at least `by_group` (0 to 1) of the gaps beyond chance, the larger of the two;
    else library by library. None with fewer than two scores."""
    scores = [(site, site.overall) for site in seen if site.overall is not None]
    if len(scores) < 2:
        return None
    by_epci = _split(grouped(scores, lambda site: site.epci))
    by_size = _split(grouped(scores, lambda site: site.stratum))
    larger = max(by_epci.beyond_chance, by_size.beyond_chance)
    level = Level.LIBRARY
    if larger >= by_group:
        level = Level.EPCI if by_epci.beyond_chance == larger else Level.SIZE
    return WhereToAct(by_epci=by_epci, by_size=by_size, level=level)


def _split(groups: Mapping[str, Sequence[float]]) -> Split:
    squares = squares_split(groups)
    assert squares is not None  # there are two scores at least
    return Split(squares=squares, icc=icc(groups))
