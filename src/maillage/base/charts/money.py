"""Amounts by year: stacked columns with their totals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from maillage.base.charts.theme import INK, PAPER, SMALL, STRONG, WIDTH, Spec, chart, colour_of, readable_on
from maillage.base.values.euros import ZERO, total
from maillage.base.values.french import NBSP, euros, number

THOUSAND = Decimal(1000)
LEGEND_LINE = 17
# Below this, amounts are drawn in euros; above, in thousands.
IN_THOUSANDS_FROM = Decimal(10_000)


@dataclass(frozen=True, kw_only=True)
class YearAmount:
    """What one funder (or section of the budget) brings in a year, in euros, zero or more."""

    year: str
    label: str
    amount: Decimal


def stacked_years(*, values: Sequence[YearAmount], height: int = 300) -> Spec:
    """One column a year, one colour a label, in order of first appearance; the first label at the bottom.

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
    tops = [{"year": year, "high": float(sum_ / unit), "text": euros(sum_)} for year, sum_ in totals.items()]
    title = "milliers d’euros" if unit == THOUSAND else "euros"
    return chart(
        [_columns(segments, labels), _inner_texts(segments), _total_texts(tops)],
        height=height + LEGEND_LINE * len(labels),
        encoding={"x": _years(years), "y": _amounts(title)},
        autosize={"type": "fit", "contains": "padding"},
    )


def _years(years: list[str]) -> Spec:
    axis = {"title": None, "labelAngle": 0, "labelFontWeight": STRONG, "labelColor": INK}
    scale = {"paddingInner": 0.45, "paddingOuter": 0.3}
    return {"field": "year", "type": "ordinal", "sort": years, "scale": scale, "axis": axis}


def _amounts(title: str) -> Spec:
    axis = {"title": title, "format": ",.0f", "tickCount": 5}
    return {"field": "high", "type": "quantitative", "axis": axis, "scale": {"nice": True, "zero": True}}


def _columns(segments: list[Spec], labels: list[str]) -> Spec:
    colour = {
        "field": "label",
        "type": "nominal",
        "scale": {"domain": labels[::-1], "range": [colour_of(rank) for rank in range(len(labels))][::-1]},
        # Funders have long names: beneath, where there is room for them in full, from the top of the stack.
        "legend": {"orient": "bottom", "columns": 1, "labelLimit": WIDTH - 60, "rowPadding": 3, "offset": 12},
    }
    mark = {"type": "bar", "stroke": PAPER, "strokeWidth": 1}
    return {"data": {"values": segments}, "mark": mark, "encoding": {"y2": {"field": "low"}, "color": colour}}


def _inner_texts(segments: list[Spec]) -> Spec:
    return {
        "data": {"values": [segment for segment in segments if segment["text"]]},
        "mark": {"type": "text", "fontSize": SMALL, "baseline": "middle"},
        "encoding": {
            "y": {"field": "middle", "type": "quantitative"},
            "text": {"field": "text"},
            "color": {"field": "ink", "type": "nominal", "scale": None},
        },
    }


def _total_texts(tops: list[Spec]) -> Spec:
    mark = {"type": "text", "baseline": "bottom", "dy": -5, "fontWeight": STRONG}
    return {"data": {"values": tops}, "mark": mark, "encoding": {"text": {"field": "text"}}}


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
