"""Would other weights of the domains change what is said of a library? A thousand sets of weights, tried."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from maillage.campaigns.domain.coherence.seen import Seen
from maillage.campaigns.domain.scores import CoreState, Marks, band_of
from maillage.statistics.quantiles import quantile
from maillage.statistics.sensitivity import weight_sensitivity

DRAWS = 1000


@dataclass(frozen=True, kw_only=True)
class Robustness:
    """`libraries` have a band; `unstable` of them leave it in a good part of the `draws`, `untouched` never do.

    `usual_move`: the median width of the 90 % interval of a score, in points.
    """

    libraries: int
    unstable: int
    untouched: int
    draws: int
    usual_move: float


def robustness(
    seen: Sequence[Seen], weights: Sequence[float], marks: Marks, *, unstable: float
) -> Robustness | None:
    """`weights` of the domains, in the order of their scores; `unstable`: share of draws (0 to 1) from which a band
    counts as shaky. None when no library has a band."""
    known = {site.code: site for site in seen if site.band is not None}
    if not known or sum(weights) <= 0:
        return None

    def band(code: str, score: float) -> object:
        return band_of(score, core_missing=CoreState.MISSING in known[code].core.values(), marks=marks)

    found = weight_sensitivity(
        {code: site.scores for code, site in known.items()}, weights, band, draws=DRAWS
    )
    told = [own for own in found.values() if own is not None]
    if not told:
        return None
    return Robustness(
        libraries=len(told),
        unstable=sum(own.other_band >= unstable for own in told),
        untouched=sum(own.other_band == 0 for own in told),
        draws=DRAWS,
        usual_move=quantile([own.interval.high - own.interval.low for own in told], 0.5),
    )
