"""What hypotheses change, either side of a line: the strongest first, less to the left, more to the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from maillage.base.charts.layout import Canvas, shortened, text_width, wrapped
from maillage.base.charts.theme import ACCENT, BAND, INK, MUTED, PRIMARY, SMALL, STRONG, WIDTH, Spec

LABELS = 190
LANE = 19
GAP = 9
HEAD = 24


@dataclass(frozen=True, kw_only=True)
class TornadoBar:
    """A hypothesis. `ends`: what each end is called ("" when the label says it), its change, and that written."""

    label: str
    ends: tuple[tuple[str, float, str], ...]


def tornado(*, bars: Sequence[TornadoBar], less: str = "moins", more: str = "plus") -> Spec:
    """One group of bars a hypothesis, one bar an end, in the order given; `less` and `more` name the sides."""
    heights = [max(len(bar.ends), 1) * LANE + GAP for bar in bars]
    canvas = Canvas(WIDTH, HEAD + sum(heights) + 4)
    scale, middle = _scale(bars)
    top = float(HEAD)
    for rank, (bar, height) in enumerate(zip(bars, heights, strict=True)):
        if rank % 2 == 0:
            canvas.rects([{"x": 0, "x2": WIDTH, "y": top, "y2": top + height, "fill": BAND}])
        _draw(canvas, bar, top, height, middle, scale)
        top += height
    canvas.lines([{"x": middle, "x2": middle, "y": HEAD - 4, "y2": top}], INK, 1.2)
    canvas.texts([{"x": middle - 8, "y": 9, "text": f"← {less}", "fill": MUTED}], "right", SMALL)
    canvas.texts([{"x": middle + 8, "y": 9, "text": f"{more} →", "fill": MUTED}], size=SMALL)
    return canvas.spec()


def _written(name: str, told: str) -> str:
    return f"{name} : {told}" if name else told


def _scale(bars: Sequence[TornadoBar]) -> tuple[float, float]:
    """Pixels a unit, and where zero is: each side keeps room for its longest bar and its longest text."""
    ends = [end for bar in bars for end in bar.ends]
    least = max((-value for _, value, _ in ends if value < 0), default=0.0)
    most = max((value for _, value, _ in ends if value > 0), default=0.0)
    room_left = max((text_width(_written(n, t)) for n, v, t in ends if v < 0), default=0.0) * 1.08 + 12
    room_right = max((text_width(_written(n, t)) for n, v, t in ends if v >= 0), default=0.0) * 1.08 + 12
    width = max(WIDTH - LABELS - room_left - room_right, 80)
    scale = width / ((least + most) or 1)
    return scale, LABELS + room_left + least * scale


def _draw(canvas: Canvas, bar: TornadoBar, top: float, height: float, middle: float, scale: float) -> None:
    lines = wrapped(bar.label, LABELS - 12, 2)
    shifts = (0.0,) if len(lines) == 1 else (-6.0, 6.0)
    centre = top + height / 2
    canvas.texts(
        [{"x": 8, "y": centre + dy, "text": line} for dy, line in zip(shifts, lines, strict=True)],
        fontWeight=STRONG,
    )
    for rank, (name, value, told) in enumerate(bar.ends):
        y = top + GAP / 2 + (rank + 0.5) * LANE
        end = middle + value * scale
        edges = {"x": min(middle, end), "x2": max(middle, end), "y": y - 7, "y2": y + 7}
        canvas.rects([{**edges, "fill": ACCENT if value > 0 else PRIMARY}])
        text = shortened(_written(name, told), WIDTH - LABELS)
        if value < 0:
            canvas.texts([{"x": end - 6, "y": y, "text": text}], "right")
        else:
            canvas.texts([{"x": end + 6, "y": y, "text": text}])
