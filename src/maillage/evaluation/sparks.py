"""Very small pictures of an indicator: what is expected, dashed, and what was measured. Pure geometry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from maillage.evaluation.domain.attainment import Attainment
from maillage.evaluation.domain.indicators import Measure

WIDTH, HEIGHT, MARGIN = 120, 30, 3


@dataclass(frozen=True)
class Spark:
    """Points of two lines in a box of WIDTH × HEIGHT, as SVG writes them; `last` is the last measure, if any."""

    expected: str
    measured: str
    last: tuple[str, str] | None


def spark(item: Attainment, measures: Sequence[Measure]) -> Spark | None:
    """None when there is nothing to draw: fewer than two points in all."""
    expected = [(point.day, float(point.value)) for point in item.trajectory]
    measured = [(one.day, float(one.value)) for one in measures]
    drawn = [*expected, *measured]
    if len({day for day, _ in drawn}) < 2:
        return None
    first, last = min(day for day, _ in drawn), max(day for day, _ in drawn)
    values = [0.0, *(value for _, value in drawn)]
    low, high = min(values), max(values)

    def place(day: date, value: float) -> tuple[str, str]:
        x = MARGIN + (day - first).days / (last - first).days * (WIDTH - 2 * MARGIN)
        y = HEIGHT - MARGIN - (value - low) / ((high - low) or 1) * (HEIGHT - 2 * MARGIN)
        return f"{x:.1f}", f"{y:.1f}"

    def line(points: list[tuple[date, float]]) -> str:
        return " ".join(",".join(place(*point)) for point in points)

    return Spark(line(expected), line(measured), place(*measured[-1]) if measured else None)
