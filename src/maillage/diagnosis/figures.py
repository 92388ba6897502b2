"""Named figures of the diagnosis."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import NamedFigure, Project
from maillage.base.values.french import number
from maillage.diagnosis.readings import diagnosis_of


def figures(project: Project) -> Iterator[NamedFigure]:
    diagnosis = diagnosis_of(project)
    for name, label, value in (
        ("diagnosis.findings", "Constats", len(diagnosis.findings)),
        ("diagnosis.comparables", "Projets comparés", len(diagnosis.comparables)),
        ("diagnosis.sessions", "Séances de travail", len(diagnosis.sessions)),
        ("diagnosis.consultations", "Concertations", len(diagnosis.consultations)),
    ):
        yield NamedFigure(name=name, label=label, value=value, text=number(value))
