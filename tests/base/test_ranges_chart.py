"""The picture of quartiles with "you are here": what it draws, and what it leaves out when nobody answered."""

from __future__ import annotations

import json

from maillage.base.charts import RangeRow, distribution, ranges
from maillage.base.charts.render import svg


def row(here: float | None, low: float | None = 4, label: str = "Petites communes") -> RangeRow:
    known = low is not None
    return RangeRow(
        label=label, detail="12 réponses sur 20", low=low, middle=6 if known else None,
        high=9 if known else None, here=here, text="7 h" if here else "inconnu",
    )  # fmt: skip


def shapes(spec: object) -> str:
    return json.dumps(spec, ensure_ascii=False)


def test_a_row_shows_the_middle_half_the_median_and_where_one_stands() -> None:
    spec = ranges(rows=[row(7)], unit="h", here="notre réseau")
    told = shapes(spec)
    assert "Petites communes" in told
    assert "notre réseau" in told
    assert told.count('"diamond"') == 2  # the row's and the legend's
    assert "<svg" in svg(spec)


def test_a_value_that_is_unknown_is_not_drawn_at_zero() -> None:
    assert shapes(ranges(rows=[row(None)])).count('"diamond"') == 1
    assert shapes(ranges(rows=[row(0)])).count('"diamond"') == 2


def test_a_class_that_nobody_answered_has_no_bar() -> None:
    with_bar, without = ranges(rows=[row(7)]), ranges(rows=[row(7, low=None)])
    assert shapes(with_bar).count('"rect"') == 1
    assert shapes(without).count('"rect"') == 0


def test_a_dot_of_a_distribution_may_be_something_else_than_a_library() -> None:
    told = shapes(distribution(values=[1, 2, 3], groups=["Part"] * 3, each="un département"))
    assert "3\u00a0départements" in told
    assert "bibliothèque" not in told
