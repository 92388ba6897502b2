"""Limits of a funnel plot: how far chance alone takes a share or a rate from its target, by the size of the unit."""

from __future__ import annotations

from enum import StrEnum
from math import sqrt

from maillage.statistics.coverage import Interval
from maillage.statistics.discrete import binomial, interpolated_quantile, poisson, whole_quantile
from maillage.statistics.intervals import Z_95, Z_998

# What lies beyond each limit, on each side.
_TAILS = {Z_95: 0.025, Z_998: 0.001}


class Basis(StrEnum):
    """`SHARE`: so many of the unit's own (0 to 1). `RATE`: events for each of its size, may exceed 1."""

    SHARE = "share"
    RATE = "rate"


def variance(basis: Basis, target: float, size: float) -> float:
    """Of a value by chance alone: θ0(1−θ0)/n for a share, θ0/E for a rate (Poisson)."""
    return target * (1 - target) / size if basis is Basis.SHARE else target / size


def normal_limits(basis: Basis, target: float, size: float, *, z: float = Z_95) -> Interval:
    """θ0 ± z·s, kept between 0 and, for a share, 1: good for large units."""
    return around(basis, target, z * sqrt(variance(basis, target, size)))


def exact_limits(
    basis: Basis, target: float, size: float, *, z: float = Z_95, interpolated: bool = False
) -> Interval:
    """Limits of counts (binomial or Poisson) divided by the size: what lies outside has a chance below the tail.

    With r_p the smallest r of P(R ≤ r) > p, they are r_p/n: being beyond is then a true exact test, one yes out of
    four included. `interpolated`: (r_p − α)/n, α = (P(R≤r_p) − p)/P(R = r_p) (Spiegelhalter, A.1), smoother to draw
    but too severe for units of a few answers. p is 2.5 % and 97.5 % for z = 1.96, 0.1 % and 99.9 % for 3.09.
    Raises ValueError for another z, for a size that is not positive, or a share out of [0, 1].
    """
    if z not in _TAILS:
        raise ValueError("Limites exactes : à 95 % ou à 99,8 % seulement.")
    if size <= 0 or target < 0 or (basis is Basis.SHARE and target > 1):
        raise ValueError("Il faut une taille positive et une cible positive (une part ne dépasse pas 1).")
    chances = binomial(max(1, round(size)), target) if basis is Basis.SHARE else poisson(size * target)
    find = interpolated_quantile if interpolated else whole_quantile
    low, high = (find(chances, p) / size for p in (_TAILS[z], 1 - _TAILS[z]))
    # Interpolation falls short of the target itself when hardly an event is expected.
    return _kept(basis, min(low, target), max(high, target))


def around(basis: Basis, target: float, half: float) -> Interval:
    """θ0 ± half, kept where a share or a rate may lie."""
    return _kept(basis, target - half, target + half)


def _kept(basis: Basis, low: float, high: float) -> Interval:
    return Interval(max(0.0, low), min(1.0, high) if basis is Basis.SHARE else max(0.0, high))
