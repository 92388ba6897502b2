"""The head and the grid of a calendar several years long: years, quarters or months, dated lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from maillage.base.charts.layout import Canvas, shortened, text_width
from maillage.base.charts.theme import BAND, GRID, INK, MUTED, PAPER, PRIMARY, RULE, SMALL, STRONG
from maillage.base.values.french import SHORT_MONTHS

YEAR_HEIGHT = 18
UNIT_HEIGHT = 15
LEVEL_HEIGHT = 12
MAX_LEVELS = 6
LABEL_ROOM = 118


@dataclass(frozen=True)
class Calendar:
    """Days from `start` (included) to `end` (excluded) laid from `left` to `right` pixels."""

    start: date
    end: date
    left: float
    right: float

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError(f"Calendrier vide : du {self.start:%d/%m/%Y} au {self.end:%d/%m/%Y}.")

    def x(self, day: date) -> float:
        """The abscissa of a day, kept inside the calendar."""
        share = (day - self.start).days / (self.end - self.start).days
        return self.left + min(max(share, 0.0), 1.0) * (self.right - self.left)

    def holds(self, day: date) -> bool:
        return self.start <= day < self.end

    @property
    def month_width(self) -> float:
        return (self.right - self.left) / max((self.end - self.start).days / 30.44, 1)

    def months(self, step: int) -> list[date]:
        """First days of the periods of `step` months (1, 3 or 12) that start inside the calendar."""
        firsts = []
        for year in range(self.start.year, self.end.year + 1):
            for month in range(1, 13, step):
                if self.holds(date(year, month, 1)):
                    firsts.append(date(year, month, 1))
        return firsts


def _spans(calendar: Calendar, step: int) -> list[tuple[date, float, float]]:
    """Each period with its left and right edges, the first one cut at the start of the calendar."""
    firsts = calendar.months(step)
    if not firsts or firsts[0] != calendar.start:
        firsts.insert(0, calendar.start)
    edges = [*(calendar.x(day) for day in firsts), calendar.right]
    return list(zip(firsts, edges, edges[1:], strict=False))


def draw_head(canvas: Canvas, calendar: Calendar, top: float) -> float:
    """Draw the years and, beneath, quarters (or months when there is room). Returns the y of the bottom."""
    years = _spans(calendar, 12)
    middle = top + YEAR_HEIGHT
    bottom = middle + UNIT_HEIGHT
    canvas.rects([{"x": x, "x2": x2 - 1, "y": top, "y2": middle, "fill": PRIMARY} for _, x, x2 in years])
    canvas.texts(
        [
            {"x": (x + x2) / 2, "y": top + YEAR_HEIGHT / 2, "text": str(day.year), "fill": PAPER}
            for day, x, x2 in years
            if x2 - x > text_width("2026") + 4
        ],
        align="center",
        fontWeight=STRONG,
    )
    monthly = calendar.month_width >= 26
    units = _spans(calendar, 1 if monthly else 3)
    canvas.rects([{"x": x, "x2": x2 - 1, "y": middle + 1, "y2": bottom, "fill": BAND} for _, x, x2 in units])
    canvas.texts(
        [
            {"x": (x + x2) / 2, "y": middle + UNIT_HEIGHT / 2 + 0.5, "text": name, "fill": MUTED}
            for day, x, x2 in units
            if x2 - x
            > text_width(name := SHORT_MONTHS[day.month - 1] if monthly else f"T{(day.month + 2) // 3}")
        ],
        align="center",
        size=SMALL - 0.5,
    )
    return bottom


def draw_grid(canvas: Canvas, calendar: Calendar, top: float, bottom: float) -> None:
    """Light lines for quarters (or months), darker ones for years."""
    step = 1 if calendar.month_width >= 26 else 3
    years = calendar.months(12)
    light = [day for day in calendar.months(step) if day not in years]

    def upright(x: float) -> dict[str, float]:
        return {"x": x, "x2": x, "y": top, "y2": bottom}

    canvas.lines([upright(calendar.x(day)) for day in light], GRID, 1)
    canvas.lines([upright(x) for x in (*map(calendar.x, years), calendar.left, calendar.right)], RULE, 1)


def staggered(labels: Sequence[tuple[float, str]], right: float) -> list[tuple[float, int]]:
    """For each `(x, label)`, sorted by x: where its text starts and its level (0 at the top).

    A label hangs to the right of its line like a flag; it goes one level below every label that still runs
    past its x, so no line ever crosses a text. Past MAX_LEVELS labels may touch: better than losing one.
    """
    ends: list[tuple[float, int]] = []
    placed = []
    for x, label in labels:
        if not label:
            placed.append((x, 0))
            continue
        width = text_width(label, SMALL)
        start = min(x + 3, right - width)
        level = max((level + 1 for end, level in ends if end + 5 > min(x, start)), default=0)
        level = min(level, MAX_LEVELS - 1)
        ends.append((start + width, level))
        placed.append((start, level))
    return placed


def _inside(calendar: Calendar, gates: Sequence[tuple[date, str]]) -> list[tuple[float, str]]:
    shown = (
        (calendar.x(day), shortened(label, LABEL_ROOM, SMALL)) for day, label in gates if calendar.holds(day)
    )
    return sorted(shown)


def gates_height(calendar: Calendar, gates: Sequence[tuple[date, str]], right: float) -> float:
    """The height that `draw_gates` takes above the rows, in pixels."""
    inside = [gate for gate in _inside(calendar, gates) if gate[1]]
    levels = max((level for _, level in staggered(inside, right)), default=-1) + 1
    return 8 + levels * LEVEL_HEIGHT if levels else 4


def draw_gates(
    canvas: Canvas, calendar: Calendar, gates: Sequence[tuple[date, str]], top: float, bottom: float
) -> None:
    """Draw a dashed line at each `(date, label)` inside the calendar, its label hanging from `top`."""
    inside = _inside(calendar, gates)
    places = [
        (x, start, top + 4 + level * LEVEL_HEIGHT, label)
        for (x, label), (start, level) in zip(inside, staggered(inside, canvas.width), strict=True)
    ]
    lines = [{"x": x, "x2": x, "y": y, "y2": bottom} for x, _, y, _ in places]
    canvas.lines(lines, INK, 0.8, strokeDash=[3, 2], opacity=0.5)
    # A label pushed back from the right edge may stand on its neighbour's line: the line stops behind it.
    canvas.rects(
        [
            {
                "x": start - 1,
                "x2": start + text_width(label, SMALL),
                "y": y,
                "y2": y + LEVEL_HEIGHT,
                "fill": PAPER,
            }
            for x, start, y, label in places
            if start < x
        ]
    )
    texts = [{"x": start, "y": y + LEVEL_HEIGHT / 2, "text": label} for _, start, y, label in places]
    canvas.texts(texts, size=SMALL)
