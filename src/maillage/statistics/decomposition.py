"""Do scores differ between groups or within them? Sums of squares, for scores where Theil's index does not fit.

Theil needs a quantity with a true zero (`dispersion.theil_split`); a score of 0 to 100 has none. ICC: `dispersion.icc`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from maillage.statistics.quantiles import Number


@dataclass(frozen=True, kw_only=True)
class SquaresSplit:
    """Squared deviations, in squared units: `total` = `between` groups + `within` them. `n` values, `groups` filled."""

    total: float
    between: float
    within: float
    n: int
    groups: int

    @property
    def share_between(self) -> float | None:
        """η² = between / total (0 to 1); None when all values are equal."""
        return self.between / self.total if self.total else None

    @property
    def share_by_chance(self) -> float | None:
        """What η² is on average when groups mean nothing, (G − 1)/(N − 1): many small groups "explain" by chance."""
        return (self.groups - 1) / (self.n - 1) if self.n > 1 else None

    @property
    def adjusted_share(self) -> float | None:
        """ε² = 1 − (within/(N − G)) / (total/(N − 1)): η² less its chance; negative when there is less than chance.

        None when no group has two values or when all values are equal. Kelley (1935).
        """
        if self.n <= self.groups or not self.total:
            return None
        return 1 - (self.within / (self.n - self.groups)) / (self.total / (self.n - 1))


def squares_split(groups: Mapping[str, Sequence[Number]]) -> SquaresSplit | None:
    """Splits the known values of each group; empty groups are left out. None without a value. Any unit."""
    filled = [[float(value) for value in values] for values in groups.values() if values]
    everything = [value for values in filled for value in values]
    if not everything:
        return None
    if min(everything) == max(everything):
        between = within = 0.0
    else:
        average = sum(everything) / len(everything)
        means = [sum(values) / len(values) for values in filled]
        between = sum(len(v) * (m - average) ** 2 for v, m in zip(filled, means, strict=True))
        within = sum((x - m) ** 2 for v, m in zip(filled, means, strict=True) for x in v)
    return SquaresSplit(
        total=between + within, between=between, within=within, n=len(everything), groups=len(filled)
    )
