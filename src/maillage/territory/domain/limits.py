"""Limits beyond which a published value is doubted: plausibility, not law. A network may pass its own."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Defaults: quality checks of the evaluation methods (§5.8), and what the national files contain.

    `inhabitants_per_seat`: more than `many_seats` seats are believed only in a commune that has at least so
    many inhabitants for each. `population_ratio`: biggest believable ratio between two populations.
    `zero_answers`: fewest numeric answers, all zero, for a line to count as a non-answer. `outlier_score` and
    `outlier_ratio`: how far from the median of its class, in robust score and in times, a value stands apart.
    `jump_*`, `surface_ratio`, `hours_ratio`: how much a value may change between two surveys. `equal_items`: answers
    of two surveys (or `shared_items` of two sites) that cannot be equal by chance; `shared_least` and `total_least`
    are the smallest values looked at. `completion`: share of numbers below which an
    answer is hardly usable, when a survey asked `asked` of them.
    `reuse_years`: how old an answer may be to stand for a missing one.
    """

    weekly_hours: Decimal = Decimal(80)
    long_weekly_hours: Decimal = Decimal(60)
    small_surface_m2: Decimal = Decimal(10)
    large_surface_m2: Decimal = Decimal(10_000)
    impossible_surface_m2: Decimal = Decimal(30_000)
    many_seats: Decimal = Decimal(500)
    inhabitants_per_seat: Decimal = Decimal(100)
    visits_per_inhabitant: Decimal = Decimal(50)
    distance_km: float = 15.0
    population_ratio: float = 1.25
    population_gap: int = 100
    zero_answers: int = 3
    network_sites: int = 3
    strata: tuple[int, ...] = (500, 1000, 2000, 5000)
    outlier_score: float = 3.5
    outlier_ratio: float = 2.0
    jump_ratio: float = 2.0
    jump_least: float = 10.0
    surface_ratio: Decimal = Decimal("1.3")
    hours_ratio: Decimal = Decimal(2)
    equal_items: int = 5
    shared_items: int = 3
    shared_least: Decimal = Decimal(10)
    total_least: Decimal = Decimal(100)
    completion: float = 0.6
    asked: int = 5
    reuse_years: int = 2
    loans_per_borrower: tuple[Decimal, Decimal] = (Decimal(2), Decimal(150))


USUAL = Limits()
