"""How far an indicator is on its way: against the trajectory expected on the day measured, not the final target.

Formulas: `evaluation-methods` §5.6. "No data" is a status of its own, never 0 %.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from maillage.base.values.fields import Choice
from maillage.evaluation.domain.indicators import Direction, Indicator, Measure
from maillage.rulebook.domain import Rules


class Status(Choice):
    REACHED = "reached", "atteint"
    ON_TRACK = "on_track", "en bonne voie"
    WATCH = "watch", "à surveiller"
    LATE = "late", "en retard"
    TOO_EARLY = "too_early", "trop tôt pour le dire"
    NO_DATA = "no_data", "sans donnée"
    NO_TARGET = "no_target", "sans cible"


@dataclass(frozen=True)
class Point:
    day: date
    value: Decimal


@dataclass(frozen=True, kw_only=True)
class Attainment:
    """`progress` is (v − b) / (t − b), unclamped; None when the baseline, the target or a measure is missing."""

    indicator: Indicator
    status: Status
    trajectory: tuple[Point, ...]
    measure: Measure | None
    expected: Decimal | None
    progress: Decimal | None
    missing: tuple[str, ...]


def trajectory(indicator: Indicator, start: date) -> tuple[Point, ...]:
    """The expected path: from the baseline at its date (else the programme's start) to each year's end."""
    points = [Point(date(year, 12, 31), value) for year, value in indicator.targets]
    if indicator.baseline is not None:
        first = min(indicator.baseline_date or start, points[0].day if points else start)
        points.insert(0, Point(first, indicator.baseline))
    return tuple(points)


def expected_on(points: tuple[Point, ...], day: date) -> Decimal | None:
    """Linear interpolation; the last target holds afterwards; None before the first known point."""
    if not points or day < points[0].day:
        return None
    for before, after in pairwise(points):
        if before.day <= day <= after.day:
            span = (after.day - before.day).days
            done = Decimal((day - before.day).days) / span if span else Decimal(1)
            return before.value + (after.value - before.value) * done
    return points[-1].value


def attainment(
    indicator: Indicator, measures: Iterable[Measure], *, start: date, on: date, rules: Rules
) -> Attainment:
    """Where an indicator stands on a day, with what is missing to say more."""
    points = trajectory(indicator, start)
    known = [measure for measure in measures if measure.day <= on]
    last = max(known, key=lambda measure: measure.day, default=None)
    expected = expected_on(points, last.day) if last else expected_on(points, on)
    missing = [
        label
        for label, absent in (
            ("état initial", indicator.baseline is None),
            ("cibles", not indicator.targets),
            ("mesure", last is None),
        )
        if absent
    ]
    return Attainment(
        indicator=indicator,
        status=_status(indicator, last, expected, rules, on),
        trajectory=points,
        measure=last,
        expected=expected,
        progress=_progress(indicator, last),
        missing=tuple(missing),
    )


def _progress(indicator: Indicator, last: Measure | None) -> Decimal | None:
    if last is None or indicator.baseline is None or not indicator.targets:
        return None
    distance = indicator.targets[-1][1] - indicator.baseline
    return (last.value - indicator.baseline) / distance if distance else None


def _status(
    indicator: Indicator, last: Measure | None, expected: Decimal | None, rules: Rules, on: date
) -> Status:
    if not indicator.targets:
        return Status.NO_TARGET
    if last is None:
        return Status.NO_DATA
    target = indicator.targets[-1][1]
    if _at_least(indicator.direction, last.value, target):
        return Status.REACHED
    if expected is None:
        return Status.TOO_EARLY
    ratio = ratio_to_expected(indicator, last.value, expected)
    if ratio >= rules.value("evaluation.on_track", on=on).value:
        return Status.ON_TRACK
    return Status.WATCH if ratio >= rules.value("evaluation.watch", on=on).value else Status.LATE


def _at_least(direction: Direction, value: Decimal, target: Decimal) -> bool:
    return value <= target if direction is Direction.DOWN else value >= target


def ratio_to_expected(indicator: Indicator, value: Decimal, expected: Decimal) -> Decimal:
    """How much of what is expected is there, 1 at most; for an indicator to lower, the ratio is turned over."""
    if _at_least(indicator.direction, value, expected):
        return Decimal(1)
    above, below = (expected, value) if indicator.direction is Direction.DOWN else (value, expected)
    # Short of what is expected, and zero or less: a ratio of such numbers means nothing.
    return above / below if above > 0 and below > 0 else Decimal(0)
