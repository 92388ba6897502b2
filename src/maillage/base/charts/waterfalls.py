"""From a gross amount to a net one, a step a line: what is taken away hangs where the line before stopped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from maillage.base.charts.layout import Canvas, text_width, wrapped
from maillage.base.charts.theme import ACCENT, BAND, CATEGORIES, INK, PRIMARY, RULE, STRONG, WIDTH, Spec

LABELS = 178
LANE = 34
TAKEN = CATEGORIES[2]


@dataclass(frozen=True, kw_only=True)
class WaterfallStep:
    """`amount`: added to what stands (negative: taken away); of a `stop`, where one stands, drawn from zero."""

    label: str
    amount: float
    text: str
    stop: bool = False


def waterfall(*, steps: Sequence[WaterfallStep]) -> Spec:
    """Lines from the top. Names and amounts come first, so that a narrow screen shows them without moving the picture.

    The first `stop` is the whole, the others what is left; a negative one goes left of zero, in another colour.
    """
    spans = _spans(steps)
    room = max((text_width(step.text) for step in steps), default=0.0) * 1.1 + 8
    left = LABELS + room + 10
    least = min((low for low, _ in spans), default=0.0)
    most = max((high for _, high in spans), default=0.0)
    scale = (WIDTH - left - 6) / ((most - least) or 1)

    def x(value: float) -> float:
        return left + (value - least) * scale

    canvas = Canvas(WIDTH, max(len(steps), 1) * LANE + 4)
    canvas.rects(_bands(steps))
    canvas.lines([{"x": x(0), "x2": x(0), "y": 0, "y2": canvas.height}], RULE)
    for rank, (step, (low, high)) in enumerate(zip(steps, spans, strict=True)):
        middle = 2 + (rank + 0.5) * LANE
        edges = {"x": x(low), "x2": max(x(high), x(low) + 1), "y": middle - 9, "y2": middle + 9}
        canvas.rects([{**edges, "fill": _colour(step, rank)}])
        _label(canvas, step, middle)
        canvas.texts([{"x": LABELS + room, "y": middle, "text": step.text}], "right", fontWeight=STRONG)
        if rank + 1 < len(steps):
            # The thread from one line to the next: where one stands.
            at = x(_standing(steps[: rank + 1]))
            canvas.lines(
                [{"x": at, "x2": at, "y": middle + 9, "y2": middle + LANE - 9}], INK, 0.8, strokeDash=[2, 2]
            )
    return canvas.spec()


def _standing(steps: Sequence[WaterfallStep]) -> float:
    at = 0.0
    for step in steps:
        at = step.amount if step.stop else at + step.amount
    return at


def _spans(steps: Sequence[WaterfallStep]) -> list[tuple[float, float]]:
    """The two ends of each bar, the lower first."""
    found = []
    for rank, step in enumerate(steps):
        before = 0.0 if step.stop else _standing(steps[:rank])
        after = _standing(steps[: rank + 1])
        found.append((min(before, after), max(before, after)))
    return found


def _bands(steps: Sequence[WaterfallStep]) -> list[Spec]:
    return [
        {"x": 0, "x2": WIDTH, "y": 2 + rank * LANE, "y2": 2 + (rank + 1) * LANE, "fill": BAND}
        for rank, step in enumerate(steps)
        if step.stop
    ]


def _colour(step: WaterfallStep, rank: int) -> str:
    if not step.stop:
        return TAKEN
    return PRIMARY if rank == 0 and step.amount >= 0 else ACCENT


def _label(canvas: Canvas, step: WaterfallStep, middle: float) -> None:
    lines = wrapped(step.label, LABELS - 14, 2)
    shifts = (0.0,) if len(lines) == 1 else (-6.0, 6.0)
    texts = [{"x": 6, "y": middle + dy, "text": line} for line, dy in zip(lines, shifts, strict=True)]
    canvas.texts(texts, fontWeight=STRONG if step.stop else 400)
