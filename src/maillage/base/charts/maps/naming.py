"""Names of towns around their circles: none covers another, and each covers as few circles as it can."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot

from maillage.base.charts.layout import Canvas, text_width
from maillage.base.charts.maps.fanning import Circle
from maillage.base.charts.maps.projection import Frame
from maillage.base.charts.theme import PAPER, STRONG, Spec

Box = tuple[float, float, float, float]

NEAR = 12.0
SMALLEST = 3.2


def draw_names(
    canvas: Canvas, frame: Frame, towns: Sequence[tuple[str, float, float]], circles: Sequence[Circle]
) -> None:
    """Write `(name, longitude, latitude)`, the most important first; a name without room is left out."""
    obstacles = [(circle.x, circle.y, circle.radius) for circle in circles]
    taken: list[Box] = []
    texts = []
    for name, longitude, latitude in towns:
        x, y = frame(longitude, latitude)
        around = _around(x, y, _spread(x, y, circles), text_width(name) * 1.06)
        free = [
            (box, rank)
            for rank, box in enumerate(around)
            if box[0] > 0
            and box[1] > 0
            and box[2] < frame.width + 8
            and box[3] < canvas.height
            and not any(_overlap(box, other) for other in taken)
        ]
        if free:
            box, _ = min(free, key=lambda place: _cost(*place, obstacles))
            taken.append(box)
            texts.append({"x": box[0], "y": (box[1] + box[3]) / 2, "text": name})
    halo: Spec = {"stroke": PAPER, "strokeWidth": 3, "strokeJoin": "round", "strokeOpacity": 0.85}
    canvas.texts([{**text, "fill": PAPER} for text in texts], fontWeight=STRONG, **halo)
    canvas.texts(texts, fontWeight=STRONG)


def _spread(x: float, y: float, circles: Sequence[Circle]) -> Box:
    """The box of the circles of a town, those set aside included."""
    own = [(c.x, c.y, c.radius) for c in circles if hypot(c.x0 - x, c.y0 - y) < NEAR] or [(x, y, SMALLEST)]
    return (
        min(x - r for x, _, r in own),
        min(y - r for _, y, r in own),
        max(x + r for x, _, r in own),
        max(y + r for _, y, r in own),
    )


def _cost(box: Box, rank: int, obstacles: Sequence[tuple[float, float, float]]) -> float:
    """What a place hides, in px²; between places that hide as little, the preferred one."""
    return sum(_covered(box, *obstacle) for obstacle in obstacles) + 4 * rank


def _around(x: float, y: float, spread: Box, wide: float) -> list[Box]:
    """Where a name may stand around the circles of its town, the preferred place first."""
    left, top, right, bottom = spread
    above, below, before, after = top - 8, bottom + 8, left - 3 - wide, right + 3
    starts = (
        (after, y),
        (before, y),
        (x - wide / 2, above),
        (x - wide / 2, below),
        (after - 3, top + 1),
        (after - 3, bottom - 1),
        (before + 3, top + 1),
        (before + 3, bottom - 1),
        (x - wide / 3, above),
        (x - 2 * wide / 3, above),
        (x - wide / 3, below),
        (x - 2 * wide / 3, below),
        (x - wide / 2, above - 7),
        (x - wide / 2, below + 7),
    )
    return [(start, middle - 6.5, start + wide, middle + 6.5) for start, middle in starts]


def _covered(box: Box, x: float, y: float, radius: float) -> float:
    """The part of the square around a circle that a name hides, in px²."""
    wide = min(box[2], x + radius) - max(box[0], x - radius)
    high = min(box[3], y + radius) - max(box[1], y - radius)
    return max(wide, 0.0) * max(high, 0.0)


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
