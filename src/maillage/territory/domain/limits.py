"""Limits beyond which a published value is doubted: plausibility, not law. A network may pass its own."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Defaults: quality checks of the evaluation methods (§5.8), and what the national files contain.

    `inhabitants_per_seat`: more than `many_seats` seats are believed only in a commune that has at least so
    many inhabitants for each. `population_ratio`: biggest believable ratio between two populations.
    `zero_answers`: fewest numeric answers, all zero, for a line to count as a non-answer.
    """

    weekly_hours: Decimal = Decimal(80)
    small_surface_m2: Decimal = Decimal(10)
    large_surface_m2: Decimal = Decimal(10_000)
    many_seats: Decimal = Decimal(500)
    inhabitants_per_seat: Decimal = Decimal(100)
    visits_per_inhabitant: Decimal = Decimal(50)
    distance_km: float = 15.0
    population_ratio: float = 1.25
    population_gap: int = 100
    zero_answers: int = 3
    network_sites: int = 3


USUAL = Limits()
