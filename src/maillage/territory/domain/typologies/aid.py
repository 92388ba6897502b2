"""The surface that a library must have for the State to help building it (DGD), and what lacks."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from maillage.base.values.french import number
from maillage.base.values.sources import Source
from maillage.base.values.verdict import Verdict, no, unknown, yes
from maillage.territory.domain.typologies.aid_rules import AidRule


@dataclass(frozen=True, kw_only=True)
class AidSurface:
    """m² `needed` (None: population unknown) and `held` (None: unknown) by the main library of a commune."""

    needed: Decimal | None
    held: Decimal | None
    source: Source

    @property
    def shortfall(self) -> Decimal | None:
        """m² that lack, rounded up; 0 when there are enough, None when nobody knows."""
        if self.needed is None or self.held is None:
            return None
        return max(Decimal(0), (self.needed - self.held).to_integral_value(ROUND_CEILING))

    @property
    def verdict(self) -> Verdict:
        if self.shortfall is None:
            missing = [
                name for name, value in (("population", self.needed), ("surface", self.held)) if value is None
            ]
            return unknown(missing=tuple(missing), sources=(self.source,))
        if self.shortfall:
            return no(f"il manque {number(self.shortfall)}\u00a0m²", sources=(self.source,))
        return yes(sources=(self.source,))


def aid_surface(population: int | None, surface: Decimal | None, rule: AidRule) -> AidSurface:
    needed = None if population is None else rule.surface(population)
    return AidSurface(needed=needed, held=surface, source=rule.source)
