"""Things placed by two scores, importance and satisfaction, in four named corners."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from maillage.base.charts.layout import Canvas, shortened
from maillage.base.charts.theme import ACCENT, BAND, GRID, MUTED, PAPER, PRIMARY, SMALL, STRONG, WIDTH, Spec
from maillage.base.values.french import number

LEFT, RIGHT, TOP, HEIGHT = 42, WIDTH - 8, 22, 300
KEY = 18
# Scores closer than this on the page would hide one another: the second is drawn beside the first.
NEAR = 20


@dataclass(frozen=True, kw_only=True)
class QuadrantPoint:
    """`x` and `y` on the scale; `first`: to be seen before the others."""

    label: str
    x: float
    y: float
    first: bool = False


def quadrant_chart(
    *,
    points: Sequence[QuadrantPoint],
    cross: tuple[float, float],
    x_label: str,
    y_label: str,
    corners: tuple[str, str, str, str],
) -> Spec:
    """Numbered points with their key beneath. `corners`: top left, top right, bottom left, bottom right.

    The scale is the range of the scores, widened to halves. Raises ValueError without a point.
    """
    if not points:
        raise ValueError("Aucun point à dessiner.")
    rows = -(-len(points) // 2)
    canvas = Canvas(WIDTH, TOP + HEIGHT + 46 + KEY * rows)
    frame = _Frame(points)
    _ground(canvas, frame, cross, corners)
    _axes(canvas, frame, x_label, y_label)
    spots = frame.apart([(point.x, point.y) for point in points])
    canvas.symbols(
        [
            {"x": x, "y": y, "fill": ACCENT if point.first else PRIMARY}
            for (x, y), point in zip(spots, points, strict=True)
        ],
        "circle",
        330,
        stroke=PAPER,
        strokeWidth=1,
    )
    texts = [{"x": x, "y": y + 0.5, "text": str(rank), "fill": PAPER} for rank, (x, y) in enumerate(spots, 1)]
    canvas.texts(texts, "center", fontWeight=STRONG)
    _key(canvas, points, rows)
    return canvas.spec()


class _Frame:
    """Where scores fall, in pixels."""

    def __init__(self, points: Sequence[QuadrantPoint]) -> None:
        self.xs = _span([point.x for point in points])
        self.ys = _span([point.y for point in points])

    def x(self, score: float) -> float:
        low, high = self.xs
        return LEFT + (RIGHT - LEFT) * (score - low) / (high - low)

    def y(self, score: float) -> float:
        low, high = self.ys
        return TOP + HEIGHT * (high - score) / (high - low)

    def apart(self, scores: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
        """Where each point is drawn: at its scores, or just beside one that is already there."""
        taken: list[tuple[float, float]] = []
        for score in scores:
            x, y = self.x(score[0]), self.y(score[1])
            # One way only: turning back in the middle would never end.
            step = 4 if x < (LEFT + RIGHT) / 2 else -4
            while any(math.hypot(x - other[0], y - other[1]) < NEAR for other in taken):
                x += step
            taken.append((x, y))
        return taken


def _span(scores: Sequence[float]) -> tuple[float, float]:
    low, high = math.floor(min(scores) * 2 - 0.2) / 2, math.ceil(max(scores) * 2 + 0.2) / 2
    return low, max(high, low + 1)


def _ground(
    canvas: Canvas, frame: _Frame, cross: tuple[float, float], corners: tuple[str, str, str, str]
) -> None:
    x, y = frame.x(cross[0]), frame.y(cross[1])
    canvas.rects([{"x": x, "x2": RIGHT, "y": y, "y2": TOP + HEIGHT, "fill": BAND}])
    canvas.lines([{"x": x, "x2": x, "y": TOP, "y2": TOP + HEIGHT}], MUTED, 1.2, strokeDash=[5, 4])
    canvas.lines([{"x": LEFT, "x2": RIGHT, "y": y, "y2": y}], MUTED, 1.2, strokeDash=[5, 4])
    above, below = TOP + 10, TOP + HEIGHT - 10
    for (text, align), height in zip(
        [(corners[0], "left"), (corners[1], "right"), (corners[2], "left"), (corners[3], "right")],
        [above, above, below, below],
        strict=True,
    ):
        at = LEFT + 6 if align == "left" else RIGHT - 6
        canvas.texts([{"x": at, "y": height, "text": text, "fill": MUTED}], align, fontWeight=STRONG)


def _axes(canvas: Canvas, frame: _Frame, x_label: str, y_label: str) -> None:
    bottom = TOP + HEIGHT
    for low, high, upright in ((*frame.xs, False), (*frame.ys, True)):
        ticks = [low + rank / 2 for rank in range(round((high - low) * 2) + 1)]
        if upright:
            rows = [{"x": LEFT, "x2": RIGHT, "y": frame.y(t), "y2": frame.y(t)} for t in ticks]
            texts = [{"x": LEFT - 8, "y": frame.y(t), "text": number(t, 1), "fill": MUTED} for t in ticks]
        else:
            rows = [{"x": frame.x(t), "x2": frame.x(t), "y": TOP, "y2": bottom} for t in ticks]
            texts = [{"x": frame.x(t), "y": bottom + 12, "text": number(t, 1), "fill": MUTED} for t in ticks]
        canvas.lines(rows, GRID)
        canvas.texts(texts, "right" if upright else "center", SMALL)
    canvas.texts([{"x": 0, "y": 8, "text": y_label, "fill": MUTED}], size=SMALL)
    canvas.texts([{"x": RIGHT, "y": bottom + 28, "text": x_label, "fill": MUTED}], "right", SMALL)


def _key(canvas: Canvas, points: Sequence[QuadrantPoint], rows: int) -> None:
    half = WIDTH / 2
    for rank, point in enumerate(points):
        x, y = rank // rows * half, TOP + HEIGHT + 46 + KEY * (rank % rows)
        canvas.texts([{"x": x + 14, "y": y, "text": str(rank + 1)}], "right", fontWeight=STRONG)
        canvas.texts([{"x": x + 22, "y": y, "text": shortened(point.label, half - 30)}])
