"""The legend of a map, to its right: every symbol with its number, sizes, tints, borders, the scale."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from maillage.base.charts.layout import Canvas, wrapped
from maillage.base.charts.maps.marks import mark, symbol_at
from maillage.base.charts.maps.parts import Fill, MapLines, PointMark, Symbol
from maillage.base.charts.theme import INK, MUTED, RULE, SMALL, STRONG, WIDTH
from maillage.base.values.french import NBSP, count, number

LEGEND_WIDTH = 200
BIGGEST, SMALLEST = 15.0, 3.2
UNKNOWN_RADIUS = SMALLEST + 0.6

_LEFT = WIDTH - LEGEND_WIDTH + 18
_TEXT = _LEFT + 20
_ROOM = WIDTH - _TEXT - 2
_LINE = 12


def radius_of(population: int, largest: int) -> float:
    """The radius of a circle whose area follows the population, in pixels."""
    return max(BIGGEST * math.sqrt(population / largest), SMALLEST) if largest else SMALLEST


class Legend:
    """Written from top to bottom; `y` is where the next line goes."""

    def __init__(self, canvas: Canvas, top: float = 12.0) -> None:
        self.canvas = canvas
        self.y = top

    def heading(self, text: str) -> None:
        if text:
            lines = wrapped(text, WIDTH - _LEFT + 6, 3, SMALL)
            rows = [
                {"x": _LEFT - 6, "y": self.y + rank * _LINE, "text": line} for rank, line in enumerate(lines)
            ]
            self.canvas.texts(rows, size=SMALL, fontWeight=STRONG)
            self.y += _LINE * len(lines) + 5

    def symbol(self, symbol: Symbol, here: int) -> None:
        radius = symbol.radius or 5.2
        self.y += max(radius - 6, 0)
        symbol_at(self.canvas, [(_LEFT, self.y, radius)], symbol)
        self._label(f"{symbol.label} ({number(here)})", INK, max(radius - 6, 0))

    def fill(self, fill: Fill, here: int, outlined: bool) -> None:
        if outlined:
            box = {"x": _LEFT - 7, "x2": _LEFT + 7, "y": self.y - 5, "y2": self.y + 5, "fill": fill.colour}
            self.canvas.rects([box], fillOpacity=fill.strength, stroke=RULE, strokeWidth=0.8)
        if not outlined or fill.mark is not PointMark.DOT:
            mark(self.canvas, [(_LEFT, self.y)], fill)
        self._label(f"{fill.label} ({number(here)})", INK)

    def lines(self, lines: MapLines) -> None:
        self.canvas.lines([{"x": _LEFT - 7, "x2": _LEFT + 7, "y": self.y, "y2": self.y}], MUTED, 1)
        self._label(lines.label, MUTED)

    def sizes(self, largest: int, unknown: bool) -> None:
        """What the area of circles stands for, with up to three round populations."""
        steps = _steps(largest)
        if steps:
            self.heading("Population de la commune")
        for step in steps:
            radius = radius_of(step, largest)
            self.y += max(radius - 5, 0)
            self._hollow(radius)
            self._label(count(step, "habitant"), MUTED, max(radius - 5, 0))
        if unknown:
            self._hollow(UNKNOWN_RADIUS)
            self._label("population inconnue", MUTED)

    def gap(self) -> None:
        self.y += 9

    def _hollow(self, radius: float) -> None:
        spot: dict[str, Any] = {"x": _LEFT + 1, "y": self.y, "fill": MUTED, "size": (2 * radius) ** 2}
        self.canvas.symbols([spot], "circle", filled=False, strokeWidth=1)

    def _label(self, text: str, colour: str, below: float = 0) -> None:
        lines = wrapped(text, _ROOM, 2, SMALL)
        rows = [
            {"x": _TEXT, "y": self.y + rank * _LINE, "text": line, "fill": colour}
            for rank, line in enumerate(lines)
        ]
        self.canvas.texts(rows, size=SMALL)
        self.y += _LINE * (len(lines) - 1) + 17 + below


def legend_height(symbols: Sequence[Symbol], fills: Sequence[Fill], headings: int, sized: bool) -> float:
    """The least height of a canvas that holds the legend and the scale, every label on two lines at most."""
    rows = sum(17 + 2 * max((symbol.radius or 5.2) - 6, 0) for symbol in symbols)
    rows += sum(17 + (_LINE if _long(fill.label) else 0) for fill in fills)
    rows += sum(_LINE for symbol in symbols if _long(symbol.label))
    return rows + headings * 42 + (95 if sized else 0) + 70


def _long(label: str) -> bool:
    return len(wrapped(f"{label} (000)", _ROOM, 2, SMALL)) > 1


def draw_scale(canvas: Canvas, pixels_per_km: float) -> None:
    """A bar of a round length, at the bottom of the legend."""
    x, y = _LEFT - 5, canvas.height - 12
    length = next((km for km in (100, 50, 20, 10, 5, 2, 1) if km * pixels_per_km <= 110), 1)
    end = x + length * pixels_per_km
    canvas.lines([{"x": x, "x2": end, "y": y, "y2": y}], INK, 1.2)
    canvas.lines([{"x": edge, "x2": edge, "y": y - 3, "y2": y + 3} for edge in (x, end)], INK, 1.2)
    canvas.texts([{"x": x, "y": y - 9, "text": f"{length}{NBSP}km", "fill": MUTED}], size=SMALL)


def _steps(largest: int) -> list[int]:
    """Up to three round populations that fit under the largest."""
    rounds = [factor * 10**power for power in range(1, 8) for factor in (1, 2, 5)]
    under = [step for step in rounds if step <= largest]
    wanted = (under[-1] / share for share in (1, 5, 25)) if under else ()
    return [max(step for step in under if step <= most) for most in wanted if most >= under[0]]
