"""An indicator over time: what is expected, what is measured."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from maillage.base.charts.theme import ACCENT, INK, MUTED, PAPER, PRIMARY, STRONG, Spec, chart
from maillage.base.values.french import NBSP, number

EXPECTED, MEASURED, BASELINE = "Attendu", "Mesuré", "État initial"
COLOURS = {EXPECTED: MUTED, MEASURED: PRIMARY, BASELINE: ACCENT}

Dated = tuple[date, float]


def trajectory(
    *,
    points: Sequence[tuple[date, float | None]],
    targets: Sequence[Dated],
    baseline: Dated | None = None,
    unit: str = "",
    decimals: int = 0,
    height: int = 240,
) -> Spec:
    """The expected path (dashed, from the baseline through the targets) and the measured points.

    Values are in `unit` (a rate of 48 % is 48.0 with unit "%"). A measure that is None is left out: unknown
    is not zero.
    """
    measured = sorted((day, value) for day, value in points if value is not None)
    expected = sorted([*([baseline] if baseline else []), *targets])

    def rows(series: str, dated: Sequence[Dated]) -> list[Spec]:
        written = [number(value, decimals) + (f"{NBSP}{unit}" if unit else "") for _, value in dated]
        return [
            {"day": day.isoformat(), "value": float(value), "series": series, "text": text}
            for (day, value), text in zip(dated, written, strict=True)
        ]

    lines = [rows(EXPECTED, expected), rows(MEASURED, measured)]
    dots = [*rows(EXPECTED, sorted(targets)), *lines[1], *rows(BASELINE, [baseline] if baseline else [])]
    layers = [
        _line(lines[0], {"strokeDash": [5, 4], "strokeWidth": 1.5}),
        _line(lines[1], {"strokeWidth": 2.2}),
        _dots(dots),
        _texts([dot for dot in dots if dot["series"] != MEASURED], -11, 400),
        _texts(lines[1], 15, STRONG),
    ]
    return chart(
        layers, height=height, autosize={"type": "fit", "contains": "padding"}, encoding=_shared(unit, dots)
    )


def _shared(unit: str, dots: list[Spec]) -> Spec:
    suffix = f"{NBSP}{unit}" if unit else ""
    shown = [series for series in COLOURS if any(dot["series"] == series for dot in dots)]
    days = sorted({dot["day"] for dot in dots})
    months = (int(days[-1][:4]) - int(days[0][:4])) * 12 + 12 if days else 12
    step = {"interval": "month", "step": 6} if months <= 60 else {"interval": "year", "step": 1}
    return {
        "x": {
            "field": "day",
            "type": "temporal",
            # UTC, or a server west of Greenwich would show the 1st of January in the year before.
            "scale": {"type": "utc", "padding": 26},
            "axis": {"title": None, "format": "%b %Y", "grid": False, "tickCount": step, "labelFlush": False},
        },
        "y": {
            "field": "value",
            "type": "quantitative",
            "scale": {"zero": True, "nice": True},
            "axis": {
                "title": None,
                "tickCount": 5,
                "labelExpr": f"datum.label + {json.dumps(suffix)}",
                "format": ",~f",
            },
        },
        "color": {
            "field": "series",
            "type": "nominal",
            "scale": {"domain": shown, "range": [COLOURS[series] for series in shown]},
            "legend": {"orient": "top", "symbolType": "circle"},
        },
    }


def _line(rows: list[Spec], style: Spec) -> Spec:
    return {"data": {"values": rows}, "mark": {"type": "line", **style}, "encoding": {}}


def _dots(rows: list[Spec]) -> Spec:
    mark = {"type": "point", "filled": True, "size": 75, "opacity": 1, "stroke": PAPER, "strokeWidth": 1.5}
    return {"data": {"values": rows}, "mark": mark, "encoding": {}}


def _texts(rows: list[Spec], dy: float, weight: int) -> Spec:
    mark = {"type": "text", "dy": dy, "fontWeight": weight, "color": INK}
    return {
        "data": {"values": rows},
        "mark": mark,
        "encoding": {"text": {"field": "text"}, "color": {"value": INK}},
    }
