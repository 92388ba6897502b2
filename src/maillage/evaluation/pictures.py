"""The trajectory of an indicator, drawn with its figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from maillage.base.charts import trajectory
from maillage.base.values.french import count, short_date
from maillage.base.values.tree import Column, Picture, Table
from maillage.evaluation.chapter import quantity
from maillage.evaluation.domain.attainment import Attainment, expected_on
from maillage.evaluation.domain.indicators import Measure


def trajectory_picture(item: Attainment, measures: Sequence[Measure]) -> Picture | None:
    """What is expected and what was measured; None while there is neither a target nor a measure."""
    indicator = item.indicator
    if not indicator.targets and not measures:
        return None
    baseline = item.trajectory[0] if indicator.baseline is not None else None
    return Picture(
        caption="Trajectoire : attendu et mesuré",
        spec=trajectory(
            points=[(one.day, float(one.value)) for one in measures],
            targets=[(date(year, 12, 31), float(value)) for year, value in indicator.targets],
            baseline=(baseline.day, float(baseline.value)) if baseline else None,
            unit="%" if indicator.unit.startswith("%") else "",
            decimals=_decimals(
                [*(value for _, value in indicator.targets), *(one.value for one in measures)]
            ),
        ),
        alt=_alt(item, measures),
        data=_table(item, measures),
    )


def _decimals(values: Sequence[Decimal]) -> int:
    return next(d for d in (0, 1, 2) if d == 2 or all(round(value, d) == value for value in values))


def _alt(item: Attainment, measures: Sequence[Measure]) -> str:
    indicator = item.indicator
    targets = ", ".join(f"{quantity(value, indicator.unit)} fin {year}" for year, value in indicator.targets)
    start = (
        f"État initial {quantity(indicator.baseline, indicator.unit)}. "
        if indicator.baseline is not None
        else ""
    )
    last = f"La dernière : {quantity(measures[-1].value, indicator.unit)}." if measures else ""
    return f"Courbe de {indicator.title}. {start}Cibles : {targets or 'aucune'}. {count(len(measures), 'mesure')}. {last}"


def _table(item: Attainment, measures: Sequence[Measure]) -> Table:
    unit = item.indicator.unit
    days = sorted({*(point.day for point in item.trajectory), *(one.day for one in measures)})
    measured = {one.day: one.value for one in measures}
    rows = tuple(
        (
            short_date(day),
            quantity(expected, unit) if (expected := expected_on(item.trajectory, day)) is not None else "–",
            quantity(measured[day], unit) if day in measured else "–",
        )
        for day in days
    )
    columns = (Column("Date"), Column("Attendu", "right"), Column("Mesuré", "right"))
    return Table(caption="Attendu et mesuré", columns=columns, rows=rows)
