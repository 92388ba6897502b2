"""The tornado: bars either side of a line, every text inside the picture."""

from __future__ import annotations

from typing import Any

from maillage.base.charts import TornadoBar, render, tornado
from maillage.base.charts.layout import text_width
from maillage.base.charts.theme import WIDTH

BARS = [
    TornadoBar(label="Taux de la DGD", ends=(("30 %", 36200, "+36 200 €"), ("61 %", -19910, "−19 910 €"))),
    TornadoBar(
        label="Sans un financeur au nom qui n'en finit pas de s'allonger", ends=(("", 14000, "+14 000 €"),)
    ),
]


def rows(spec: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [
        row for layer in spec["layer"] if layer["mark"]["type"] == kind for row in layer["data"]["values"]
    ]


def test_a_bar_goes_to_the_side_of_its_change_in_proportion() -> None:
    bars = [row for row in rows(tornado(bars=BARS), "rect") if row["y2"] - row["y"] == 14]
    more, less, other = bars
    assert more["x"] == less["x2"] == other["x"]
    assert abs((more["x2"] - more["x"]) / (other["x2"] - other["x"]) - 36200 / 14000) < 0.01


def test_every_text_stays_inside() -> None:
    for layer in tornado(bars=BARS)["layer"]:
        if layer["mark"]["type"] != "text":
            continue
        for row in layer["data"]["values"]:
            width = text_width(row["text"])
            left = row["x"] - width if layer["mark"]["align"] == "right" else row["x"]
            assert left >= 0
            assert left + width <= WIDTH


def test_one_bar_of_nothing_still_draws() -> None:
    assert "<svg" in render.svg(tornado(bars=[TornadoBar(label="Rien", ends=(("", 0, "0 €"),))]))
