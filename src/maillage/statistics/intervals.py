"""Uncertainty of a share: Wilson interval, margin of a finite population, size needed, funnel limits."""

from __future__ import annotations

from math import ceil, sqrt

from maillage.statistics.coverage import Interval

# Two-sided normal quantiles: 95 % (alert) and 99.8 % (alarm on a funnel plot).
Z_95 = 1.959964
Z_998 = 3.090232


def wilson(yes: int, n: int, *, z: float = Z_95) -> Interval:
    """Interval of a share observed on `n` units: (p + z²/2n ± z√(p(1−p)/n + z²/4n²)) / (1 + z²/n).

    Raises ValueError unless 0 ≤ yes ≤ n and n > 0.
    """
    if not (0 <= yes <= n and n > 0):
        raise ValueError("Il faut 0 ≤ oui ≤ n, et n non nul.")
    p = yes / n
    middle = p + z * z / (2 * n)
    half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    return Interval(max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale))


def rate_interval(events: float, size: float, *, z: float = Z_95) -> Interval:
    """Score interval of a Poisson rate, events for each unit of `size`: (y + z²/2 ± z√(y + z²/4)) / E.

    Wilson's, for counts that have no upper limit. Raises ValueError unless events ≥ 0 and size > 0.
    """
    if events < 0 or size <= 0:
        raise ValueError("Il faut un nombre d'événements positif ou nul, et une taille positive.")
    middle, half = events + z * z / 2, z * sqrt(events + z * z / 4)
    return Interval(max(0.0, (middle - half) / size), (middle + half) / size)


def finite_population_margin(n: int, total: int, *, p: float = 0.5, z: float = Z_95) -> float:
    """Half-width (0 to 1) of a share known from `n` of `total` units: z√(p(1−p)/n · (N−n)/(N−1)).

    It covers the chance of sampling only: with a voluntary answer, the bias of silence is not in it.
    Raises ValueError unless 1 ≤ n ≤ total.
    """
    if not 1 <= n <= total:
        raise ValueError("Le nombre de réponses est compris entre 1 et la taille de la population.")
    if n == total:
        return 0.0
    return z * sqrt(p * (1 - p) / n * (total - n) / (total - 1))


def answers_needed(margin: float, total: int, *, p: float = 0.5, z: float = Z_95) -> int:
    """Fewest answers of `total` for a margin e: n0 / (1 + (n0 − 1)/N), n0 = z²p(1−p)/e², rounded up."""
    if margin <= 0 or total < 1:
        raise ValueError("La marge et la taille de la population sont positives.")
    unlimited = z * z * p * (1 - p) / (margin * margin)
    return min(total, ceil(unlimited / (1 + (unlimited - 1) / total)))


def funnel_limits(target: float, n: int, *, z: float = Z_95) -> Interval:
    """Where the share of a unit of size `n` lies by chance alone around `target`: θ0 ± z√(θ0(1−θ0)/n)."""
    if n < 1 or not 0 <= target <= 1:
        raise ValueError("Il faut n ≥ 1 et une cible entre 0 et 1.")
    half = z * sqrt(target * (1 - target) / n)
    return Interval(max(0.0, target - half), min(1.0, target + half))
