"""An amount month after month, above or below zero: its lowest point and its last are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from maillage.base.charts.layout import Canvas, text_width
from maillage.base.charts.theme import (
    ACCENT,
    BAND,
    INK,
    MUTED,
    PAPER,
    PRIMARY,
    RULE,
    SMALL,
    STRONG,
    WIDTH,
    Spec,
)

LEFT, RIGHT, TOP, FLOOR = 8, 8, 24, 46
HEIGHT = 280


@dataclass(frozen=True, kw_only=True)
class MonthPoint:
    """`day` is the first of the month; `text` the value as written."""

    day: date
    value: float
    text: str


def month_curve(*, points: Sequence[MonthPoint]) -> Spec:
    """Years stand in bands; zero is a line. Empty points give an empty picture."""
    canvas = Canvas(WIDTH, HEIGHT)
    if not points:
        return canvas.spec()
    high = max(0.0, *(point.value for point in points))
    low = min(0.0, *(point.value for point in points))
    room = HEIGHT - TOP - FLOOR
    step = (WIDTH - LEFT - RIGHT) / max(len(points) - 1, 1)

    def y(value: float) -> float:
        return TOP + room * (high - value) / ((high - low) or 1)

    places = [(LEFT + rank * step, y(point.value)) for rank, point in enumerate(points)]
    _years(canvas, points, step)
    canvas.lines([{"x": LEFT, "x2": WIDTH - RIGHT, "y": y(0), "y2": y(0)}], INK, 1)
    canvas.texts([{"x": LEFT + 2, "y": y(0) - 8, "text": "0", "fill": MUTED}], size=SMALL)
    canvas.lines([{"x": a, "y": b, "x2": c, "y2": d} for (a, b), (c, d) in pairwise(places)], PRIMARY, 2.2)
    lowest = min(range(len(points)), key=lambda rank: points[rank].value)
    last = len(points) - 1
    if last != lowest:
        _mark(canvas, points[last], places[last], PRIMARY)
    _mark(canvas, points[lowest], places[lowest], ACCENT, below=points[lowest].value < 0)
    return canvas.spec()


def _years(canvas: Canvas, points: Sequence[MonthPoint], step: float) -> None:
    years = list(dict.fromkeys(point.day.year for point in points))
    for year in years:
        ranks = [rank for rank, point in enumerate(points) if point.day.year == year]
        left = LEFT + (ranks[0] - 0.5) * step if ranks[0] else LEFT
        right = LEFT + (ranks[-1] + 0.5) * step if ranks[-1] + 1 < len(points) else WIDTH - RIGHT
        if year % 2:
            canvas.rects([{"x": left, "x2": right, "y": TOP - 10, "y2": HEIGHT - 24, "fill": BAND}])
        canvas.lines([{"x": left, "x2": left, "y": HEIGHT - 24, "y2": HEIGHT - 18}], RULE)
        if right - left > text_width(str(year), SMALL):
            middle = {"x": (left + right) / 2, "y": HEIGHT - 9, "text": str(year), "fill": MUTED}
            canvas.texts([middle], "center", SMALL)


def _mark(
    canvas: Canvas, point: MonthPoint, place: tuple[float, float], colour: str, below: bool = False
) -> None:
    x, y = place
    canvas.symbols([{"x": x, "y": y, "fill": colour}], size=80, stroke=PAPER, strokeWidth=1)
    half = text_width(point.text, SMALL) * 0.6
    middle = min(max(x, LEFT + half), WIDTH - RIGHT - half)
    # Below a lowest point, above another: the curve is on the other side.
    beside = y + 14 if below else max(y - 13, 8)
    canvas.texts([{"x": middle, "y": beside, "text": point.text}], "center", SMALL, fontWeight=STRONG)
