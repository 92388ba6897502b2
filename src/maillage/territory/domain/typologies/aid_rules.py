"""The rule of the State aid to building (DGD) as the rulebook holds it on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from maillage.base.values.sources import Source
from maillage.rulebook.domain import Rules

RULES = {
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
    found = {name: rules.value(rule, on=on) for name, rule in RULES.items()}
    return AidRule(**{name: value.value for name, value in found.items()}, source=found["floor"].source)
