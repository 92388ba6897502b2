"""How a key figure is spread within strata, and where one library stands."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from statistics import median, quantiles

from maillage.base.charts.layout import Canvas, text_width, wrapped
from maillage.base.charts.theme import (
    ACCENT,
    GRID,
    INK,
    MUTED,
    PAPER,
    POINT,
    PRIMARY,
    SMALL,
    STRONG,
    WIDTH,
    Spec,
)
from maillage.base.values.french import NBSP, number

LABELS = 168
RIGHT = WIDTH - 92
ROW = 42
# A colour of the theme: screens darken those, and only those.
BOX = POINT
# Fewer known values than this draw no box: quartiles of three points say nothing.
BOX_FROM = 5


def nice_ticks(highest: float, wanted: int = 5) -> list[float]:
    """Round graduations from 0 to at least `highest`.

    >>> nice_ticks(23)
    [0.0, 5.0, 10.0, 15.0, 20.0, 25.0]
    """
    if highest <= 0:
        return [0.0, 1.0]
    rough = highest / wanted
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough * 0.999)
    return [round(rank * step, 10) for rank in range(math.ceil(round(highest / step, 9)) + 1)]


def distribution(
    *,
    values: Sequence[float | None],
    groups: Sequence[str],
    highlight: Collection[int] = (),
    highlight_label: str = "Vous êtes ici",
    unit: str = "",
    decimals: int = 0,
    maximum: float | None = None,
    each: str = "une bibliothèque",
) -> Spec:
    """One line per stratum: every value as a dot, quartiles as a box, the median as a tick with its figure.

    `values` and `groups` run in parallel (one entry a library; values >= 0, None when unknown); strata keep
    their order of first appearance. `highlight` holds indexes of values to set apart. Values past `maximum`
    are drawn as arrows at the right edge, so that one outlier does not flatten the others. `each`: what a dot is.
    """
    if len(values) != len(groups):
        raise ValueError(f"{len(values)} valeurs pour {len(groups)} strates.")
    strata = list(dict.fromkeys(groups))
    known = [value for value in values if value is not None]
    ticks = nice_ticks(maximum if maximum is not None else max(known, default=0))
    bottom = 4 + ROW * len(strata)
    canvas = Canvas(WIDTH, bottom + 44)
    axis(canvas, ticks, bottom, unit)
    for rank, stratum in enumerate(strata):
        members = [i for i, group in enumerate(groups) if group == stratum]
        row = _Row(canvas, 4 + ROW * (rank + 0.5), ticks[-1], unit, decimals, each)
        row.draw(stratum, [(i, values[i]) for i in members], highlight)
    entries = [
        ("circle", PRIMARY, each),
        ("square", BOX, "la moitié centrale (quartiles)"),
    ]
    chosen = [value for i, value in enumerate(values) if i in highlight and value is not None]
    if chosen:
        figure = f"\u00a0: {_written(chosen[0], unit, decimals)}" if len(chosen) == 1 else ""
        entries.append(("diamond", ACCENT, highlight_label + figure))
    if any(value > ticks[-1] for value in known):
        entries.append(("triangle-right", PRIMARY, "au-delà de l’échelle"))
    canvas.legend(entries, 0, bottom + 34)
    return canvas.spec()


def _written(value: float, unit: str, decimals: int) -> str:
    return number(value, decimals) + (f"{NBSP}{unit}" if unit else "")


def at(value: float, top: float) -> float:
    """The abscissa of a value on a scale from 0 to `top`."""
    return LABELS + min(max(value / top, 0.0), 1.0) * (RIGHT - LABELS)


def axis(canvas: Canvas, ticks: list[float], bottom: float, unit: str) -> None:
    """Upright graduations with their figures below, and the unit at the right."""
    top = ticks[-1]
    decimals = 0 if all(float(tick).is_integer() for tick in ticks) else 1 if top >= 1 else 2
    canvas.lines([{"x": at(tick, top), "x2": at(tick, top), "y": 0, "y2": bottom} for tick in ticks], GRID)
    texts = [{"x": at(t, top), "y": bottom + 10, "text": number(t, decimals), "fill": MUTED} for t in ticks]
    canvas.texts(texts, "center", SMALL)
    if unit:
        canvas.texts([{"x": RIGHT + 22, "y": bottom + 10, "text": unit, "fill": MUTED}], "left", SMALL)


class _Row:
    """One stratum's line, around `middle`."""

    def __init__(
        self, canvas: Canvas, middle: float, top: float, unit: str, decimals: int, each: str
    ) -> None:
        self.canvas, self.middle, self.top, self.unit, self.decimals = canvas, middle, top, unit, decimals
        self.noun = each.partition(" ")[2]

    def draw(self, stratum: str, members: list[tuple[int, float | None]], highlight: Collection[int]) -> None:
        known = [(i, value) for i, value in members if value is not None]
        self._heading(stratum, len(members), len(members) - len(known))
        figures = [value for _, value in known]
        if len(figures) >= BOX_FROM:
            low, _, high = quantiles(figures, n=4, method="inclusive")
            self.canvas.rects([self._box(low, high)], radius=2)
        dots: list[Spec] = []
        arrows: list[Spec] = []
        chosen: list[Spec] = []
        for rank, (i, value) in enumerate(known):
            # The golden ratio spreads dots evenly without chance: the same figures give the same picture.
            shift = ((rank * 0.618034) % 1 - 0.5) * 20
            dot = {"x": at(value, self.top), "y": self.middle + shift, "fill": PRIMARY}
            if i in highlight:
                chosen.append({**dot, "y": self.middle, "fill": ACCENT})
            else:
                (arrows if value > self.top else dots).append(dot)
        self.canvas.symbols(dots, "circle", 22, opacity=0.55)
        self.canvas.symbols(arrows, "triangle-right", 40)
        if figures:
            self._median(median(figures))
        self.canvas.symbols(chosen, "diamond", 150, stroke=PAPER, strokeWidth=1.2)

    def _box(self, low: float, high: float) -> Spec:
        edges = {"x": at(low, self.top), "x2": max(at(high, self.top), at(low, self.top) + 1)}
        return {**edges, "y": self.middle - 13, "y2": self.middle + 13, "fill": BOX}

    def _median(self, value: float) -> None:
        x = at(value, self.top)
        self.canvas.lines([{"x": x, "x2": x, "y": self.middle - 15, "y2": self.middle + 15}], INK, 2)
        figure = _written(value, self.unit if text_width(self.unit) < 20 else "", self.decimals)
        self.canvas.texts([{"x": WIDTH, "y": self.middle - 6, "text": figure}], "right", fontWeight=STRONG)
        self.canvas.texts(
            [{"x": WIDTH, "y": self.middle + 7, "text": "médiane", "fill": MUTED}], "right", SMALL - 1
        )

    def _heading(self, stratum: str, count: int, unknown: int) -> None:
        title = wrapped(stratum, LABELS - 14, 1)[0]
        detail = f"{count}\u00a0{self.noun}{'s' if count > 1 else ''}"
        if unknown:
            detail += f", dont {unknown} inconnue{'s' if unknown > 1 else ''}"
        self.canvas.texts([{"x": 0, "y": self.middle - 6, "text": title}], fontWeight=STRONG)
        self.canvas.texts([{"x": 0, "y": self.middle + 7, "text": detail, "fill": MUTED}], size=SMALL - 0.5)
