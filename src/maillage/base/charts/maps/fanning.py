"""Libraries of one town set side by side where they would hide one another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import cos, hypot, pi, sin, sqrt

GAP = 1.0
ROUNDS = 80
GOLDEN_ANGLE = pi * (3 - sqrt(5))


@dataclass(frozen=True)
class Circle:
    """A place as drawn, in pixels; `x0`, `y0` is where it really is."""

    x: float
    y: float
    radius: float
    symbol: int
    town: str = ""
    hollow: bool = False
    x0: float = 0.0
    y0: float = 0.0

    @property
    def moved(self) -> float:
        return hypot(self.x - self.x0, self.y - self.y0)


def fanned(circles: Sequence[Circle]) -> list[Circle]:
    """The circles in the order given, those of one town pushed apart until none covers another."""
    placed = [replace(circle, x0=circle.x, y0=circle.y) for circle in circles]
    towns: dict[str, list[int]] = defaultdict(list)
    for rank, circle in enumerate(placed):
        if circle.town:
            towns[circle.town].append(rank)
    for members in towns.values():
        if len(members) > 1:
            for rank, (x, y) in zip(members, _apart([placed[rank] for rank in members]), strict=True):
                placed[rank] = replace(placed[rank], x=x, y=y)
    return placed


def _apart(circles: Sequence[Circle]) -> list[tuple[float, float]]:
    spots = _spiralled(circles)
    for _ in range(ROUNDS):
        moved = False
        for i, j in combinations(range(len(spots)), 2):
            one, other = spots[i], spots[j]
            dx, dy = other[0] - one[0], other[1] - one[1]
            far, wanted = hypot(dx, dy), circles[i].radius + circles[j].radius + GAP
            if far < wanted - 0.05:
                push = (wanted - far) / 2 / far
                spots[i] = (one[0] - dx * push, one[1] - dy * push)
                spots[j] = (other[0] + dx * push, other[1] + dy * push)
                moved = True
        if not moved:
            break
    return spots


def _spiralled(circles: Sequence[Circle]) -> list[tuple[float, float]]:
    """Where the circles stand, those at one point (doors of the same building) already parted like sunflower seeds."""
    spots: list[tuple[float, float]] = []
    here: Counter[tuple[int, int]] = Counter()
    for circle in circles:
        rank = here[(round(circle.x), round(circle.y))]
        here[(round(circle.x), round(circle.y))] += 1
        away, turn = 1.1 * circle.radius * sqrt(rank), rank * GOLDEN_ANGLE
        # A hair's breadth keeps two circles from ever being at the same point.
        spots.append((circle.x + away * cos(turn) + len(spots) * 1e-3, circle.y + away * sin(turn)))
    return spots
