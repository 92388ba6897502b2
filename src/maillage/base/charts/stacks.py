"""Horizontal stacks: how a whole splits into a few classes, one line each, with the counts written inside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from maillage.base.charts.layout import Canvas, wrapped
from maillage.base.charts.theme import INK, PAPER, SMALL, STRONG, WIDTH, Spec, colour_of, readable_on

LABELS, RIGHT = 216, 34


@dataclass(frozen=True, kw_only=True)
class StackRow:
    """`counts` in the order of the classes. `strong`: the whole, set apart."""

    label: str
    counts: tuple[int, ...]
    strong: bool = False


def stacks(*, rows: Sequence[StackRow], classes: Sequence[str], ranks: Sequence[int] = ()) -> Spec:
    """Each row takes its share of the width of the largest one. `ranks`: the rank of each class in the palette (99: grey)."""
    height = 27
    canvas = Canvas(WIDTH, len(rows) * height + 34)
    longest = max((sum(row.counts) for row in rows), default=0) or 1
    width = WIDTH - LABELS - RIGHT
    colours = [colour_of(rank) for rank in (ranks or range(len(classes)))]
    bars, texts, totals = [], [], []
    for rank, row in enumerate(rows):
        middle, x = 2 + (rank + 0.5) * height, float(LABELS)
        _label(canvas, row, middle)
        for colour, count in zip(colours, row.counts, strict=True):
            x2 = x + count / longest * width
            if count:
                bars.append({"x": x, "x2": x2, "y": middle - 8.5, "y2": middle + 8.5, "fill": colour})
                if x2 - x > 14:
                    inside = {"x": (x + x2) / 2, "y": middle, "text": str(count), "fill": readable_on(colour)}
                    texts.append(inside)
            x = x2
        totals.append({"x": x + 7, "y": middle, "text": str(sum(row.counts)), "fill": INK})
    canvas.rects(bars, stroke=PAPER, strokeWidth=1)
    canvas.texts(texts, "center", SMALL, fontWeight=STRONG)
    canvas.texts(totals, fontWeight=STRONG)
    shown = [rank for rank in range(len(classes)) if any(row.counts[rank] for row in rows)]
    canvas.legend([("square", colours[rank], classes[rank]) for rank in shown], 8, len(rows) * height + 19)
    return canvas.spec()


def _label(canvas: Canvas, row: StackRow, middle: float) -> None:
    lines = wrapped(row.label, LABELS - 12, 2)
    shifts = (0.0,) if len(lines) == 1 else (-6.0, 6.0)
    texts = [
        {"x": LABELS - 9, "y": middle + dy, "text": line} for line, dy in zip(lines, shifts, strict=True)
    ]
    canvas.texts(texts, "right", fontWeight=STRONG if row.strong else 400)
