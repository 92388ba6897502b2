"""Named figures of training."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from maillage.base.plugs import NamedFigure, Project
from maillage.base.values.french import number
from maillage.training.readings import training_of


def figures(project: Project) -> Iterator[NamedFigure]:
    courses = training_of(project).courses
    sessions = sum((count for course in courses for _, count in course.sessions), Decimal(0))
    hours = sum((count * course.hours for course in courses for _, count in course.sessions), Decimal(0))
    held = Decimal(sum(course.took_place() for course in courses))
    for name, label, value in (
        ("training.courses", "Formations", Decimal(len(courses))),
        ("training.sessions", "Sessions", sessions),
        ("training.sessions_held", "Sessions tenues", held),
        ("training.places", "Places offertes", Decimal(sum(course.places() for course in courses))),
        ("training.hours", "Heures de formation dispensées", hours),
    ):
        yield NamedFigure(name=name, label=label, value=value, text=number(value))
