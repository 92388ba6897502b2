"""Where one value stands in the middle half of others: one line a class or a figure, "you are here" on each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from maillage.base.charts.layout import Canvas, wrapped
from maillage.base.charts.spread import BOX, LABELS, at, axis, nice_ticks
from maillage.base.charts.theme import ACCENT, INK, MUTED, PAPER, SMALL, STRONG, WIDTH, Spec

ROW = 38


@dataclass(frozen=True, kw_only=True)
class RangeRow:
    """`low`, `middle`, `high`: the quartiles of the others, None when nobody answered. `here`: the value shown.

    `detail` stands under the label; `text` says `here` at the end of the line.
    """

    label: str
    detail: str
    low: float | None
    middle: float | None
    high: float | None
    here: float | None
    text: str


def ranges(
    *,
    rows: Sequence[RangeRow],
    unit: str = "",
    maximum: float | None = None,
    others: str = "la moitié centrale du pays",
    middle: str = "leur médiane",
    here: str = "le réseau",
) -> Spec:
    """Each row: the others' middle half as a bar, their median as a tick, ours as a diamond. Values are >= 0."""
    known = [v for row in rows for v in (row.high, row.here) if v is not None]
    ticks = nice_ticks(maximum if maximum is not None else max(known, default=0))
    top, bottom = ticks[-1], 4 + ROW * len(rows)
    canvas = Canvas(WIDTH, bottom + 44)
    axis(canvas, ticks, bottom, unit)
    for rank, row in enumerate(rows):
        _draw(canvas, row, 4 + ROW * (rank + 0.5), top)
    entries = [("square", BOX, others), ("solid", INK, middle), ("diamond", ACCENT, here)]
    canvas.legend(entries, 0, bottom + 34)
    return canvas.spec()


def _draw(canvas: Canvas, row: RangeRow, y: float, top: float) -> None:
    canvas.texts([{"x": 0, "y": y - 6, "text": wrapped(row.label, LABELS - 14, 1)[0]}], fontWeight=STRONG)
    canvas.texts([{"x": 0, "y": y + 7, "text": row.detail, "fill": MUTED}], size=SMALL - 0.5)
    if row.low is not None and row.high is not None and row.middle is not None:
        left, right = at(row.low, top), at(row.high, top)
        bar = {"x": left, "x2": max(right, left + 1), "y": y - 9, "y2": y + 9, "fill": BOX}
        canvas.rects([bar], radius=2)
        middle = at(row.middle, top)
        canvas.lines([{"x": middle, "x2": middle, "y": y - 12, "y2": y + 12}], INK, 2)
    if row.here is not None:
        spot = {"x": at(row.here, top), "y": y, "fill": ACCENT}
        canvas.symbols([spot], "diamond", 150, stroke=PAPER, strokeWidth=1.2)
    canvas.texts([{"x": WIDTH, "y": y, "text": row.text}], "right", fontWeight=STRONG)
