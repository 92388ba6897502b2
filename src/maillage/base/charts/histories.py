"""Figures over the years as small pictures side by side; a change of source breaks the line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from maillage.base.charts.layout import Canvas, text_width, wrapped
from maillage.base.charts.theme import ACCENT, INK, MUTED, PAPER, PRIMARY, RULE, SMALL, STRONG, WIDTH, Spec

COLUMNS = 3
GAP = 26
TITLE, PLOT = 24, 62
ROW = TITLE + PLOT + 34
# More years than this are named by the first and the last.
MOST_YEARS = 6


@dataclass(frozen=True, kw_only=True)
class Spot:
    """A value of a year as written. `given`: the service gave it; `breaks`: it does not follow the one before."""

    year: int
    value: float
    text: str
    given: bool = False
    breaks: bool = False


@dataclass(frozen=True, kw_only=True)
class History:
    """A figure over the years, the oldest first."""

    title: str
    spots: Sequence[Spot]


def histories(*, shown: Sequence[History]) -> Spec:
    """Each on its own scale from 0, years at their distance. Broken steps are dashed."""
    rows = -(-len(shown) // COLUMNS)
    broken = any(spot.breaks for history in shown for spot in history.spots)
    canvas = Canvas(WIDTH, rows * ROW + 14)
    width = (WIDTH - GAP * (COLUMNS - 1)) / COLUMNS
    for rank, history in enumerate(shown):
        _draw(canvas, history, rank % COLUMNS * (width + GAP), rank // COLUMNS * ROW, width)
    entries = [("circle", PRIMARY, "enquête nationale"), ("circle", ACCENT, "donnée du service")]
    canvas.legend(
        [*entries, *([("line", MUTED, "rupture : la source change")] if broken else [])], 0, rows * ROW + 4
    )
    return canvas.spec()


def _draw(canvas: Canvas, history: History, left: float, top: float, width: float) -> None:
    title = wrapped(history.title, width, 1, SMALL)[0]
    canvas.texts([{"x": left, "y": top + 7, "text": title}], size=SMALL, fontWeight=STRONG)
    floor = top + TITLE + PLOT + 3
    canvas.lines([{"x": left, "x2": left + width, "y": floor, "y2": floor}], RULE)
    places = _places(history.spots, left, top + TITLE, width)
    steps = list(zip(pairwise(places), history.spots[1:], strict=True))
    for dashed in (False, True):
        rows = [
            {"x": x, "y": y, "x2": x2, "y2": y2}
            for ((x, y), (x2, y2)), spot in steps
            if spot.breaks is dashed
        ]
        canvas.lines(rows, MUTED, 1.6, **({"strokeDash": [3, 3]} if dashed else {}))
    canvas.symbols(
        [
            {"x": x, "y": y, "fill": ACCENT if spot.given else PRIMARY, "size": 60}
            for (x, y), spot in zip(places, history.spots, strict=True)
        ],
        stroke=PAPER,
        strokeWidth=1,
    )
    _labels(canvas, history.spots, places, (left, left + width), floor)


def _labels(
    canvas: Canvas,
    spots: Sequence[Spot],
    places: Sequence[tuple[float, float]],
    edges: tuple[float, float],
    floor: float,
) -> None:
    """Every year, and the values that have room: the last, the first, then those between that touch no other."""
    taken: list[tuple[float, float]] = []
    last = len(spots) - 1
    for rank in sorted(range(len(spots)), key=lambda rank: (rank != last, rank != 0, rank)):
        (x, y), spot = places[rank], spots[rank]
        half = text_width(spot.text, SMALL) / 2
        middle = min(max(x, edges[0] + half), edges[1] - half)
        if all(middle + half + 4 < start or end + 4 < middle - half for start, end in taken):
            taken.append((middle - half, middle + half))
            canvas.texts([{"x": middle, "y": y - 11, "text": spot.text, "fill": INK}], "center", SMALL)
    crowded = len(spots) > MOST_YEARS
    for rank, ((x, _), spot) in enumerate(zip(places, spots, strict=True)):
        if not crowded or rank in (0, last):
            year = {"x": x, "y": floor + 11, "text": str(spot.year), "fill": MUTED}
            canvas.texts([year], "center", SMALL - 0.5)


def _places(spots: Sequence[Spot], left: float, top: float, width: float) -> list[tuple[float, float]]:
    first, last = spots[0].year, spots[-1].year
    high = max(0.0, *(spot.value for spot in spots)) or 1.0
    low = min(0.0, *(spot.value for spot in spots))
    room = PLOT - 18
    return [
        (
            left + 16 + (width - 32) * ((spot.year - first) / (last - first) if last > first else 0.5),
            top + 18 + room * (high - spot.value) / (high - low),
        )
        for spot in spots
    ]
