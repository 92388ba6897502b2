"""A funnel plot: units by their size, between limits that narrow as size grows; only those outside are named."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from maillage.base.charts.layout import Canvas, shortened, text_width
from maillage.base.charts.spread import nice_ticks
from maillage.base.charts.theme import ACCENT, GRID, INK, MUTED, PAPER, PRIMARY, RULE, SMALL, WIDTH, Spec
from maillage.base.values.french import number

LEFT, RIGHT = 46, WIDTH - 16
TOP, HEIGHT = 20, 300
LABEL_ROOM = 150
# Past this ratio between the largest and the smallest unit, sizes are drawn on a logarithmic scale.
WIDE = 20


@dataclass(frozen=True, kw_only=True)
class FunnelPoint:
    """A unit: its size, its value, and its name, written when it is `outside` the limits."""

    name: str
    size: float
    value: float
    outside: bool = False


@dataclass(frozen=True, kw_only=True)
class FunnelCurve:
    """The limits at some sizes: `(size, low, high)`, by increasing size; `far` for the wider ones."""

    label: str
    limits: tuple[tuple[float, float, float], ...]
    far: bool = False


def funnel_sizes(sizes: Sequence[float], wanted: int = 60) -> list[float]:
    """Sizes at which the limits are worth drawing, from a little under the smallest to a little over the largest."""
    low, high = 0.8 * min(sizes), 1.1 * max(sizes)
    if high / low > WIDE:
        step = math.log(high / low) / (wanted - 1)
        return [low * math.exp(rank * step) for rank in range(wanted)]
    return [low + rank * (high - low) / (wanted - 1) for rank in range(wanted)]


def funnel_plot(
    *,
    points: Sequence[FunnelPoint],
    curves: Sequence[FunnelCurve],
    target: float,
    target_label: str,
    size_label: str,
    value_label: str,
    write: Callable[[float], str],
) -> Spec:
    """Points around `target` (a dashed line) and the limits; `write` gives a value of the upright axis as text.

    Raises ValueError without a point.
    """
    if not points:
        raise ValueError("Aucun point à dessiner.")
    frame = _Frame(points, curves, target)
    canvas = Canvas(WIDTH, TOP + HEIGHT + 58)
    _axes(canvas, frame, size_label, write)
    canvas.texts([{"x": 0, "y": 6, "text": value_label, "fill": MUTED}], size=SMALL)
    for own in curves:
        _curve(canvas, frame, own)
    y = frame.y(target)
    canvas.lines([{"x": LEFT, "x2": RIGHT, "y": y, "y2": y}], MUTED, 1.2, strokeDash=[5, 4])
    dots = sorted(points, key=lambda point: point.outside)
    canvas.symbols(
        [
            {"x": frame.x(p.size), "y": frame.y(p.value), "fill": ACCENT if p.outside else PRIMARY}
            for p in dots
        ],
        "circle",
        44,
        stroke=PAPER,
        strokeWidth=0.7,
        opacity=0.85,
    )
    _names(canvas, frame, points)
    entries = [("circle", PRIMARY, "dans les limites")]
    if any(point.outside for point in points):
        entries.append(("circle", ACCENT, "hors des limites"))
    entries += [("stroke", INK if own.far else MUTED, own.label) for own in curves]
    entries.append(("dash", MUTED, target_label))
    _legend(canvas, entries, TOP + HEIGHT + 48)
    return canvas.spec()


class _Frame:
    """Where sizes and values fall, in pixels."""

    def __init__(self, points: Sequence[FunnelPoint], curves: Sequence[FunnelCurve], target: float) -> None:
        self.middle = target
        sizes = [point.size for point in points] + [edge[0] for own in curves for edge in own.limits]
        self.low, self.high = min(sizes), max(sizes)
        self.logarithmic = self.high / self.low > WIDE
        # Limits of the smallest units would flatten everything else.
        values = [point.value for point in points]
        near = [edge[2] for own in curves if not own.far for edge in own.limits]
        tallest = max([*values, target])
        self.ticks = nice_ticks(max(tallest, min(max(near, default=tallest), 1.6 * tallest)) or 1)

    def x(self, size: float) -> float:
        if self.high == self.low:
            return (LEFT + RIGHT) / 2
        if self.logarithmic:
            share = math.log(size / self.low) / math.log(self.high / self.low)
        else:
            share = (size - self.low) / (self.high - self.low)
        return LEFT + 8 + share * (RIGHT - LEFT - 16)

    def y(self, value: float) -> float:
        return TOP + HEIGHT * (1 - min(max(value / self.ticks[-1], 0), 1))

    def size_ticks(self) -> list[float]:
        if not self.logarithmic:
            return [tick for tick in nice_ticks(self.high) if self.low <= tick <= self.high]
        powers = range(math.floor(math.log10(self.low)), math.ceil(math.log10(self.high)) + 1)
        rounds = [factor * 10.0**power for power in powers for factor in (1, 2, 5)]
        inside = [tick for tick in rounds if self.low <= tick <= self.high]
        return inside if len(inside) <= 9 else [t for t in inside if str(t).lstrip("0.")[0] == "1"]


def _axes(canvas: Canvas, frame: _Frame, size_label: str, write: Callable[[float], str]) -> None:
    bottom = TOP + HEIGHT
    canvas.lines(
        [{"x": LEFT, "x2": RIGHT, "y": frame.y(tick), "y2": frame.y(tick)} for tick in frame.ticks], GRID
    )
    canvas.lines([{"x": LEFT, "x2": RIGHT, "y": bottom, "y2": bottom}], RULE)
    canvas.texts(
        [{"x": LEFT - 6, "y": frame.y(tick), "text": write(tick), "fill": MUTED} for tick in frame.ticks],
        "right",
        SMALL,
    )
    ticks = frame.size_ticks()
    canvas.lines([{"x": frame.x(t), "x2": frame.x(t), "y": bottom, "y2": bottom + 4} for t in ticks], RULE)
    canvas.texts(
        [{"x": frame.x(t), "y": bottom + 12, "text": number(t), "fill": MUTED} for t in ticks],
        "center",
        SMALL,
    )
    scale = " (échelle logarithmique)" if frame.logarithmic else ""
    canvas.texts([{"x": RIGHT, "y": bottom + 28, "text": size_label + scale, "fill": MUTED}], "right", SMALL)


def _curve(canvas: Canvas, frame: _Frame, own: FunnelCurve) -> None:
    top = frame.ticks[-1]
    for side in (1, 2):
        edges = [(frame.x(edge[0]), frame.y(edge[side]), edge[side] <= top) for edge in own.limits]
        canvas.lines(
            [{"x": a[0], "y": a[1], "x2": b[0], "y2": b[1]} for a, b in pairwise(edges) if a[2] or b[2]],
            INK if own.far else MUTED,
            1,
        )


def _names(canvas: Canvas, frame: _Frame, points: Sequence[FunnelPoint]) -> None:
    """Names of the points outside, beside them where there is room; one that would cover others is left to the table."""
    dots = [(frame.x(point.size), frame.y(point.value)) for point in points]
    taken: list[tuple[float, float, float]] = []
    texts: list[Spec] = []
    outside = [point for point in points if point.outside]
    for point in sorted(outside, key=lambda own: (-abs(own.value - frame.middle), own.name)):
        x, y = frame.x(point.size), frame.y(point.value)
        text = shortened(point.name, LABEL_ROOM, SMALL)
        wide = text_width(text, SMALL)
        for start, row in _spots(x, y, wide):
            inside = start >= LEFT and start + wide <= RIGHT and TOP <= row <= TOP + HEIGHT - 6
            touches = any(abs(row - r) < 11 and start < e and b < start + wide for b, e, r in taken)
            covers = any(start - 3 < dx < start + wide + 3 and abs(row - dy) < 8 for dx, dy in dots)
            if inside and not touches and not covers:
                taken.append((start, start + wide, row))
                texts.append({"x": start, "y": row, "text": text})
                break
    canvas.texts(texts, size=SMALL)


def _spots(x: float, y: float, wide: float) -> list[tuple[float, float]]:
    """Where a name may start: right, left, above, beneath."""
    return [(x + 7, y), (x - 7 - wide, y), (x - wide / 2, y - 12), (x - wide / 2, y + 12)]


def _legend(canvas: Canvas, entries: Sequence[tuple[str, str, str]], y: float) -> None:
    x = 0.0
    for shape, colour, label in entries:
        if shape == "circle":
            canvas.symbols([{"x": x + 5, "y": y, "fill": colour}], "circle", 60)
        else:
            dash = {"strokeDash": [5, 4]} if shape == "dash" else {}
            canvas.lines([{"x": x - 2, "x2": x + 11, "y": y, "y2": y}], colour, 1.2, **dash)
        canvas.texts([{"x": x + 15, "y": y, "text": label, "fill": MUTED}], size=SMALL)
        x += 15 + text_width(label, SMALL) + 18
