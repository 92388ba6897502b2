"""Named figures of the diagnosis."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import NamedFigure, Project
from maillage.base.values.french import number
from maillage.diagnosis.classing import classing_of
from maillage.diagnosis.readings import diagnosis_of


def figures(project: Project) -> Iterator[NamedFigure]:
    diagnosis = diagnosis_of(project)
    yield from _typologies(project)
    for name, label, value in (
        ("diagnosis.findings", "Constats", len(diagnosis.findings)),
        ("diagnosis.comparables", "Projets comparés", len(diagnosis.comparables)),
        ("diagnosis.sessions", "Séances de travail", len(diagnosis.sessions)),
        ("diagnosis.consultations", "Concertations", len(diagnosis.consultations)),
        ("diagnosis.themes", "Thèmes entendus dans la concertation", len(diagnosis.themes)),
    ):
        yield NamedFigure(name=name, label=label, value=value, text=number(value))


def _typologies(project: Project) -> Iterator[NamedFigure]:
    found = classing_of(project)
    known = [one.aid.shortfall for one in found.libraries if one.aid and one.aid.shortfall is not None]
    short = sum(value > 0 for value in known) if known else None
    metres = sum(known) if known else None
    for name, label, value in (
        (
            "diagnosis.graded",
            "Bibliothèques dont la classe officielle (A à E) est connue",
            found.graded or None,
        ),
        ("diagnosis.aid_surface_known", "Communes dont la surface se compare à l'aide de l'État", len(known)),
        ("diagnosis.aid_surface_short", "Communes sous la surface de l'aide de l'État", short),
        ("diagnosis.aid_surface_lacking", "Surface qui manque pour l'aide de l'État (m²)", metres),
    ):
        yield NamedFigure(name=name, label=label, value=value, text=number(value))
