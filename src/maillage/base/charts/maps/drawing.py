"""A territory drawn from its communes alone: points are enough to show its shape, outlines make it a map."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from maillage.base.charts.layout import Canvas
from maillage.base.charts.maps.fanning import Circle, fanned
from maillage.base.charts.maps.legend import (
    LEGEND_WIDTH,
    UNKNOWN_RADIUS,
    Legend,
    draw_scale,
    legend_height,
    radius_of,
)
from maillage.base.charts.maps.marks import draw_areas, draw_circles, draw_lines, draw_marks
from maillage.base.charts.maps.naming import draw_names
from maillage.base.charts.maps.parts import Fill, MapArea, MapLines, MapPlace, Symbol
from maillage.base.charts.maps.projection import Frame, LonLat
from maillage.base.charts.theme import CATEGORIES, WIDTH, Spec, colour_of

MAX_HEIGHT = 560
MARGIN = 14
BARE = Fill(label="Commune sans bibliothèque", mark_colour=CATEGORIES[7])


def territory_map(
    *,
    points: Iterable[LonLat] = (),
    places: Sequence[MapPlace],
    towns: Sequence[tuple[str, float, float]] = (),
    categories: Sequence[str | Symbol] = (),
    areas: Sequence[MapArea] = (),
    fills: Sequence[Fill] = (),
    lines: MapLines | None = None,
    title: str = "",
    fill_title: str = "",
) -> Spec:
    """Libraries as symbols over the communes of a territory, with a legend that counts each class.

    `points` are communes without a library, `(longitude, latitude)`; `areas` are communes with the class that
    fills them, among `fills`. `towns` are `(name, longitude, latitude)`, the most important first: a name that
    would cover another is left out. `categories` say how the categories of places are drawn, in the order of the
    legend; a category left out takes the next colour, its area following the population. A place whose radius
    follows the population is hollow when that is unknown. Raises ValueError when there is nothing to place.
    """
    communes = [*(MapArea(longitude=x, latitude=y, category=BARE.label) for x, y in points), *areas]
    tints = [fill for fill in (*fills, BARE) if any(_is_seen(area, fill) for area in communes)]
    everything = list(_positions(communes, places, lines))
    if not everything:
        raise ValueError("Carte vide : aucune commune ni bibliothèque n’a de coordonnées.")
    symbols = _symbols(categories, places)
    frame = Frame(everything, WIDTH - LEGEND_WIDTH, MAX_HEIGHT, MARGIN)
    least = legend_height(
        symbols, tints, bool(title) + bool(fill_title), any(s.radius is None for s in symbols)
    )
    canvas = Canvas(WIDTH, max(frame.height, least))
    frame.top += (canvas.height - frame.height) / 2
    circles = _circles(places, frame, symbols)
    draw_areas(canvas, frame, communes, tints)
    draw_lines(canvas, frame, lines)
    draw_marks(canvas, frame, communes, tints)
    draw_circles(canvas, circles, symbols)
    draw_names(canvas, frame, towns, circles)
    _legend(canvas, (title, fill_title), (places, symbols), (communes, tints), lines)
    draw_scale(canvas, frame.pixels_per_km)
    return canvas.spec()


def _is_seen(area: MapArea, fill: Fill) -> bool:
    return area.category == fill.label and (area.marked or bool(area.rings))


def _positions(
    communes: Sequence[MapArea], places: Sequence[MapPlace], lines: MapLines | None
) -> Iterable[LonLat]:
    """Every point that must be in the frame."""
    for thing in (*communes, *places):
        yield thing.longitude, thing.latitude
    for area in communes:
        for ring in area.rings:
            yield from ring
    for line in lines.lines if lines else ():
        yield from line


def _symbols(categories: Sequence[str | Symbol], places: Sequence[MapPlace]) -> list[Symbol]:
    known = {given if isinstance(given, str) else given.label: given for given in categories}
    named = dict.fromkeys([*known, *(place.category for place in places)])
    found = []
    for rank, label in enumerate(named):
        given = known.get(label)
        found.append(given if isinstance(given, Symbol) else Symbol(label=label, colour=colour_of(rank)))
    return found


def _circles(places: Sequence[MapPlace], frame: Frame, symbols: Sequence[Symbol]) -> list[Circle]:
    ranks = {symbol.label: rank for rank, symbol in enumerate(symbols)}
    largest = _largest(places)
    circles = []
    for place in places:
        rank = ranks[place.category]
        hollow = symbols[rank].radius is None and place.population is None
        radius = symbols[rank].radius or radius_of(place.population or 0, largest)
        x, y = frame(place.longitude, place.latitude)
        circles.append(Circle(x, y, UNKNOWN_RADIUS if hollow else radius, rank, place.town, hollow))
    return fanned(circles)


def _largest(places: Sequence[MapPlace]) -> int:
    return max((place.population or 0 for place in places), default=0)


def _legend(
    canvas: Canvas,
    titles: tuple[str, str],
    placed: tuple[Sequence[MapPlace], Sequence[Symbol]],
    filled: tuple[Sequence[MapArea], Sequence[Fill]],
    lines: MapLines | None,
) -> None:
    places, symbols = placed
    areas, fills = filled
    legend = Legend(canvas)
    legend.heading(titles[0])
    for symbol in symbols:
        legend.symbol(symbol, sum(place.category == symbol.label for place in places))
    following = [
        place for place in places if any(s.label == place.category and s.radius is None for s in symbols)
    ]
    if following:
        legend.gap()
        legend.sizes(_largest(following), any(place.population is None for place in following))
    if fills:
        legend.gap()
        legend.heading(titles[1])
    outlined = any(area.rings for area in areas)
    for fill in fills:
        legend.fill(fill, sum(area.category == fill.label for area in areas), outlined)
    if lines:
        legend.lines(lines)
