"""Training in the dossier: the courses, for whom, how many places each year."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from maillage.base.plugs import Project
from maillage.base.values.french import count, number
from maillage.base.values.tree import Chapter, Column, Part, Table, body
from maillage.programme.readings import programme_of
from maillage.training.domain import Course
from maillage.training.readings import training_of


def chapters(project: Project) -> Iterator[Chapter]:
    courses = training_of(project).courses
    if not courses:
        return
    years = programme_of(project).years
    places = sum(course.places() for course in courses)
    yield Chapter(
        slot="training",
        order=10,
        blocks=(
            Part(
                title="Le plan de formation",
                blocks=(
                    body(
                        f"{count(len(courses), 'formation')} offrent {count(places, 'place')} sur la durée du programme."
                    ),
                    _courses(courses),
                    _sessions(courses, years),
                ),
            ),
        ),
    )


def _courses(courses: tuple[Course, ...]) -> Table:
    rows = tuple(
        (
            f"{course.code}. {course.title}",
            course.audience,
            " ; ".join(course.skills) or "à préciser",
            f"{number(course.hours)}\u00a0h",
            course.trainer or "à désigner",
        )
        for course in courses
    )
    return Table(
        caption="Formations",
        columns=(
            Column("Formation", width=2.4),
            Column("Public", width=2),
            Column("Compétences visées", width=2.9),
            Column("Durée", align="right", width=0.8),
            Column("Intervenant", width=2.2),
        ),
        rows=rows,
    )


def _sessions(courses: tuple[Course, ...], years: tuple[int, ...]) -> Table:
    rows = []
    for course in courses:
        by_year = dict(course.sessions)
        rows.append(
            (
                f"{course.code}. {course.title}",
                *(number(by_year.get(year, Decimal(0))) for year in years),
                number(course.seats),
                number(course.places()),
            )
        )
    totals = [
        number(sum((dict(c.sessions).get(year, Decimal(0)) for c in courses), Decimal(0))) for year in years
    ]
    rows.append(("Total", *totals, "", number(sum(course.places() for course in courses))))
    return Table(
        caption="Sessions par année et places offertes",
        columns=(
            Column("Formation", width=3),
            *(Column(str(year), align="right", width=0.8) for year in years),
            Column("Places par session", align="right", width=1.1),
            Column("Places en tout", align="right", width=1.1),
        ),
        rows=tuple(rows),
        totals=(len(rows) - 1,),
    )
