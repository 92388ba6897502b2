"""A heat map: one line a question, one column a group, darker where more reach the mark; figures inside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from maillage.base.charts.layout import Canvas, shortened
from maillage.base.charts.theme import INK, MUTED, PRIMARY, SMALL, STRONG, WIDTH, Spec
from maillage.base.values.french import number

LABELS, HEAD, ROW = 206, 116, 17
# Opacity of each fifth: the ink stays readable on all of them.
SHADES = (0.06, 0.15, 0.24, 0.33, 0.42)


@dataclass(frozen=True, kw_only=True)
class HeatLine:
    """`shares`: 0 to 1 for each column; None is left blank, with `blanks` saying why ("–", "·")."""

    label: str
    shares: tuple[float | None, ...]
    blanks: tuple[str, ...]
    strong: bool = False


def fifth(share: float) -> int:
    """Which fifth a share lies in, from 0 (under 20 %) to 4 (80 % and more)."""
    return min(int(share * 5 + 1e-9), 4)


def heat_map(*, lines: Sequence[HeatLine], columns: Sequence[str]) -> Spec:
    """Columns are narrow: beyond twenty-five or so, draw another picture."""
    canvas = Canvas(WIDTH, HEAD + ROW * len(lines) + 30)
    width = (WIDTH - LABELS) / max(len(columns), 1)
    heads = [
        {"x": LABELS + (rank + 0.5) * width, "y": HEAD - 5, "text": shortened(name, HEAD - 10, SMALL)}
        for rank, name in enumerate(columns)
    ]
    canvas.texts(heads, size=SMALL, angle=-90)
    shaded: dict[int, list[Spec]] = {}
    texts, blanks = [], []
    for row, line in enumerate(lines):
        y = HEAD + row * ROW
        label = {"x": 0, "y": y + ROW / 2, "text": shortened(line.label, LABELS - 8, SMALL)}
        canvas.texts([label], size=SMALL, fontWeight=STRONG if line.strong else 400)
        for column, (share, blank) in enumerate(zip(line.shares, line.blanks, strict=True)):
            x = LABELS + column * width
            spot = {"x": x + width / 2, "y": y + ROW / 2}
            if share is None:
                blanks.append({**spot, "text": blank, "fill": MUTED})
                continue
            box = {"x": x, "x2": x + width - 1, "y": y, "y2": y + ROW - 1, "fill": PRIMARY}
            shaded.setdefault(fifth(share), []).append(box)
            texts.append({**spot, "text": number(100 * share), "fill": INK})
    for rank, boxes in sorted(shaded.items()):
        canvas.rects(boxes, opacity=SHADES[rank])
    canvas.texts(texts, "center", SMALL - 1)
    canvas.texts(blanks, "center", SMALL - 1)
    _key(canvas, HEAD + ROW * len(lines) + 17)
    return canvas.spec()


def _key(canvas: Canvas, y: float) -> None:
    for rank, shade in enumerate(SHADES):
        x = LABELS + rank * 84
        canvas.rects([{"x": x, "x2": x + 14, "y": y - 7, "y2": y + 7, "fill": PRIMARY}], opacity=shade)
        label = f"{20 * rank} à {20 * rank + 20 - (rank < 4)}\u00a0%"
        canvas.texts([{"x": x + 19, "y": y, "text": label, "fill": MUTED}], size=SMALL)
