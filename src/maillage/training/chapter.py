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
                        f"{_told_held(courses)}"
                    ),
                    courses_table(courses),
                    sessions_table(courses, years),
                ),
            ),
        ),
    )


def _told_held(courses: tuple[Course, ...]) -> str:
    held = sum(course.took_place() for course in courses)
    planned = number(sum(course.planned() for course in courses))
    return f" {count(held, 'session')} sur {planned} ont eu lieu." if held else ""


def courses_table(courses: tuple[Course, ...]) -> Table:
    """Who learns what, in how long, from whom."""
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


def sessions_table(courses: tuple[Course, ...], years: tuple[int, ...]) -> Table:
    """Planned sessions by year; a column tells those held once there are some."""
    followed = any(course.took_place() for course in courses)
    rows = []
    for course in courses:
        by_year = dict(course.sessions)
        rows.append(
            (
                f"{course.code}. {course.title}",
                *(number(by_year.get(year, Decimal(0))) for year in years),
                *([number(course.took_place())] if followed else []),
                number(course.seats),
                number(course.places()),
            )
        )
    totals = [
        number(sum((dict(c.sessions).get(year, Decimal(0)) for c in courses), Decimal(0))) for year in years
    ]
    if followed:
        totals.append(number(sum(course.took_place() for course in courses)))
    rows.append(("Total", *totals, "", number(sum(course.places() for course in courses))))
    return Table(
        caption="Sessions par année et places offertes",
        columns=(
            Column("Formation", width=3),
            *(Column(str(year), align="right", width=0.8) for year in years),
            *([Column("Tenues", align="right", width=0.8)] if followed else []),
            Column("Places par session", align="right", width=1.1),
            Column("Places en tout", align="right", width=1.1),
        ),
        rows=tuple(rows),
        totals=(len(rows) - 1,),
    )
