"""Exact chances of counts, binomial and Poisson, without a heavy library: pages draw limits at each visit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, comb, exp, floor, lgamma, log, log1p, sqrt

# Standard deviations kept on each side of the mean: what lies beyond weighs less than 1e-20.
_WIDTH = 10
# Below, a whole distribution is computed: the normal width would be too narrow for it.
_SMALL = 60


@dataclass(frozen=True)
class Chances:
    """The chances of the counts `start`, `start + 1`, …; those left out weigh nothing."""

    start: int
    weights: tuple[float, ...]


def binomial(n: int, p: float) -> Chances:
    """Of 0 to `n` successes of chance `p` each. Raises ValueError unless n ≥ 1 and 0 ≤ p ≤ 1."""
    if n < 1 or not 0 <= p <= 1:
        raise ValueError("Il faut n ≥ 1 et une probabilité entre 0 et 1.")
    if p in (0, 1):
        return Chances(n if p == 1 else 0, (1.0,))
    head = lgamma(n + 1)

    def weight(k: int) -> float:
        return exp(head - lgamma(k + 1) - lgamma(n - k + 1) + k * log(p) + (n - k) * log1p(-p))

    spread = _WIDTH * sqrt(n * p * (1 - p)) + _SMALL
    return _between(max(0, floor(n * p - spread)), min(n, ceil(n * p + spread)), weight)


def poisson(mean: float) -> Chances:
    """Of 0, 1, 2… events when `mean` are expected (0 or more)."""
    if mean < 0:
        raise ValueError("Une moyenne d'événements n'est pas négative.")
    if mean == 0:
        return Chances(0, (1.0,))
    spread = _WIDTH * sqrt(mean) + _SMALL
    return _between(
        max(0, floor(mean - spread)),
        ceil(mean + spread),
        lambda k: exp(k * log(mean) - mean - lgamma(k + 1)),
    )


def _between(low: int, high: int, weight: Callable[[int], float]) -> Chances:
    return Chances(low, tuple(weight(k) for k in range(low, high + 1)))


def interpolated_quantile(chances: Chances, p: float) -> float:
    """r − (P(R≤r) − p)/P(R=r) where r is the smallest count of P(R ≤ r) > p: a quantile without steps."""
    below = 0.0
    for rank, weight in enumerate(chances.weights):
        if below + weight > p:
            return chances.start + rank - (below + weight - p) / weight
        below += weight
    return float(chances.start + len(chances.weights) - 1)


def whole_quantile(chances: Chances, p: float) -> float:
    """The smallest count r of P(R ≤ r) > p."""
    below = 0.0
    for rank, weight in enumerate(chances.weights):
        below += weight
        if below > p:
            return float(chances.start + rank)
    return float(chances.start + len(chances.weights) - 1)


def two_sided_sign(fewer: int, n: int) -> float:
    """p-value of `fewer` heads at most out of `n` throws of a fair coin, both sides: 2·P(X ≤ fewer), 1 at most.

    Raises ValueError unless 0 ≤ fewer ≤ n/2.
    """
    if not 0 <= 2 * fewer <= n:
        raise ValueError("Il faut 0 ≤ le plus petit nombre ≤ n/2.")
    tail: int = sum(comb(n, k) for k in range(fewer + 1))
    # Whole numbers: a float overflows past a thousand throws.
    return float(min(1.0, 2 * tail / 2**n))


def mid_p_sign(fewer: int, n: int) -> float:
    """The same p-value where the count seen weighs for half: 2·P(X < fewer) + P(X = fewer), for each side.

    The exact test is too careful on few throws; this one keeps its promise nearly always (Fagerland, Lydersen &
    Laake 2013, BMC Medical Research Methodology 13:91). Same error.
    """
    if not 0 <= 2 * fewer <= n:
        raise ValueError("Il faut 0 ≤ le plus petit nombre ≤ n/2.")
    tail: int = 2 * sum(comb(n, k) for k in range(fewer)) + comb(n, fewer)
    return float(tail / 2**n)
