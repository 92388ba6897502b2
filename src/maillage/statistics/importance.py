"""Importance × satisfaction: what matters to people and does not please them comes first (Martilla & James, 1977)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from maillage.statistics.quantiles import Number, mean

# The importance and the satisfaction given by one person; None: no answer.
Opinion: TypeAlias = tuple[Number | None, Number | None]


class Quadrant(Enum):
    """Where a service lies: above or below the average importance, and satisfaction."""

    IMPROVE = "improve"  # important, not satisfying
    KEEP = "keep"  # important, satisfying
    MINOR = "minor"  # less important, not satisfying
    GENEROUS = "generous"  # less important, satisfying


@dataclass(frozen=True, kw_only=True)
class Opinions:
    """Mean importance and satisfaction of an item, in the unit of the scale; None, like the quadrant, when hidden.

    `rated_importance` and `rated_satisfaction` count the answers; an item is hidden when either is too low.
    """

    importance: float | None
    satisfaction: float | None
    rated_importance: int
    rated_satisfaction: int
    quadrant: Quadrant | None

    @property
    def hidden(self) -> bool:
        return self.quadrant is None


@dataclass(frozen=True, kw_only=True)
class Quadrants:
    """The items in the order given, and where the lines cross (None when all items are hidden)."""

    items: dict[str, Opinions]
    importance: float | None
    satisfaction: float | None

    def within(self, quadrant: Quadrant) -> list[str]:
        """The items of a quadrant, in the order given."""
        return [name for name, item in self.items.items() if item.quadrant is quadrant]


def quadrants(opinions: Mapping[str, Sequence[Opinion]], *, least: int) -> Quadrants:
    """Places each item by its means; the lines cross at the mean of the means of shown items, which counts as above.

    An item with fewer than `least` answers on either question is hidden and moves no line. Raises ValueError when
    `least` < 1.
    """
    if least < 1:
        raise ValueError("Il faut une réponse au moins pour montrer une moyenne.")
    answers = {name: _known(given) for name, given in opinions.items()}
    shown = {n: v for n, v in answers.items() if all(len(known) >= least for known in v)}
    means = {name: (mean(a) or 0.0, mean(b) or 0.0) for name, (a, b) in shown.items()}
    matters = mean(a for a, _ in means.values())
    pleases = mean(b for _, b in means.values())
    items = {}
    for name, (importances, satisfactions) in answers.items():
        a, b = means.get(name, (None, None))
        items[name] = Opinions(
            importance=a,
            satisfaction=b,
            rated_importance=len(importances),
            rated_satisfaction=len(satisfactions),
            quadrant=_quadrant(a, b, matters, pleases),
        )
    return Quadrants(items=items, importance=matters, satisfaction=pleases)


def _known(given: Sequence[Opinion]) -> tuple[list[Number], list[Number]]:
    return [a for a, _ in given if a is not None], [b for _, b in given if b is not None]


def _quadrant(
    a: float | None, b: float | None, matters: float | None, pleases: float | None
) -> Quadrant | None:
    if a is None or b is None or matters is None or pleases is None:
        return None
    if _reaches(a, matters):
        return Quadrant.KEEP if _reaches(b, pleases) else Quadrant.IMPROVE
    return Quadrant.GENEROUS if _reaches(b, pleases) else Quadrant.MINOR


def _reaches(value: float, line: float) -> bool:
    # The mean of equal means, rounded, may lie a hair above them all.
    return value >= line - 1e-9
