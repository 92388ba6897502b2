"""Calendars of work and of meetings: the Gantt chart and the timeline of bodies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from maillage.base.charts.calendars import (
    UNIT_HEIGHT,
    YEAR_HEIGHT,
    Calendar,
    draw_gates,
    draw_grid,
    draw_head,
    gates_height,
)
from maillage.base.charts.layout import Canvas, shortened, text_width, wrapped
from maillage.base.charts.theme import (
    BAND,
    CATEGORIES,
    GRID,
    INK,
    MUTED,
    PAPER,
    PRIMARY,
    RULE,
    SMALL,
    STRONG,
    WIDTH,
    Spec,
    colour_of,
)

HEAD = YEAR_HEIGHT + UNIT_HEIGHT
LABELS = 244
LEGEND = 26
# With its caption and source, a chart this high fills an A4 page at its full width.
PAGE_HEIGHT = 850
LOWEST_ROW = 11
GROUP_HEIGHT = 18

# The mission's four kinds, in its order, and the support that carries them; any other kind is shown as "autre".
KINDS = {
    "training": ("Formation", CATEGORIES[0]),
    "mediation": ("Médiation", CATEGORIES[1]),
    "tool": ("Outils", CATEGORIES[2]),
    "resource": ("Ressources", CATEGORIES[3]),
    "support": ("Accompagnement", CATEGORIES[4]),
}
OTHER = ("Autre", CATEGORIES[-1])
# Today's line and what is late; the words beside say it.
ALERT = CATEGORIES[3]


@dataclass(frozen=True, kw_only=True)
class GanttRow:
    """One row: half-open period [`start`, `end`), `kind` as in KINDS; a milestone is shown at `start`.

    `pieces` are the periods of real work inside it: the row is then a pale bar with solid pieces, so that a wait
    does not look like work. Without pieces the whole bar is solid. `marks` are milestones shown on the bar. `note` is
    written after the bar, in the colour of what calls for attention when `alert`.
    """

    group: str
    label: str
    start: date
    end: date
    kind: str = ""
    milestone: bool = False
    pieces: tuple[tuple[date, date], ...] = ()
    marks: tuple[date, ...] = ()
    note: str = ""
    alert: bool = False


@dataclass(frozen=True, kw_only=True)
class _Placed:
    row: GanttRow
    lines: list[str]
    top: float
    height: float

    @property
    def middle(self) -> float:
        return self.top + self.height / 2


@dataclass(frozen=True, kw_only=True)
class _Plan:
    """Group headings with their tops, rows with their lines, and the bottom of the last one."""

    headings: list[tuple[str, float]]
    placed: list[_Placed]
    bottom: float


def _place(rows: Iterable[GanttRow], top: float, height_per_row: float, max_lines: int) -> _Plan:
    """Stack the rows from `top`; a two-line label gets more room."""
    headings: list[tuple[str, float]] = []
    placed: list[_Placed] = []
    for group, members in groupby(rows, key=lambda row: row.group):
        if group:
            headings.append((group, top))
            top += GROUP_HEIGHT
        for row in members:
            lines = wrapped(row.label, LABELS - 16, max_lines, SMALL)
            height = height_per_row if len(lines) == 1 else max(height_per_row, 2 * SMALL + 5)
            placed.append(_Placed(row=row, lines=lines, top=top, height=height))
            top += height
        top += 2
    return _Plan(headings=headings, placed=placed, bottom=top)


def _fitted(rows: Sequence[GanttRow], top: float, height_per_row: float, max_height: float) -> _Plan:
    """The most generous layout that fits in `max_height`: lower rows first, then labels on one line."""
    tightest = min(LOWEST_ROW, height_per_row)
    heights = [height_per_row - step / 2 for step in range(int((height_per_row - tightest) * 2) + 1)]
    for max_lines in (2, 1):
        for height in heights:
            plan = _place(rows, top, height, max_lines)
            if plan.bottom + LEGEND <= max_height:
                return plan
    return plan


def gantt(
    *,
    rows: Sequence[GanttRow],
    start: date,
    end: date,
    gates: Sequence[tuple[date, str]] = (),
    today: date | None = None,
    height_per_row: float = 15,
    max_height: float = PAGE_HEIGHT,
) -> Spec:
    """Steps as bars under group bands, over the calendar [`start`, `end`).

    `rows` keep their order; neighbours of the same `group` share a band. `gates` are `(date, label)` lines
    (meetings); `today` is a line of its own. `height_per_row` and `max_height` are in pixels: rows are drawn lower,
    then labels cut to one line, until the chart fits on a page; past some 60 rows it grows beyond `max_height`.
    Raises ValueError when the calendar is empty.
    """
    calendar = Calendar(start, end, LABELS, WIDTH)
    rows_top = HEAD + gates_height(calendar, gates, WIDTH)
    plan = _fitted(rows, rows_top, height_per_row, max_height)
    canvas = Canvas(WIDTH, plan.bottom + LEGEND)
    _draw_bands(canvas, plan)
    draw_grid(canvas, calendar, HEAD, plan.bottom)
    draw_head(canvas, calendar, 0)
    draw_gates(canvas, calendar, gates, HEAD, plan.bottom)
    _draw_headings(canvas, plan.headings)
    _draw_labels(canvas, plan.placed)
    _draw_bars(canvas, calendar, plan.placed)
    _draw_outside(canvas, calendar, plan.placed)
    seen = today is not None and calendar.holds(today)
    if today is not None and seen:
        x = calendar.x(today)
        canvas.lines([{"x": x, "x2": x, "y": HEAD, "y2": plan.bottom}], ALERT, 1.6)
    _draw_notes(canvas, calendar, plan.placed)
    last = canvas.legend(_legend(rows, bool(gates), seen), 8, plan.bottom + 15)
    canvas.height = max(canvas.height, last + LEGEND - 15)  # a legend of many entries takes two lines
    return canvas.spec()


def _draw_bands(canvas: Canvas, plan: _Plan) -> None:
    canvas.rects(
        [
            {"x": 0, "x2": WIDTH, "y": top, "y2": top + GROUP_HEIGHT - 2, "fill": BAND}
            for _, top in plan.headings
        ]
    )
    bottoms = [item.top + item.height for item in plan.placed]
    canvas.lines([{"x": 0, "x2": WIDTH, "y": bottom, "y2": bottom} for bottom in bottoms], GRID, 0.6)


def _draw_headings(canvas: Canvas, headings: list[tuple[str, float]]) -> None:
    # The band is redrawn under the heading so that the grid does not cross a long title.
    titles = [(shortened(group, WIDTH - 16, SMALL * 1.06), top) for group, top in headings]
    canvas.rects(
        [
            {
                "x": 0,
                "x2": text_width(title, SMALL) * 1.1 + 14,
                "y": top,
                "y2": top + GROUP_HEIGHT - 2,
                "fill": BAND,
            }
            for title, top in titles
        ]
    )
    canvas.rects(
        [{"x": 0, "x2": 3, "y": top, "y2": top + GROUP_HEIGHT - 2, "fill": PRIMARY} for _, top in titles]
    )
    canvas.texts(
        [{"x": 8, "y": top + GROUP_HEIGHT / 2 - 1, "text": title, "fill": PRIMARY} for title, top in titles],
        size=SMALL + 0.5,
        fontWeight=STRONG,
    )


def _draw_labels(canvas: Canvas, placed: list[_Placed]) -> None:
    one = [item for item in placed if len(item.lines) == 1]
    two = [item for item in placed if len(item.lines) == 2]
    canvas.texts([{"x": 8, "y": item.middle, "text": item.lines[0]} for item in one], size=SMALL)
    texts = [
        {"x": 8, "y": item.middle + shift, "text": line}
        for item in two
        for line, shift in zip(item.lines, (-SMALL / 2 - 0.4, SMALL / 2 + 0.4), strict=True)
    ]
    canvas.texts(texts, size=SMALL)


def _draw_bars(canvas: Canvas, calendar: Calendar, placed: list[_Placed]) -> None:
    pale, solid, diamonds = [], [], []
    # As thick on a two-line row as on the others.
    half = min(min((item.height for item in placed), default=0) / 2 - 2.5, 6)

    def bar(item: _Placed, start: date, end: date) -> Spec:
        x = calendar.x(start)
        # At least 3 px, so that a one-day step is seen.
        x2 = max(calendar.x(end), x + 3)
        colour = KINDS.get(item.row.kind, OTHER)[1]
        return {"x": x, "x2": x2, "y": item.middle - half, "y2": item.middle + half, "fill": colour}

    for item in placed:
        row = item.row
        if row.milestone and calendar.holds(row.start):
            colour = KINDS.get(row.kind, OTHER)[1]
            diamonds.append({"x": calendar.x(row.start), "y": item.middle, "fill": colour})
        elif not row.milestone and row.start < calendar.end and row.end > calendar.start:
            (pale if row.pieces else solid).append(bar(item, row.start, row.end))
            solid += [
                bar(item, *piece)
                for piece in row.pieces
                if piece[0] < calendar.end and piece[1] > calendar.start
            ]
    canvas.rects(pale, radius=2, opacity=0.35)
    canvas.rects(solid, radius=2)
    marks = [
        {"x": calendar.x(day), "y": item.middle, "fill": INK}
        for item in placed
        for day in item.row.marks
        if calendar.holds(day)
    ]
    canvas.symbols([*diamonds, *marks], "diamond", 95, stroke=PAPER, strokeWidth=1)


def _draw_outside(canvas: Canvas, calendar: Calendar, placed: list[_Placed]) -> None:
    """Say where the steps are that lie wholly outside the calendar: an empty row would look like an error."""

    def texts(items: list[_Placed], x: float, label: str) -> list[Spec]:
        return [{"x": x, "y": item.middle, "text": label, "fill": MUTED} for item in items]

    before = [
        item
        for item in placed
        if (item.row.start < calendar.start if item.row.milestone else item.row.end <= calendar.start)
    ]
    after = [item for item in placed if item.row.start >= calendar.end]
    canvas.texts(texts(before, LABELS + 5, "‹ avant"), size=SMALL - 0.5)
    canvas.texts(texts(after, WIDTH - 5, "après ›"), "right", SMALL - 0.5)


def _draw_notes(canvas: Canvas, calendar: Calendar, placed: list[_Placed]) -> None:
    """Beside each bar that has a note; before it when there is no room after."""
    after, before = [], []
    for item in placed:
        row = item.row
        if not row.note or row.start >= calendar.end or row.end < calendar.start:
            continue
        right = calendar.x(min(row.end, calendar.end)) + (9 if row.milestone else 5)
        text = {"y": item.middle, "text": row.note, "fill": ALERT if row.alert else MUTED}
        if right + text_width(row.note, SMALL) < WIDTH:
            after.append(text | {"x": right})
        else:
            before.append(text | {"x": calendar.x(row.start) - (9 if row.milestone else 5)})
    canvas.texts(after, size=SMALL - 0.5, fontWeight=STRONG)
    canvas.texts(before, "right", SMALL - 0.5, fontWeight=STRONG)


def _legend(rows: Sequence[GanttRow], with_gates: bool, with_today: bool) -> list[tuple[str, str, str]]:
    shown = {KINDS.get(row.kind, OTHER) for row in rows}
    entries = [
        ("square", colour, label) for label, colour in (*KINDS.values(), OTHER) if (label, colour) in shown
    ]
    if any(row.milestone or row.marks for row in rows):
        entries.append(("diamond", MUTED, "Jalon"))
    if any(row.pieces for row in rows):
        entries.append(("square", GRID, "Attente (teinte pâle)"))
    if with_gates:
        entries.append(("line", INK, "Réunion d’instance"))
    if with_today:
        entries.append(("solid", ALERT, "Aujourd’hui"))
    return entries


@dataclass(frozen=True, kw_only=True)
class TimelineEvent:
    """A meeting of a body on a day. `label` is a short text shown above the dot when there is room."""

    body: str
    day: date
    label: str = ""


def timeline(*, events: Sequence[TimelineEvent], start: date, end: date) -> Spec:
    """One row per body (in order of first appearance), a dot at each of its dates in [`start`, `end`).

    The number of meetings shown ends each row. Raises ValueError when the calendar is empty.
    """
    calendar = Calendar(start, end, 190, WIDTH - 62)
    bodies = list(dict.fromkeys(event.body for event in events))
    height = 34
    bottom = HEAD + 4 + height * len(bodies)
    canvas = Canvas(WIDTH, bottom + 4)
    draw_grid(canvas, calendar, HEAD, bottom)
    draw_head(canvas, calendar, 0)
    for rank, body in enumerate(bodies):
        days = sorted(
            (event.day, event.label) for event in events if event.body == body and calendar.holds(event.day)
        )
        _draw_body(canvas, calendar, body, days, HEAD + 4 + rank * height + height / 2, colour_of(rank))
    return canvas.spec()


def _draw_body(
    canvas: Canvas, calendar: Calendar, body: str, days: list[tuple[date, str]], middle: float, colour: str
) -> None:
    lines = wrapped(body, calendar.left - 16, 2)
    shifts = (0.0,) if len(lines) == 1 else (-6.5, 6.5)
    canvas.texts([{"x": 0, "y": middle + dy, "text": line} for line, dy in zip(lines, shifts, strict=True)])
    canvas.lines([{"x": 0, "x2": WIDTH, "y": middle + 17, "y2": middle + 17}], GRID, 0.6)
    canvas.lines([{"x": calendar.left, "x2": calendar.right, "y": middle, "y2": middle}], RULE, 1)
    dots = [{"x": calendar.x(day), "y": middle, "fill": colour} for day, _ in days]
    canvas.symbols(dots, "circle", 75, stroke=PAPER, strokeWidth=1)
    texts, taken = [], calendar.left - 20
    for day, label in days:
        x, half = calendar.x(day), text_width(label, SMALL - 1) / 2
        if label and x - half >= taken:
            texts.append({"x": x, "y": middle - 10.5, "text": label, "fill": MUTED})
            taken = x + half + 3
    canvas.texts(texts, "center", SMALL - 1)
    number = f"{len(days)}\u00a0{'réunions' if len(days) > 1 else 'réunion'}"
    canvas.texts([{"x": WIDTH, "y": middle, "text": number, "fill": MUTED}], "right", SMALL)
