"""Horizontal bars: rates and shares, one line each, with their values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from maillage.base.charts.layout import Canvas, text_width, wrapped
from maillage.base.charts.theme import ACCENT, BAND, INK, MUTED, PRIMARY, RULE, STRONG, WIDTH, Spec
from maillage.base.values.french import NBSP, UNKNOWN, number

LABELS = 216


@dataclass(frozen=True, kw_only=True)
class BarRow:
    """One bar. `text` replaces the written value; `highlight` sets it apart (the whole, "you are here")."""

    label: str
    value: float | None
    text: str = ""
    highlight: bool = False


def bars(
    *,
    rows: Sequence[BarRow],
    maximum: float | None = None,
    unit: str = "",
    decimals: int = 0,
    height_per_row: float = 25,
) -> Spec:
    """One bar per row, in the order given. An unknown value has no bar and says "inconnu".

    `maximum` (e.g. 100 for a rate in %) draws the whole as a light track behind each bar; without it the
    longest bar fills the width.
    """
    texts = [row.text or _written(row.value, unit, decimals) for row in rows]
    room = max((text_width(text) for text in texts), default=0) * 1.08 + 12
    longest = maximum or max((row.value for row in rows if row.value is not None), default=0) or 1
    width = WIDTH - LABELS - room
    canvas = Canvas(WIDTH, max(len(rows), 1) * height_per_row + 4)
    drawn, tracks, values = [], [], []
    for rank, (row, text) in enumerate(zip(rows, texts, strict=True)):
        middle = 2 + (rank + 0.5) * height_per_row
        edges = {"x": LABELS, "y": middle - 7.5, "y2": middle + 7.5}
        length = min(max(row.value or 0, 0) / longest, 1) * width
        tracks.append({**edges, "x2": LABELS + width, "fill": BAND})
        if row.value is not None and length > 0:
            drawn.append({**edges, "x2": LABELS + length, "fill": ACCENT if row.highlight else PRIMARY})
        after = LABELS + (length if row.value is not None else 0) + 7
        values.append({"x": after, "y": middle, "text": text, "fill": MUTED if row.value is None else INK})
        _label(canvas, row, middle)
    if maximum is not None:
        canvas.rects(tracks)
    canvas.rects(drawn)
    canvas.lines([{"x": LABELS, "x2": LABELS, "y": 0, "y2": canvas.height}], RULE)
    canvas.texts(values, fontWeight=STRONG)
    return canvas.spec()


def _label(canvas: Canvas, row: BarRow, middle: float) -> None:
    lines = wrapped(row.label, LABELS - 12, 2)
    shifts = (0.0,) if len(lines) == 1 else (-6.0, 6.0)
    texts = [
        {"x": LABELS - 9, "y": middle + dy, "text": line} for line, dy in zip(lines, shifts, strict=True)
    ]
    canvas.texts(texts, "right", fontWeight=STRONG if row.highlight else 400)


def _written(value: float | None, unit: str, decimals: int) -> str:
    if value is None:
        return UNKNOWN
    return number(value, decimals) + (f"{NBSP}{unit}" if unit else "")
