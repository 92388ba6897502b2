"""Named figures of the programme."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from maillage.base.plugs import NamedFigure, Project
from maillage.base.values.french import number, percent, plain_date
from maillage.programme.readings import programme_of, progress_of


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
    yield from _progress(project)
    end = programme.period.end
    assert end is not None
    last = end - timedelta(days=1)
    yield NamedFigure(
        name="programme.start", label="Début", value=programme.start, text=plain_date(programme.start)
    )
    yield NamedFigure(name="programme.end", label="Fin", value=last, text=plain_date(last))


def _progress(project: Project) -> Iterator[NamedFigure]:
    progress = progress_of(project)
    # Until a step is marked done nobody follows them: how many are late is unknown, not zero.
    late = len(progress.late) if progress.tracked else None
    yield NamedFigure(
        name="programme.steps_done", label="Étapes finies", value=progress.done, text=number(progress.done)
    )
    yield NamedFigure(name="programme.steps_late", label="Étapes en retard", value=late, text=number(late))
    share = progress.share
    yield NamedFigure(
        name="programme.done_share", label="Part des étapes finies", value=share, text=percent(share)
    )
