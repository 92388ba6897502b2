"""Shrinkage: small units borrow strength from the whole, so that three lucky answers are not a champion.

Only among units that may be compared (a stratum, never a country): the raw value is always shown beside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from maillage.statistics.funnel import between_variance


@dataclass(frozen=True)
class SharePrior:
    """A beta distribution of shares: its `mean` μ and its `strength` M = α + β, in number of answers.

    `strength` is None when chance alone explains the differences: every unit is then estimated at the mean.
    """

    mean: float
    strength: float | None

    def estimate(self, yes: float, n: float) -> float:
        """θ̂ = (y + μM)/(n + M), between the raw share and the mean. Raises ValueError unless 0 ≤ yes ≤ n, n > 0."""
        if not (0 <= yes <= n and n > 0):
            raise ValueError("Il faut 0 ≤ oui ≤ n, et n non nul.")
        if self.strength is None:
            return self.mean
        return (yes + self.mean * self.strength) / (n + self.strength)

    def weight(self, n: float) -> float:
        """How much of the estimate is the unit's own: n/(n + M), 0 when there is nothing to tell units apart."""
        return 0.0 if self.strength is None else n / (n + self.strength)


def share_prior(counts: Sequence[tuple[float, float]]) -> SharePrior:
    """The prior of units `(yes, n)` by the method of moments (beta-binomial).

    μ = Σy/Σn; s² = I·Σ n(p − μ)² / ((I − 1)·Σn); M = (μ(1−μ) − s²) / (s² − μ(1−μ)/I · Σ 1/n).
    Units without an answer are left out. Raises ValueError without two units.
    """
    known = [(yes, n) for yes, n in counts if n > 0]
    if len(known) < 2:
        raise ValueError("Il faut deux unités au moins.")
    size, total = len(known), sum(n for _, n in known)
    mean = sum(yes for yes, _ in known) / total
    spread = size * sum(n * (yes / n - mean) ** 2 for yes, n in known) / ((size - 1) * total)
    chance = mean * (1 - mean)
    unexplained = spread - chance / size * sum(1 / n for _, n in known)
    if unexplained <= 0:
        return SharePrior(mean, None)
    return SharePrior(mean, max(0.0, (chance - spread) / unexplained))


@dataclass(frozen=True)
class NormalPrior:
    """Means of units scattered around `mean` with the variance `between` (τ², in squared units of the value)."""

    mean: float
    between: float

    def weight(self, variance: float) -> float:
        """B = τ²/(τ² + s²): how much of the estimate is the unit's own."""
        whole = self.between + variance
        return self.between / whole if whole > 0 else 1.0

    def estimate(self, value: float, variance: float) -> float:
        """θ̂ = B·y + (1 − B)·μ, where `variance` s² is that of the unit's own value."""
        own = self.weight(variance)
        return own * value + (1 - own) * self.mean


def normal_prior(values: Sequence[float], variances: Sequence[float]) -> NormalPrior:
    """μ and τ² of units by the method of moments (DerSimonian & Laird).

    τ² = (Q − (I−1)) / (Σw − Σw²/Σw), Q = Σ w(y − ȳ_w)², w = 1/s²; μ weighs units by 1/(s² + τ²).
    Raises ValueError without two units, or with a variance that is not positive.
    """
    if len(values) != len(variances) or len(values) < 2 or any(own <= 0 for own in variances):
        raise ValueError("Il faut deux unités au moins, chacune avec une variance positive.")
    weights = [1 / own for own in variances]
    middle = _weighted(values, weights)
    spread = sum(w * (y - middle) ** 2 for w, y in zip(weights, values, strict=True))
    between = between_variance(spread / len(values), variances)
    return NormalPrior(_weighted(values, [1 / (own + between) for own in variances]), between)


def _weighted(values: Sequence[float], weights: Sequence[float]) -> float:
    return sum(w * y for w, y in zip(weights, values, strict=True)) / sum(weights)
