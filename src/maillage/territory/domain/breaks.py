"""The values of a figure year after year, and where a move is too large to be believed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from maillage.base.values.fields import Choice

# From one year to another, a figure that is multiplied or divided by more is shown as a break to be explained.
LARGEST_STEP = 3


class Break(Choice):
    """Why two values of a figure do not follow one another."""

    SOURCE = "source", "la source change"
    STEP = "step", f"plus de {LARGEST_STEP} fois plus ou moins"


@dataclass(frozen=True, kw_only=True)
class Dot:
    """A number of a year. `given` by the service, else published. `breaks`: why it does not follow the one before."""

    year: int
    value: Decimal
    given: bool
    breaks: Break | None = None


def with_breaks(dots: Sequence[Dot]) -> tuple[Dot, ...]:
    later = tuple(
        Dot(year=dot.year, value=dot.value, given=dot.given, breaks=_break(before, dot))
        for before, dot in pairwise(dots)
    )
    return (*dots[:1], *later)


def _break(before: Dot, dot: Dot) -> Break | None:
    if before.given is not dot.given:
        return Break.SOURCE
    low, high = sorted((abs(before.value), abs(dot.value)))
    return Break.STEP if low and high > low * LARGEST_STEP else None
