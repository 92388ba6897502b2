"""Several indicators side by side: from the baseline of each to its targets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from maillage.base.charts.layout import Canvas, text_width, wrapped
from maillage.base.charts.theme import ACCENT, INK, MUTED, PAPER, PRIMARY, RULE, SMALL, STRONG, WIDTH, Spec

COLUMNS = 3
GAP = 26
TITLE = 30
PLOT = 62
UNDER = 20
ROW = TITLE + PLOT + UNDER + 20


@dataclass(frozen=True, kw_only=True)
class Path:
    """One indicator: `(label of the date, value, value as written)`, the baseline first. Two points at least."""

    title: str
    points: tuple[tuple[str, float, str], ...]

    def __post_init__(self) -> None:
        if len(self.points) < 2:
            raise ValueError(f"Trajectoire sans cible : {self.title}.")


def expected_paths(*, paths: Sequence[Path]) -> Spec:
    """Small pictures of the same size, each on its own scale from 0: only the shapes compare."""
    lines = -(-len(paths) // COLUMNS)
    canvas = Canvas(WIDTH, lines * ROW + 14)
    width = (WIDTH - GAP * (COLUMNS - 1)) / COLUMNS
    for rank, path in enumerate(paths):
        left, top = rank % COLUMNS * (width + GAP), rank // COLUMNS * ROW
        _draw(canvas, path, left, top, width)
    entries = [("circle", ACCENT, "état initial"), ("circle", PRIMARY, "cible en fin d’année")]
    canvas.legend(entries, 0, lines * ROW + 4)
    return canvas.spec()


def _draw(canvas: Canvas, path: Path, left: float, top: float, width: float) -> None:
    titles = wrapped(path.title, width, 2, SMALL)
    canvas.texts(
        [{"x": left, "y": top + 7 + 12 * n, "text": line} for n, line in enumerate(titles)],
        size=SMALL,
        fontWeight=STRONG,
    )
    spots = _spots(path, left, top + TITLE + 14, width)
    floor = top + TITLE + PLOT + 3
    canvas.lines([{"x": left, "x2": left + width, "y": floor, "y2": floor}], RULE)
    steps = pairwise(spots)
    canvas.lines(
        [{"x": x, "y": y, "x2": x2, "y2": y2} for (x, y), (x2, y2) in steps], MUTED, 1.4, strokeDash=[4, 3]
    )
    dots = [{"x": x, "y": y, "fill": PRIMARY if n else ACCENT, "size": 60} for n, (x, y) in enumerate(spots)]
    canvas.symbols(dots, stroke=PAPER, strokeWidth=1)
    for n, ((x, y), (day, _, written)) in enumerate(zip(spots, path.points, strict=True)):
        half = text_width(written, SMALL) / 2
        middle = min(max(x, left + half), left + width - half)
        canvas.texts(
            [{"x": middle, "y": y - 11, "text": written, "fill": INK}],
            "center",
            SMALL,
            fontWeight=STRONG if n == len(spots) - 1 else 400,
        )
        canvas.texts([{"x": x, "y": floor + 11, "text": day, "fill": MUTED}], "center", SMALL - 0.5)


def _spots(path: Path, left: float, top: float, width: float) -> list[tuple[float, float]]:
    """The places of the points, evenly spread; the lowest of 0 and the values stands on the floor."""
    values = [value for _, value, _ in path.points]
    low, high = min(0.0, *values), max(0.0, *values)
    span = (high - low) or 1.0
    step = (width - 32) / (len(values) - 1)
    room = PLOT - 20
    return [
        (left + 16 + n * step, top + room - (value - low) / span * room) for n, value in enumerate(values)
    ]
