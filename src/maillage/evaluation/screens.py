"""How indicators are shown on screen: their states, their values, a line of a list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from maillage.base.plugs import Project
from maillage.base.ui.components import Badge, Tone
from maillage.base.values.french import UNKNOWN, short_date
from maillage.evaluation.chapter import quantity
from maillage.evaluation.domain.attainment import Attainment, Status
from maillage.evaluation.domain.indicators import Measure
from maillage.evaluation.readings import measures_of
from maillage.evaluation.sparks import Spark, spark

TONES = {
    Status.REACHED: Tone.GOOD,
    Status.ON_TRACK: Tone.GOOD,
    Status.WATCH: Tone.WARNING,
    Status.LATE: Tone.BAD,
    Status.TOO_EARLY: Tone.INFO,
    Status.NO_DATA: Tone.NEUTRAL,
    Status.NO_TARGET: Tone.NEUTRAL,
}


@dataclass(frozen=True, kw_only=True)
class Line:
    """An indicator in a list."""

    code: str
    title: str
    unit: str
    spark: Spark | None
    baseline: str
    measured: str
    measured_on: date | None
    target: str
    target_year: int | None
    badge: Badge


@dataclass(frozen=True)
class Group:
    """Indicators under one title; `target` is the thing that the title names, or ""."""

    title: str
    target: str
    lines: list[Line]
    anchor: str


def status_badge(status: Status) -> Badge:
    return Badge(status.label, TONES[status])


def measures_on(project: Project, code: str) -> tuple[Measure, ...]:
    """The measures of an indicator up to today, the oldest first."""
    found = (one for one in measures_of(project) if one.indicator == code and one.day <= project.today)
    return tuple(sorted(found, key=lambda one: one.day))


def line(project: Project, item: Attainment) -> Line:
    indicator, measure = item.indicator, item.measure
    year, target = indicator.targets[-1] if indicator.targets else (None, None)
    return Line(
        code=indicator.code,
        title=indicator.title,
        unit=indicator.unit,
        spark=spark(item, measures_on(project, indicator.code)),
        baseline=quantity(indicator.baseline, indicator.unit),
        measured=quantity(measure.value, indicator.unit) if measure else UNKNOWN,
        measured_on=measure.day if measure else None,
        target=quantity(target, indicator.unit) if target is not None else "à fixer",
        target_year=year,
        badge=status_badge(item.status),
    )


def dated(value: str, day: date | None) -> str:
    return f"{value}, le {short_date(day)}" if day else value


__all__ = ["Group", "Line", "dated", "line", "measures_on", "quantity", "status_badge"]
