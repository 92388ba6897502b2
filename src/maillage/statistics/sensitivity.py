"""Would the overall score say the same with other weights? Scores recomputed with weights drawn around ours.

The last step but two of the JRC's ten for a composite indicator: uncertainty and sensitivity (OECD & JRC, 2008).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from operator import mul
from random import Random

from maillage.statistics.coverage import Interval
from maillage.statistics.quantiles import Number, quantile

# A unit's scores by domain, in the order of the weights; None: unknown or not applicable.
Profile = Sequence[Number | None]
# The band of a unit's overall score: any value that can be compared.
Band = Callable[[str, float], Hashable]


@dataclass(frozen=True, kw_only=True)
class Sensitivity:
    """How the overall `score` of a unit moves with the weights, in the unit of the scores.

    `interval` holds 90 % of the draws (5 % to 95 %), `largest_move` is the largest gap to `score`,
    `other_band` the share of draws (0 to 1) that change its band.
    """

    score: float
    interval: Interval
    largest_move: float
    other_band: float


def weight_sensitivity(
    profiles: Mapping[str, Profile],
    weights: Sequence[Number],
    band: Band,
    *,
    seed: int = 1,
    draws: int = 1000,
    concentration: float = 50,
) -> dict[str, Sensitivity | None]:
    """Scores under `draws` sets of weights of mean `weights`; None for a unit that has no known weighted score.

    A score is Σ w_j·x_j / Σ w_j over the domains known for the unit. Weights come from a Dirichlet distribution of
    parameters c·w_j/Σw, c = `concentration`: a domain of share s moves by √(s(1 − s)/(c + 1)), so one of 1/8 goes
    about from 6 % to 21 % with c = 50. A weight of 0 stays 0. The same draws serve all units; the same seed gives
    the same ones. Raises ValueError for a negative weight, none above 0, a profile of another length, `draws` < 1
    or `concentration` ≤ 0.
    """
    base = _checked(profiles, weights)
    if draws < 1 or concentration <= 0:
        raise ValueError("Il faut un tirage au moins et une concentration positive.")
    chance = Random(seed)  # noqa: S311 (reproducible, nothing secret)
    drawn = [_dirichlet(base, concentration, chance) for _ in range(draws)]
    # Units that know the same domains share their weights.
    known: dict[tuple[bool, ...], list[list[float]]] = {}
    found: dict[str, Sensitivity | None] = {}
    for unit, profile in profiles.items():
        pattern = tuple(score is not None for score in profile)
        if pattern not in known:
            known[pattern] = [_restricted(one, pattern) for one in (base, *drawn)]
        scores = [float(score) for score in profile if score is not None]
        found[unit] = _told(unit, scores, known[pattern], band) if any(compress(base, pattern)) else None
    return found


def _checked(profiles: Mapping[str, Profile], weights: Sequence[Number]) -> list[float]:
    base = [float(weight) for weight in weights]
    total = sum(base)
    if not base or min(base) < 0 or total <= 0:
        raise ValueError("Les poids sont positifs ou nuls, et l'un d'eux n'est pas nul.")
    if any(len(profile) != len(base) for profile in profiles.values()):
        raise ValueError("Il faut un score, ou son absence, par domaine.")
    return [weight / total for weight in base]


def _dirichlet(base: Sequence[float], concentration: float, chance: Random) -> list[float]:
    return [chance.gammavariate(concentration * share, 1.0) if share else 0.0 for share in base]


def _restricted(weights: Sequence[float], pattern: Sequence[bool]) -> list[float]:
    kept = list(compress(weights, pattern))
    # A drawn weight may be so small that it reads 0: then all those kept count alike.
    total = sum(kept)
    return [weight / total for weight in kept] if total else [1 / len(kept) for _ in kept]


def _told(unit: str, scores: list[float], weights: list[list[float]], band: Band) -> Sensitivity:
    # Rounded: a score of 50 whatever the weights must not read 49.999… and fall under the limit of its band.
    score, *drawn = (round(sum(map(mul, scores, one)), 9) for one in weights)
    ours = band(unit, score)
    drawn.sort()
    return Sensitivity(
        score=score,
        interval=Interval(quantile(drawn, 0.05), quantile(drawn, 0.95)),
        largest_move=max(abs(drawn[0] - score), abs(drawn[-1] - score)),
        other_band=sum(band(unit, value) != ours for value in drawn) / len(drawn),
    )
