"""Contracts in time: each from its start to its end, with the last day to give notice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from maillage.base.charts.calendars import Calendar, draw_grid, draw_head
from maillage.base.charts.layout import Canvas, text_width, wrapped
from maillage.base.charts.theme import (
    ACCENT,
    CATEGORIES,
    GRID,
    MUTED,
    PAPER,
    PRIMARY,
    SMALL,
    STRONG,
    WIDTH,
    Spec,
)
from maillage.base.values.french import short_date

LABELS, HEAD, ROW = 190, 36, 26
ALERT = CATEGORIES[3]


@dataclass(frozen=True, kw_only=True)
class ContractRow:
    """`start` None: unknown, drawn from the edge. `notice`: the last day to give notice. `over`: it has ended."""

    label: str
    start: date | None
    end: date
    notice: date | None = None
    over: bool = False


def contract_timeline(*, rows: Sequence[ContractRow], start: date, end: date, today: date) -> Spec:
    """One row a contract over [`start`, `end`), its end written beside. Raises ValueError when the calendar is empty."""
    calendar = Calendar(start, end, LABELS, WIDTH)
    bottom = HEAD + 4 + ROW * len(rows)
    canvas = Canvas(WIDTH, bottom + 30)
    draw_grid(canvas, calendar, HEAD, bottom)
    draw_head(canvas, calendar, 0)
    bars, notices, notes = [], [], []
    for rank, row in enumerate(rows):
        middle = HEAD + 4 + (rank + 0.5) * ROW
        _label(canvas, row.label, middle)
        x = calendar.x(row.start) if row.start else calendar.left
        x2 = max(calendar.x(row.end), x + 3)
        fill = CATEGORIES[-1] if row.over else PRIMARY
        bars.append({"x": x, "x2": x2, "y": middle - 6, "y2": middle + 6, "fill": fill})
        if row.notice and calendar.holds(row.notice):
            notices.append({"x": calendar.x(row.notice), "y": middle, "fill": ACCENT})
        notes.append(_note(short_date(row.end), x, x2, middle))
    canvas.rects(bars, radius=2)
    canvas.symbols(notices, "diamond", 95, stroke=PAPER, strokeWidth=1)
    for align, found in (
        ("left", [n for n, inside in notes if not inside]),
        ("right", [n for n, i in notes if i]),
    ):
        canvas.texts(found, align, SMALL - 0.5, fontWeight=STRONG)
    if calendar.holds(today):
        x = calendar.x(today)
        canvas.lines([{"x": x, "x2": x, "y": HEAD, "y2": bottom}], ALERT, 1.6)
    canvas.legend(_legend(rows, bool(notices), calendar.holds(today)), 8, bottom + 16)
    return canvas.spec()


def _label(canvas: Canvas, label: str, middle: float) -> None:
    lines = wrapped(label, LABELS - 14, 2, SMALL)
    shifts = (0.0,) if len(lines) == 1 else (-5.8, 5.8)
    texts = [{"x": 0, "y": middle + dy, "text": line} for line, dy in zip(lines, shifts, strict=True)]
    canvas.texts(texts, size=SMALL)
    canvas.lines([{"x": 0, "x2": WIDTH, "y": middle + ROW / 2, "y2": middle + ROW / 2}], GRID, 0.6)


def _note(text: str, x: float, x2: float, middle: float) -> tuple[Spec, bool]:
    """The end beside the bar; before its start when there is no room after, else inside it."""
    width = text_width(text, SMALL)
    if x2 + 6 + width < WIDTH:
        return {"x": x2 + 6, "y": middle, "text": text, "fill": MUTED}, False
    if x - 6 - width > LABELS:
        return {"x": x - 6, "y": middle, "text": text, "fill": MUTED}, True
    return {"x": x2 - 12, "y": middle, "text": text, "fill": PAPER}, True


def _legend(rows: Sequence[ContractRow], with_notice: bool, with_today: bool) -> list[tuple[str, str, str]]:
    entries = [("square", PRIMARY, "Contrat")]
    if any(row.over for row in rows):
        entries.append(("square", CATEGORIES[-1], "Terminé"))
    if with_notice:
        entries.append(("diamond", ACCENT, "Dernier jour pour dénoncer"))
    if with_today:
        entries.append(("solid", ALERT, "Aujourd’hui"))
    return entries
