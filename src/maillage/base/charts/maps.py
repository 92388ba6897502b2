"""A territory without a base map: its communes as points are enough to draw its shape."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from maillage.base.charts.layout import Canvas, text_width
from maillage.base.charts.theme import INK, MUTED, PAPER, POINT, SMALL, STRONG, WIDTH, Spec, colour_of
from maillage.base.values.french import NBSP, count, number

KM_PER_DEGREE = 111.32
LEGEND_WIDTH = 200
MAX_HEIGHT = 560
BIGGEST, SMALLEST = 15.0, 3.2
MARGIN = 14

LonLat = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class MapPlace:
    """A library: WGS 84 degrees, inhabitants served (None when unknown), and the category that colours it."""

    longitude: float
    latitude: float
    population: int | None = None
    category: str = "Bibliothèque"


class _Projection:
    """Equirectangular, longitudes shrunk by the cosine of the mean latitude: good to 1 % over a region."""

    def __init__(self, positions: Sequence[LonLat]) -> None:
        longitudes = [longitude for longitude, _ in positions]
        latitudes = [latitude for _, latitude in positions]
        self.west, self.north = min(longitudes), max(latitudes)
        self.squeeze = math.cos(math.radians((max(latitudes) + min(latitudes)) / 2))
        wide = max((max(longitudes) - self.west) * self.squeeze, 1e-3)
        high = max(self.north - min(latitudes), 1e-3)
        room = WIDTH - LEGEND_WIDTH - 2 * MARGIN
        self.scale = min(room / wide, (MAX_HEIGHT - 2 * MARGIN) / high)
        self.height = high * self.scale + 2 * MARGIN
        # A tall territory stands in the middle of the room that the legend leaves.
        self.left = MARGIN + (room - wide * self.scale) / 2

    def __call__(self, longitude: float, latitude: float) -> tuple[float, float]:
        x = self.left + (longitude - self.west) * self.squeeze * self.scale
        return x, MARGIN + (self.north - latitude) * self.scale

    @property
    def pixels_per_km(self) -> float:
        return self.scale / KM_PER_DEGREE


def territory_map(
    *,
    points: Iterable[LonLat],
    places: Sequence[MapPlace],
    towns: Sequence[tuple[str, float, float]] = (),
    categories: Sequence[str] = (),
) -> Spec:
    """Communes without a library as grey points, libraries as circles whose area follows the population.

    `points` are `(longitude, latitude)`; `towns` are `(name, longitude, latitude)`, the most important first:
    a name that would cover another is left out. `categories` fixes the order of the colours (default: order
    of first appearance). Raises ValueError when there is nothing to place.
    """
    grey = list(points)
    everything = [*grey, *((place.longitude, place.latitude) for place in places)]
    if not everything:
        raise ValueError("Carte vide : aucune commune ni bibliothèque n’a de coordonnées.")
    project = _Projection(everything)
    kinds = list(dict.fromkeys([*categories, *(place.category for place in places)]))
    canvas = Canvas(WIDTH, max(project.height, 150 + 20 * len(kinds)))
    largest = max((place.population or 0 for place in places), default=0)
    canvas.symbols(
        [{"x": x, "y": y, "fill": POINT} for x, y in (project(*position) for position in grey)], "circle", 17
    )
    circles = _circles(places, project, kinds, largest)
    canvas.symbols(
        [c for c in circles if not c["hollow"]], "circle", stroke=PAPER, strokeWidth=0.8, opacity=0.92
    )
    _hollow(canvas, [c for c in circles if c["hollow"]])
    _names(canvas, project, towns, circles)
    _legend(canvas, project, places, kinds, largest, bool(grey))
    return canvas.spec()


def _radius(population: int, largest: int) -> float:
    return max(BIGGEST * math.sqrt(population / largest), SMALLEST) if largest else SMALLEST


def _circles(
    places: Sequence[MapPlace], project: _Projection, kinds: list[str], largest: int
) -> list[dict[str, object]]:
    """Circles, the largest first so that none hides a smaller one."""
    rows = []
    for place in sorted(places, key=lambda place: -(place.population or 0)):
        x, y = project(place.longitude, place.latitude)
        radius = SMALLEST + 0.6 if place.population is None else _radius(place.population, largest)
        fill = colour_of(kinds.index(place.category))
        # Vega sizes a symbol by the square that holds it.
        rows.append(
            {"x": x, "y": y, "fill": fill, "size": (2 * radius) ** 2, "hollow": place.population is None}
        )
    return rows


def _hollow(canvas: Canvas, circles: list[dict[str, object]]) -> None:
    for fill in dict.fromkeys(circle["fill"] for circle in circles):
        same = [{**circle, "fill": PAPER} for circle in circles if circle["fill"] == fill]
        canvas.symbols(same, "circle", stroke=fill, strokeWidth=1.4)


Box = tuple[float, float, float, float]


def _names(
    canvas: Canvas,
    project: _Projection,
    towns: Sequence[tuple[str, float, float]],
    circles: list[dict[str, object]],
) -> None:
    obstacles = [(_of(c, "x"), _of(c, "y"), math.sqrt(_of(c, "size")) / 2) for c in circles]
    taken: list[Box] = []
    texts = []
    for name, longitude, latitude in towns:
        x, y = project(longitude, latitude)
        own = max(
            (radius for cx, cy, radius in obstacles if math.hypot(cx - x, cy - y) < 6), default=SMALLEST
        )
        free = [
            box
            for box in _around(x, y, own, text_width(name) * 1.06)
            if box[0] > 0
            and box[2] < WIDTH - LEGEND_WIDTH + 10
            and not any(_overlap(box, other) for other in taken)
        ]
        if free:
            box = min(free, key=lambda box: sum(_covers(box, *obstacle) for obstacle in obstacles))
            taken.append(box)
            texts.append({"x": box[0], "y": (box[1] + box[3]) / 2, "text": name})
    halo: Spec = {"stroke": PAPER, "strokeWidth": 3, "strokeJoin": "round", "strokeOpacity": 0.85}
    canvas.texts([{**text, "fill": PAPER} for text in texts], fontWeight=STRONG, **halo)
    canvas.texts(texts, fontWeight=STRONG)


def _around(x: float, y: float, radius: float, wide: float) -> list[Box]:
    """Where a name may stand around a circle, the preferred place first."""
    starts = (
        (x + radius + 3, y),
        (x - radius - 3 - wide, y),
        (x - wide / 2, y - radius - 8),
        (x - wide / 2, y + radius + 8),
        (x + radius * 0.7 + 2, y - radius * 0.7 - 5),
        (x + radius * 0.7 + 2, y + radius * 0.7 + 5),
    )
    return [(left, middle - 6.5, left + wide, middle + 6.5) for left, middle in starts]


def _covers(box: Box, x: float, y: float, radius: float) -> bool:
    return box[0] - radius < x < box[2] + radius and box[1] - radius < y < box[3] + radius


def _of(circle: dict[str, object], key: str) -> float:
    return float(str(circle[key]))


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _steps(largest: int) -> list[int]:
    """Up to three round populations that fit under the largest."""
    rounds = [factor * 10**power for power in range(1, 8) for factor in (1, 2, 5)]
    under = [step for step in rounds if step <= largest]
    wanted = (under[-1] / share for share in (1, 5, 25)) if under else ()
    return [max(step for step in under if step <= most) for most in wanted if most >= under[0]]


def _legend(
    canvas: Canvas,
    project: _Projection,
    places: Sequence[MapPlace],
    kinds: list[str],
    largest: int,
    grey: bool,
) -> None:
    x = WIDTH - LEGEND_WIDTH + 18
    y = 14.0
    dots = []
    texts = []
    for rank, kind in enumerate(kinds):
        dots.append({"x": x, "y": y, "fill": colour_of(rank), "size": 110})
        here = sum(place.category == kind for place in places)
        texts.append({"x": x + 14, "y": y, "text": f"{kind} ({number(here)})"})
        y += 18
    if grey:
        dots.append({"x": x, "y": y, "fill": POINT, "size": 30})
        texts.append({"x": x + 14, "y": y, "text": "Commune sans bibliothèque"})
        y += 18
    canvas.symbols(dots, "circle")
    canvas.texts(texts, size=SMALL)
    y = _sizes(canvas, x, y + 12, largest)
    if any(place.population is None for place in places):
        canvas.symbols([{"x": x, "y": y, "fill": PAPER}], "circle", 55, stroke=MUTED, strokeWidth=1.4)
        canvas.texts([{"x": x + 14, "y": y, "text": "population inconnue", "fill": MUTED}], size=SMALL)
    _scale_bar(canvas, x - 5, canvas.height - 16, project.pixels_per_km)


def _sizes(canvas: Canvas, x: float, y: float, largest: int) -> float:
    steps = _steps(largest)
    if not steps:
        return y
    canvas.texts([{"x": x - 5, "y": y, "text": "Population de la commune", "fill": MUTED}], size=SMALL)
    y += 8
    for step in steps:
        radius = _radius(step, largest)
        y += radius + 4
        canvas.symbols(
            [{"x": x + 9, "y": y, "fill": PAPER}], "circle", (2 * radius) ** 2, stroke=MUTED, strokeWidth=1
        )
        canvas.texts([{"x": x + 32, "y": y, "text": count(step, "habitant"), "fill": MUTED}], size=SMALL)
        y += radius + 2
    return y + 12


def _scale_bar(canvas: Canvas, x: float, y: float, pixels_per_km: float) -> None:
    length = next((km for km in (100, 50, 20, 10, 5, 2, 1) if km * pixels_per_km <= 110), 1)
    end = x + length * pixels_per_km
    canvas.lines([{"x": x, "x2": end, "y": y, "y2": y}], INK, 1.2)
    canvas.lines([{"x": edge, "x2": edge, "y": y - 3, "y2": y + 3} for edge in (x, end)], INK, 1.2)
    canvas.texts([{"x": x, "y": y - 9, "text": f"{length}{NBSP}km", "fill": MUTED}], size=SMALL)
