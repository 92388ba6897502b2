"""The curve of an amount month after month."""

from __future__ import annotations

import json
from datetime import date

from maillage.base.charts import MonthPoint, month_curve
from maillage.base.charts.render import svg


def points(*values: float) -> list[MonthPoint]:
    return [
        MonthPoint(day=date(2026 + rank // 12, rank % 12 + 1, 1), value=value, text=f"{value:.0f} €")
        for rank, value in enumerate(values)
    ]


def test_the_lowest_and_the_last_months_are_written_and_the_years_named() -> None:
    drawn = json.dumps(month_curve(points=points(*range(0, -140, -10), -50)), ensure_ascii=False)
    assert "-130 €" in drawn
    assert "-50 €" in drawn
    assert "2026" in drawn
    assert "2027" in drawn
    assert "-60 €" not in drawn


def test_a_curve_that_only_rises_a_single_month_and_none_are_drawn() -> None:
    for values in ((0, 10, 20), (0,), ()):
        assert svg(month_curve(points=points(*values))).startswith("<svg")
