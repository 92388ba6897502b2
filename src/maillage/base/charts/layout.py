"""Drawing in pixels with Vega-Lite: rectangles, lines, symbols and texts placed where the caller says.

Schedules and maps need margins, bands and wrapped labels that no axis offers; their geometry is computed
here and handed to Vega-Lite as data.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import Any

from maillage.base.charts.theme import INK, MUTED, RULE, SMALL, TEXT, WIDTH, Spec, chart

Mark = dict[str, Any]

_NARROW_LETTERS = frozenset("iljtfrI.,;:'’!|()[] \u202f\u00a0")
_WIDE_LETTERS = frozenset("mwMWŒœ%@—")


def text_width(text: str, size: float = TEXT) -> float:
    """Width of a text in pixels, to within some 5 %: enough to wrap and to avoid overlaps."""
    units = 0.0
    for letter in text:
        if letter in _NARROW_LETTERS:
            units += 0.27
        elif letter in _WIDE_LETTERS:
            units += 0.8
        elif letter.isupper():
            units += 0.59
        else:
            units += 0.505
    return units * size


def shortened(text: str, room: float, size: float = TEXT) -> str:
    """The text, cut with an ellipsis when it is wider than `room` pixels; between words where it can."""
    if text_width(text, size) <= room:
        return text
    kept = text
    while kept and text_width(kept + "…", size) > room:
        kept = kept[:-1]
    if not text[len(kept)].isspace() and " " in kept[-14:]:
        kept = kept[: kept.rindex(" ")]
    return kept.rstrip(" ,;:–-(") + "…"


def wrapped(text: str, room: float, lines: int = 2, size: float = TEXT) -> list[str]:
    """The text on at most `lines` lines of `room` pixels; the last one is cut when words are left over."""
    if text_width(text, size) <= room:
        return [" ".join(text.split())]
    letters = max(int(room / (size * 0.47)), 4)
    pieces = textwrap.wrap(text, letters, break_on_hyphens=False) or [""]
    kept = pieces[: lines - 1] + ([" ".join(pieces[lines - 1 :])] if len(pieces) >= lines else [])
    return [shortened(piece, room, size) for piece in kept]


class Canvas:
    """A picture of `width` x `height` pixels, origin at the top left, made of layers drawn in order."""

    def __init__(self, width: int = WIDTH, height: float = 0) -> None:
        self.width = width
        self.height = height
        self._layers: list[tuple[Mark, list[Spec]]] = []

    def _add(self, mark: Mark, rows: Iterable[Spec]) -> None:
        found = list(rows)
        if found:
            self._layers.append((mark, found))

    def rects(self, rows: Iterable[Spec], radius: float = 0, **mark: Any) -> None:
        """`rows`: {x, y, x2, y2, fill}."""
        self._add({"type": "rect", "cornerRadius": radius, **mark}, rows)

    def lines(self, rows: Iterable[Spec], colour: str = RULE, width: float = 1, **mark: Any) -> None:
        """`rows`: {x, y, x2, y2}."""
        self._add({"type": "rule", "color": colour, "strokeWidth": width, **mark}, rows)

    def symbols(self, rows: Iterable[Spec], shape: str = "circle", size: float = 60, **mark: Any) -> None:
        """`rows`: {x, y, fill, size (area in px², optional)}."""
        self._add({"type": "point", "shape": shape, "size": size, "filled": True, "opacity": 1, **mark}, rows)

    def texts(self, rows: Iterable[Spec], align: str = "left", size: float = TEXT, **mark: Any) -> None:
        """`rows`: {x, y, text, fill (optional)}; y is the middle of the text."""
        style = {
            "type": "text",
            "align": align,
            "baseline": "middle",
            "fontSize": size,
            "lineHeight": size + 1,
        }
        shown = [row | {"fill": row.get("fill", INK)} for row in rows]
        self._add(style | mark, shown)

    def legend(self, entries: Iterable[tuple[str, str, str]], x: float, y: float, gap: float = 20) -> float:
        """Draw `(shape, colour, label)` entries from left to right, wrapping at the right edge.

        `shape` is a Vega symbol, "line" (a dashed upright line) or "solid" (an upright line). Returns the y of the last line.
        """
        left = x
        for shape, colour, label in entries:
            width = 14 + text_width(label, SMALL) + gap
            if x > left and x + width - gap > self.width:
                x, y = left, y + 16
            if shape in ("line", "solid"):
                dash = {"strokeDash": [3, 2]} if shape == "line" else {}
                self.lines([{"x": x + 5, "x2": x + 5, "y": y - 6, "y2": y + 6}], colour, 1.2, **dash)
            else:
                self.symbols([{"x": x + 5, "y": y, "fill": colour}], shape, 70 if shape != "square" else 90)
            self.texts([{"x": x + 14, "y": y, "text": label, "fill": MUTED}], size=SMALL)
            x += width
        return y

    def spec(self, **more: Any) -> Spec:
        # "none": the image is exactly the canvas, whatever the texts measure.
        layers = [self._layer(*layer) for layer in self._layers]
        return chart(layers, width=self.width, height=self.height, autosize="none", **more)

    def _layer(self, mark: Mark, rows: list[Spec]) -> Spec:
        encoding: Spec = {
            "x": _position("x", [0, self.width]),
            # Vega-Lite counts y from the bottom: the reversed domain puts 0 at the top.
            "y": _position("y", [round(self.height), 0]),
        }
        for end in ("x2", "y2"):
            if end in rows[0]:
                encoding[end] = {"field": end}
        if "fill" in rows[0]:
            encoding["color"] = {"field": "fill", "type": "nominal", "scale": None}
        if "size" in rows[0]:
            encoding["size"] = {"field": "size", "type": "quantitative", "scale": None}
        if "text" in rows[0]:
            encoding["text"] = {"field": "text", "type": "nominal"}
        data = {"values": [{key: _rounded(value) for key, value in row.items()} for row in rows]}
        return {"data": data, "mark": mark, "encoding": encoding}


def _position(name: str, domain: list[float]) -> Spec:
    scale = {"domain": domain, "nice": False, "zero": False}
    return {"field": name, "type": "quantitative", "scale": scale, "axis": None}


def _rounded(value: object) -> object:
    return round(value, 2) if isinstance(value, float) else value
