"""Amounts by year: stacked columns with their totals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from maillage.base.charts.theme import INK, PAPER, SMALL, STRONG, Spec, chart, colour_of, readable_on
from maillage.base.values.euros import ZERO, total
from maillage.base.values.french import NBSP, euros, number

THOUSAND = Decimal(1000)
# Below this, amounts are drawn in euros; above, in thousands.
IN_THOUSANDS_FROM = Decimal(10_000)


@dataclass(frozen=True, kw_only=True)
class YearAmount:
    """What one funder (or section of the budget) brings in a year, in euros, zero or more."""

    year: str
    label: str
    amount: Decimal


def stacked_years(*, values: Sequence[YearAmount], height: int = 300) -> Spec:
    """One column a year, one colour a label; both in order of first appearance, the first label at the bottom.

    Totals are written in full above the columns. Raises ValueError on a negative amount, which a stack
    cannot show.
    """
    for value in values:
        if value.amount < 0:
            raise ValueError(f"Montant négatif impossible à empiler : {value.label}, {value.year}.")
    years = list(dict.fromkeys(value.year for value in values))
    labels = list(dict.fromkeys(value.label for value in values))
    totals = {year: total(value.amount for value in values if value.year == year) for year in years}
    highest = max(totals.values(), default=ZERO)
    unit = THOUSAND if highest >= IN_THOUSANDS_FROM else Decimal(1)
    segments = [segment for year in years for segment in _segments(year, labels, values, highest, unit)]
    tops = [{"year": year, "high": float(amount / unit), "text": euros(amount)} for year, amount in totals.items()]
    axis = {"title": "milliers d’euros" if unit == THOUSAND else "euros", "format": ",.0f", "tickCount": 5}
    x: Spec = {"field": "year", "type": "ordinal", "sort": years, "scale": {"paddingInner": 0.45, "paddingOuter": 0.3}}
    x["axis"] = {"title": None, "labelAngle": 0, "labelFontWeight": STRONG, "labelColor": INK}
    y: Spec = {"field": "high", "type": "quantitative", "axis": axis, "scale": {"nice": True, "zero": True}}
    colour: Spec = {
        "field": "label",
        "type": "nominal",
        "scale": {"domain": labels[::-1], "range": [colour_of(rank) for rank in range(len(labels))][::-1]},
        "legend": {"orient": "right", "rowPadding": 6, "offset": 24},
    }
    bar = {"type": "bar", "stroke": PAPER, "strokeWidth": 1}
    inner = {"type": "text", "fontSize": SMALL, "baseline": "middle"}
    above = {"type": "text", "baseline": "bottom", "dy": -5, "fontWeight": STRONG}
    return chart(
        [
            {"data": {"values": segments}, "mark": bar, "encoding": {"x": x, "y": y, "y2": {"field": "low"}, "color": colour}},
            {
                "data": {"values": [segment for segment in segments if segment["text"]]},
                "mark": inner,
                "encoding": {
                    "x": x, "y": {**y, "field": "middle"}, "text": {"field": "text"},
                    "color": {"field": "ink", "type": "nominal", "scale": None},
                },
            },
            {"data": {"values": tops}, "mark": above, "encoding": {"x": x, "y": y, "text": {"field": "text"}}},
        ],
        height=height,
        autosize={"type": "fit", "contains": "padding"},
    )  # fmt: skip


def _segments(
    year: str, labels: list[str], values: Sequence[YearAmount], highest: Decimal, unit: Decimal
) -> list[Spec]:
    """The pieces of one column, from the bottom; a piece too low for its figure carries no text."""
    low, pieces = ZERO, []
    for rank, label in enumerate(labels):
        amount = total(value.amount for value in values if (value.year, value.label) == (year, label))
        if not amount:
            continue
        suffix = f"{NBSP}k€" if unit == THOUSAND else f"{NBSP}€"
        colour = colour_of(rank)
        pieces.append(
            {
                "year": year,
                "label": label,
                "low": float(low / unit),
                "middle": float((low + amount / 2) / unit),
                "high": float((low + amount) / unit),
                "text": number(amount / unit) + suffix if amount * 16 >= highest else "",
                "ink": readable_on(colour),
            }
        )
        low += amount
    return pieces
