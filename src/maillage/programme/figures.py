"""Named figures of the programme."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from maillage.base.plugs import NamedFigure, Project
from maillage.base.values.french import number, plain_date
from maillage.programme.readings import programme_of


def figures(project: Project) -> Iterator[NamedFigure]:
    programme = programme_of(project)
    counts = {
        "programme.orientations": ("Orientations", len(programme.orientations)),
        "programme.axes": ("Axes", len(programme.axes)),
        "programme.objectives": ("Objectifs", sum(1 for _ in programme.objectives())),
        "programme.actions": ("Actions", sum(1 for _ in programme.actions())),
        "programme.steps": ("Étapes", sum(1 for _ in programme.steps())),
        "programme.months": ("Durée en mois", programme.months),
    }
    for name, (label, value) in counts.items():
        yield NamedFigure(name=name, label=label, value=value, text=number(value))
    end = programme.period.end
    assert end is not None
    last = end - timedelta(days=1)
    yield NamedFigure(
        name="programme.start", label="Début", value=programme.start, text=plain_date(programme.start)
    )
    yield NamedFigure(name="programme.end", label="Fin", value=last, text=plain_date(last))
