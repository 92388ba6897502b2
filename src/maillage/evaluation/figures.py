"""Named figures of evaluation. They never read attainments: those may rest on named figures."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import NamedFigure, Project
from maillage.base.values.french import number
from maillage.evaluation.readings import evaluation_of


def figures(project: Project) -> Iterator[NamedFigure]:
    indicators = evaluation_of(project).indicators
    known = sum(i.baseline is not None or bool(i.baseline_figure) for i in indicators)
    for name, label, value in (
        ("evaluation.indicators", "Indicateurs", len(indicators)),
        ("evaluation.with_baseline", "Indicateurs dont l'état initial est connu", known),
        ("evaluation.without_baseline", "Indicateurs sans état initial", len(indicators) - known),
    ):
        yield NamedFigure(name=name, label=label, value=value, text=number(value))
