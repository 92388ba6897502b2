"""The surface that a library must have for the State to help building it (DGD), and what lacks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal

from maillage.base.values.french import number
from maillage.base.values.sources import Source
from maillage.base.values.verdict import Verdict, no, unknown, yes
from maillage.rulebook.domain import Rules

_RULES = {
    "floor": "territory.dgd_surface.floor",
    "floor_below": "territory.dgd_surface.floor_below",
    "per_inhabitant": "territory.dgd_surface.per_inhabitant",
    "first_until": "territory.dgd_surface.first_until",
    "beyond": "territory.dgd_surface.beyond",
    "second_until": "territory.dgd_surface.second_until",
    "large": "territory.dgd_surface.large",
    "large_until": "territory.dgd_surface.large_until",
}


@dataclass(frozen=True, kw_only=True)
class AidRule:
    """The rule in force on a day: populations in inhabitants, surfaces in m² and m² per inhabitant."""

    floor: Decimal
    floor_below: Decimal
    per_inhabitant: Decimal
    first_until: Decimal
    beyond: Decimal
    second_until: Decimal
    large: Decimal
    large_until: Decimal
    source: Source

    def surface(self, population: int) -> Decimal:
        """m² asked of the main library of a commune: a floor, then by inhabitant, less past a size, then a cap."""
        size = Decimal(population)
        if size < self.floor_below:
            return self.floor
        if size <= self.first_until:
            return self.per_inhabitant * size
        if size <= self.second_until:
            return self.per_inhabitant * self.first_until + self.beyond * (size - self.first_until)
        return self.large * min(size, self.large_until)


def aid_rule(rules: Rules, on: date) -> AidRule:
    found = {name: rules.value(rule, on=on) for name, rule in _RULES.items()}
    return AidRule(**{name: value.value for name, value in found.items()}, source=found["floor"].source)


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
