"""The strokes of a map: surfaces, borders, marks at the centre of communes, circles of libraries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from maillage.base.charts.layout import Canvas
from maillage.base.charts.maps.fanning import Circle
from maillage.base.charts.maps.parts import Fill, MapArea, MapLines, PointMark, Symbol
from maillage.base.charts.maps.projection import XY, Frame
from maillage.base.charts.theme import MUTED, PAPER, Spec

CROSS_SIZE = 26
RING_SIZE = 22
_CROSS = "M-0.8 -0.8L0.8 0.8M-0.8 0.8L0.8 -0.8"
# A shape of Vega is drawn in a square of 2 px when its size is 4: its path is then in pixels.
_IN_PIXELS = 4


def draw_areas(canvas: Canvas, frame: Frame, areas: Sequence[MapArea], fills: Sequence[Fill]) -> None:
    """The outline of each commune in its tint; one path a class keeps the drawing light."""
    for fill in fills:
        rings = (ring for area in areas if area.category == fill.label for ring in area.rings)
        path = "".join(_path(frame(*point) for point in ring) for ring in rings)
        if path:
            tint = {"fillOpacity": fill.strength, "stroke": PAPER, "strokeWidth": 0.7}
            canvas.symbols([_at(0, 0, fill.colour)], path, _IN_PIXELS, **tint)


def draw_lines(canvas: Canvas, frame: Frame, lines: MapLines | None) -> None:
    path = "".join(_path(frame(*point) for point in line) for line in lines.lines) if lines else ""
    if path:
        canvas.symbols([_at(0, 0, MUTED)], path, _IN_PIXELS, filled=False, strokeWidth=0.9)


def draw_marks(canvas: Canvas, frame: Frame, areas: Sequence[MapArea], fills: Sequence[Fill]) -> None:
    """What stands at the centre of each commune."""
    for fill in fills:
        mine = [area for area in areas if area.category == fill.label and area.marked]
        if fill.mark is PointMark.DOT:
            mine = [area for area in mine if not area.rings]
        mark(canvas, (frame(area.longitude, area.latitude) for area in mine), fill)


def mark(canvas: Canvas, spots: Iterable[XY], fill: Fill) -> None:
    """The mark of a class of communes, at each of `spots` (pixels)."""
    rows = [_at(x, y, fill.mark_colour) for x, y in spots]
    if fill.mark is PointMark.DOT:
        canvas.symbols(rows, "circle", fill.mark_size)
    elif fill.mark is PointMark.CROSS:
        canvas.symbols(rows, _CROSS, CROSS_SIZE, filled=False, strokeWidth=1.2)
    elif fill.mark is PointMark.RING:
        canvas.symbols(rows, "circle", RING_SIZE, filled=False, strokeWidth=1)


def draw_circles(canvas: Canvas, circles: Sequence[Circle], symbols: Sequence[Symbol]) -> None:
    """The libraries, the largest first so that none hides a smaller one, with a thread to where each really is."""
    threads = [circle for circle in circles if circle.moved > circle.radius]
    canvas.lines([{"x": c.x0, "y": c.y0, "x2": c.x, "y2": c.y} for c in threads], MUTED, 0.8)
    sizes = {
        rank: max((c.radius for c in circles if c.symbol == rank), default=0.0)
        for rank in range(len(symbols))
    }
    for rank in sorted(sizes, key=lambda rank: -sizes[rank]):
        mine = sorted((c for c in circles if c.symbol == rank), key=lambda c: -c.radius)
        for hollow in (False, True):
            spots = [(c.x, c.y, c.radius) for c in mine if c.hollow is hollow]
            symbol_at(canvas, spots, symbols[rank], hollow=hollow)


def symbol_at(
    canvas: Canvas, spots: Sequence[tuple[float, float, float]], symbol: Symbol, *, hollow: bool = False
) -> None:
    """The symbol at each `(x, y, radius)`. The paper beneath keeps a pale one from showing what it covers."""
    # Vega sizes a symbol by the square that holds it.
    rows = [{**_at(x, y, symbol.colour), "size": (2 * radius) ** 2} for x, y, radius in spots]
    pale = hollow or symbol.strength < 1
    if pale:
        canvas.symbols([{**row, "fill": PAPER} for row in rows], symbol.shape)
    edge: Spec = (
        {"stroke": symbol.colour, "strokeWidth": 1.3} if pale else {"stroke": PAPER, "strokeWidth": 0.8}
    )
    if symbol.dashed:
        edge["strokeDash"] = [2.2, 1.6]
    canvas.symbols(rows, symbol.shape, fillOpacity=0 if hollow else symbol.strength, **edge)


def _at(x: float, y: float, colour: str) -> Spec:
    return {"x": x, "y": y, "fill": colour}


def _path(points: Iterable[XY]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
