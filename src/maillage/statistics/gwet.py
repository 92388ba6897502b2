"""Gwet's AC1 and AC2: agreement beyond chance that does not collapse when nearly everyone says the same.

Where all libraries but two say "yes", κ and α fall near 0 although raters agree: show these beside them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import comb

from maillage.statistics.ratings import Rated, Rating, ratings_of


@dataclass(frozen=True, kw_only=True)
class Corrected:
    """Agreement as `observed` (0 to 1), by `chance`, and beyond it: (observed − chance)/(1 − chance).

    `units` have two ratings at least; without one, nothing is `observed` and there is no `value`.
    """

    value: float | None
    observed: float | None
    chance: float
    units: int


def ac1(units: Iterable[Rated], categories: Sequence[Rating]) -> Corrected:
    """AC1 for names without order: only the same category agrees. `categories`: all that could be chosen.

    Chance p_e = Σ π_k(1 − π_k)/(q − 1), where π_k is the mean share of category k among the ratings of a unit.
    Raises ValueError with fewer than two categories, a repeated one, or a rating that is none of them.
    Gwet (2008), British Journal of Mathematical and Statistical Psychology 61; (2014) Handbook, chapter 5.
    """
    return _corrected(units, categories, lambda a, b: float(a == b))


def ac2(units: Iterable[Rated], levels: Sequence[Rating]) -> Corrected:
    """AC2 for ordered levels (all of them, in order): near misses agree in part, more when they are nearer.

    Gwet's ordinal weights: 1 − C(|k − l| + 1, 2)/C(q, 2), ranks k and l of the q levels; chance is multiplied by
    the sum of weights over q. Same errors and source as `ac1`.
    """
    whole = comb(len(levels), 2) or 1
    return _corrected(units, levels, lambda a, b: 1 - comb(abs(a - b) + 1, 2) / whole)


def _corrected(
    units: Iterable[Rated], categories: Sequence[Rating], weight: Callable[[int, int], float]
) -> Corrected:
    ranks = {category: rank for rank, category in enumerate(categories)}
    q = len(ranks)
    if q < 2 or q != len(categories):
        raise ValueError("Il faut deux catégories au moins, toutes différentes.")
    known = [found for unit in units if (found := ratings_of(unit))]
    if strange := next((value for values in known for value in values if value not in ranks), None):
        raise ValueError(f"La réponse « {strange} » n'est pas dans l'échelle.")
    tables = [Counter(ranks[value] for value in values) for values in known]
    shares = [sum(table[k] / table.total() for table in tables) / (len(tables) or 1) for k in range(q)]
    weights = sum(weight(a, b) for a in range(q) for b in range(q))
    chance = weights / (q * (q - 1)) * sum(share * (1 - share) for share in shares)
    paired = [_agreeing(table, weight) for table in tables if table.total() > 1]
    if not paired:
        return Corrected(value=None, observed=None, chance=chance, units=0)
    observed = sum(paired) / len(paired)
    return Corrected(
        value=(observed - chance) / (1 - chance), observed=observed, chance=chance, units=len(paired)
    )


def _agreeing(table: Counter[int], weight: Callable[[int, int], float]) -> float:
    """The share of the pairs of ratings of a unit that agree, each for its weight."""
    m = table.total()
    pairs = sum(
        weight(a, b) * times * (other - (a == b)) for a, times in table.items() for b, other in table.items()
    )
    return pairs / (m * (m - 1))
