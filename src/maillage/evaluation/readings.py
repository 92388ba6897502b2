"""The indicators of a project, and where each stands."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal

from maillage.base.models.store import values_of
from maillage.base.plugs import Project, figures_of
from maillage.base.readings import reader_of
from maillage.evaluation.domain.attainment import Attainment, attainment
from maillage.evaluation.domain.indicators import EvaluationSection, Indicator, Measure
from maillage.evaluation.models import Measure as MeasureRow
from maillage.evaluation.section import SECTION
from maillage.programme.readings import programme_of

_read = reader_of(SECTION)


def evaluation_of(project: Project) -> EvaluationSection:
    section: EvaluationSection = project.once(_read)
    return section


def _measures(project: Project) -> tuple[Measure, ...]:
    return values_of(project.network, MeasureRow)


def measures_of(project: Project) -> tuple[Measure, ...]:
    return project.once(_measures)


def _attainments(project: Project) -> tuple[Attainment, ...]:
    by_indicator: dict[str, list[Measure]] = defaultdict(list)
    for measure in measures_of(project):
        by_indicator[measure.indicator].append(measure)
    start = programme_of(project).start
    return tuple(
        attainment(
            with_baseline(project, indicator),
            by_indicator[indicator.code],
            start=start,
            on=project.today,
            rules=project.rules,
        )
        for indicator in evaluation_of(project).indicators
    )


def attainments_of(project: Project) -> tuple[Attainment, ...]:
    return project.once(_attainments)


def with_baseline(project: Project, indicator: Indicator) -> Indicator:
    """The indicator with the baseline that its named figure gives, unless a baseline was written."""
    if indicator.baseline is not None or not indicator.baseline_figure:
        return indicator
    figure = project.once(figures_of).get(indicator.baseline_figure)
    if figure is None or not isinstance(figure.value, int | Decimal):
        return indicator
    value = Decimal(figure.value)
    # A rate (0.64, written "64 %") is 64 for an indicator counted in percent.
    if figure.text.endswith("%") and indicator.unit.startswith("%"):
        value *= 100
    return replace(indicator, baseline=value)
