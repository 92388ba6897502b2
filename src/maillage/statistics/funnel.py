"""Funnel plots (Spiegelhalter 2005): which units differ from the whole by more than chance, whatever their size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from maillage.statistics.coverage import Interval
from maillage.statistics.funnel_limits import Basis, around, exact_limits, variance
from maillage.statistics.intervals import Z_95, Z_998

# Extreme scores set to the next ones on each side before dispersion is measured.
WINSORISED = 0.10


class Correction(StrEnum):
    """How limits are widened when units differ more than chance explains."""

    NONE = "none"
    MULTIPLICATIVE = "multiplicative"
    ADDITIVE = "additive"


class Place(StrEnum):
    """Where a unit stands: within the limits, past those of 95 % (alert), or those of 99.8 % (alarm)."""

    INSIDE = "inside"
    ABOVE = "above"
    BELOW = "below"
    FAR_ABOVE = "far_above"
    FAR_BELOW = "far_below"

    @property
    def is_outside(self) -> bool:
        return self is not Place.INSIDE


@dataclass(frozen=True)
class Unit:
    """`events` observed on a unit of `size` (answers, inhabitants)."""

    key: str
    events: float
    size: float

    def __post_init__(self) -> None:
        if self.size <= 0 or self.events < 0:
            raise ValueError("Une unité a une taille positive et un nombre d'événements positif ou nul.")

    @property
    def value(self) -> float:
        return self.events / self.size


@dataclass(frozen=True, kw_only=True)
class Funnel:
    """A target and how widely units may lie around it.

    `phi` is the dispersion measured (1 when chance explains it all), `tau2` the variance between units that chance
    does not explain (in squared units of the value), `correction` what the limits take into account.
    """

    basis: Basis
    target: float
    units: tuple[Unit, ...]
    phi: float
    tau2: float
    correction: Correction

    @property
    def overdispersed(self) -> bool:
        """φ > 1 + 2√(2/I): units differ by more than chance, all of them together."""
        return too_dispersed(self.phi, len(self.units))

    def variance(self, size: float) -> float:
        return variance(self.basis, self.target, size)

    def limits(self, size: float, *, z: float = Z_95) -> Interval:
        """Where the value of a unit of `size` lies when nothing but chance (and usual diversity) moves it.

        Uncorrected: exact (binomial or Poisson); multiplicative: θ0 ± z√φ·s; additive:
        θ0 ± z√(s² + τ²). Kept between 0 and, for a share, 1. Raises ValueError for a size that is not positive.
        """
        if size <= 0:
            raise ValueError("La taille d'une unité est positive.")
        if self.correction is Correction.NONE:
            return exact_limits(self.basis, self.target, size, z=z)
        if self.correction is Correction.MULTIPLICATIVE:
            return around(self.basis, self.target, z * sqrt(self.phi * self.variance(size)))
        return around(self.basis, self.target, z * sqrt(self.variance(size) + self.tau2))

    def place(self, unit: Unit) -> Place:
        # The tolerance keeps a unit that lies on a limit inside it, whatever the rounding of floats.
        for z, above, below in (
            (Z_998, Place.FAR_ABOVE, Place.FAR_BELOW),
            (Z_95, Place.ABOVE, Place.BELOW),
        ):
            limits = self.limits(unit.size, z=z)
            if unit.value > limits.high + 1e-12:
                return above
            if unit.value < limits.low - 1e-12:
                return below
        return Place.INSIDE


def winsorised(scores: Sequence[float], part: float = WINSORISED) -> list[float]:
    """The scores, those among the `part` lowest (highest) set to the next lowest (highest); in the order given."""
    ordered = sorted(scores)
    cut = int(part * len(ordered))
    if not ordered:
        return []
    low, high = ordered[cut], ordered[len(ordered) - 1 - cut]
    return [min(max(score, low), high) for score in scores]


def dispersion(scores: Sequence[float], part: float = WINSORISED) -> float:
    """φ = mean of the squared winsorised scores; 1.0 without a score."""
    kept = winsorised(scores, part)
    return sum(score * score for score in kept) / len(kept) if kept else 1.0


def too_dispersed(phi: float, n: int) -> bool:
    """Whether φ of `n` units exceeds 1 + 2√(2/n), what chance gives."""
    return n > 1 and phi > 1 + 2 * sqrt(2 / n)


def between_variance(phi: float, variances: Sequence[float]) -> float:
    """τ² = (Iφ − (I−1))/(Σw − Σw²/Σw), w = 1/s²; 0 when chance explains the dispersion."""
    weights = [1 / value for value in variances if value > 0]
    if len(weights) < 2:
        return 0.0
    whole = sum(weights)
    spread = whole - sum(w * w for w in weights) / whole
    n = len(weights)
    return max(0.0, (n * phi - (n - 1)) / spread) if spread > 0 else 0.0


def funnel(
    units: Sequence[Unit],
    basis: Basis,
    *,
    target: float | None = None,
    widening: Correction = Correction.ADDITIVE,
) -> Funnel:
    """The funnel of some units around `target`, by default the value of them all together (Σ events / Σ sizes).

    Limits are widened, as `widening` says, only when units are over-dispersed. Raises ValueError without a unit,
    or for a share with more events than its size.
    """
    if not units:
        raise ValueError("Aucune unité à comparer.")
    if basis is Basis.SHARE and any(unit.events > unit.size for unit in units):
        raise ValueError("Une part ne dépasse pas 100 % : plus d'événements que la taille de l'unité.")
    aim = sum(u.events for u in units) / sum(u.size for u in units) if target is None else target
    variances = [variance(basis, aim, unit.size) for unit in units]
    scores = [
        (u.value - aim) / sqrt(own) if own > 0 else 0.0 for u, own in zip(units, variances, strict=True)
    ]
    phi = dispersion(scores)
    wide = too_dispersed(phi, len(units))
    return Funnel(
        basis=basis,
        target=aim,
        units=tuple(units),
        phi=phi,
        tau2=between_variance(phi, variances) if wide else 0.0,
        correction=widening if wide else Correction.NONE,
    )
