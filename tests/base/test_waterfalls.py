"""From gross to net: the bars hang where the line before stopped, on either side of zero."""

from __future__ import annotations

from typing import Any

from maillage.base.charts import WaterfallStep, render, waterfall


def steps(aid: float) -> list[WaterfallStep]:
    return [
        WaterfallStep(label="Dépenses TTC", amount=120, text="120 €", stop=True),
        WaterfallStep(label="Aide", amount=-aid, text=f"−{aid} €"),
        WaterfallStep(label="Coût net", amount=120 - aid, text=f"{120 - aid} €", stop=True),
    ]


def bars(spec: dict[str, Any]) -> list[dict[str, Any]]:
    rects = [layer["data"]["values"] for layer in spec["layer"] if layer["mark"]["type"] == "rect"]
    return [one[0] for one in rects[1:]]


def test_what_is_taken_away_ends_where_the_net_amount_does() -> None:
    whole, taken, net = bars(waterfall(steps=steps(50)))
    assert whole["x"] == net["x"]
    assert taken["x2"] == whole["x2"]
    assert taken["x"] == net["x2"]


def test_a_negative_net_amount_stands_left_of_zero() -> None:
    whole, taken, net = bars(waterfall(steps=steps(150)))
    assert net["x2"] == whole["x"]
    assert net["x"] == taken["x"] < whole["x"]


def test_a_waterfall_is_drawn_with_nothing_and_with_zeros() -> None:
    for some in ([], steps(120), [WaterfallStep(label="Rien", amount=0, text="0 €", stop=True)]):
        assert render.svg(waterfall(steps=some)).startswith("<svg")
