"""Do several people judge alike? Krippendorff's α, for any number of raters and whatever is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import combinations

from maillage.statistics.ratings import Rated, Scale, pairable
from maillage.statistics.resampling import LEAST_UNITS, Bootstrap, bootstrap


class Undefined(Enum):
    """Why there is no coefficient: no unit has two ratings, or they are all the same value."""

    NO_PAIR = "no_pair"
    NO_VARIATION = "no_variation"


@dataclass(frozen=True, kw_only=True)
class Alpha:
    """1: perfect agreement; 0: no better than chance; negative: worse. `value` is None when `undefined` says why.

    `units` have two ratings at least, `ratings` is the number of theirs: the rest says nothing of agreement.
    """

    value: float | None
    undefined: Undefined | None
    units: int
    ratings: int


def krippendorff_alpha(units: Iterable[Rated], scale: Scale) -> Alpha:
    """α = 1 − D_o/D_e, the disagreement observed within units over the one expected by chance.

    D_o = 1/n Σ_u Σ_{c≠k} n_uc·n_uk·δ²(c, k)/(m_u − 1), D_e = 1/(n(n − 1)) Σ_{c≠k} n_c·n_k·δ²(c, k), over the n
    ratings of units that have m_u ≥ 2. δ² is 1 (nominal), (c − k)² (interval), or the square of the number of
    ratings from c to k, those of c and k for half (ordinal). Raises ValueError for a text on an ordered scale.
    Krippendorff (2011), Computing Krippendorff's Alpha-Reliability.
    """
    return _alpha(pairable(units, scale), scale)


def alpha_bootstrap(
    units: Iterable[Rated],
    scale: Scale,
    *,
    seed: int = 1,
    draws: int = 1000,
    level: float = 0.95,
    least: int = LEAST_UNITS,
) -> Bootstrap:
    """Interval of α from draws of the units that have two ratings (their order does not matter).

    The bootstrap covers as it says where the asymptotic interval does not (Zapf et al. 2016, BMC Medical Research
    Methodology 16:93); under some twenty units it is too narrow when agreement is high. No interval with fewer than
    `least` units, nor when more than a tenth of the draws have no variation. Errors of `bootstrap`.
    """

    def figure(drawn: Sequence[tuple[float, ...]]) -> float | None:
        return _alpha(drawn, scale).value

    return bootstrap(pairable(units, scale), figure, seed=seed, draws=draws, level=level, least=least)


def _alpha(units: Sequence[tuple[float, ...]], scale: Scale) -> Alpha:
    counts = Counter(value for unit in units for value in unit)
    n = counts.total()
    places = _places(counts, scale)
    expected = _expected(counts, places)
    if not units or expected == 0:
        why = Undefined.NO_VARIATION if units else Undefined.NO_PAIR
        return Alpha(value=None, undefined=why, units=len(units), ratings=n)
    observed = sum(times * _observed(unit, places) for unit, times in Counter(units).items())
    return Alpha(value=1 - (n - 1) * observed / expected, undefined=None, units=len(units), ratings=n)


def _places(counts: Counter[float], scale: Scale) -> dict[float, float] | None:
    """Where each value lies, so that δ² is the square of a gap: a value, or the middle rank of its ratings."""
    if scale is Scale.NOMINAL:
        return None
    if scale is Scale.INTERVAL:
        return {value: value for value in counts}
    places, below = {}, 0
    for value in sorted(counts):
        places[value] = below + counts[value] / 2
        below += counts[value]
    return places


def _expected(counts: Counter[float], places: dict[float, float] | None) -> float:
    """Σ_{c<k} n_c·n_k·δ²(c, k), without going through every pair of values."""
    n = counts.total()
    if len(counts) < 2:
        return 0.0
    if places is None:
        return (n * n - sum(count * count for count in counts.values())) / 2
    middle = sum(count * places[value] for value, count in counts.items()) / n
    return n * sum(count * (places[value] - middle) ** 2 for value, count in counts.items())


def _observed(unit: tuple[float, ...], places: dict[float, float] | None) -> float:
    """Σ of δ² over the pairs of ratings of a unit, over (m − 1)."""
    pairs = combinations(unit, 2)
    if places is None:
        return sum(a != b for a, b in pairs) / (len(unit) - 1)
    return sum((places[a] - places[b]) ** 2 for a, b in pairs) / (len(unit) - 1)
