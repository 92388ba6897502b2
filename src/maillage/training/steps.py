"""What to do now about training: sessions of past years that were not held, then what the linter says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from maillage.base.ui.components import NextStep, Tone
from maillage.base.ui.pages import to
from maillage.base.ui.remarks import steps_by_code
from maillage.base.values.french import count
from maillage.training.checks import checks
from maillage.training.domain import Course

ACTS = {"FOR-01": "Décrire la formation d'une action"}


def course_steps(request: Any, courses: Iterable[Course]) -> list[NextStep]:
    """One line for the course that is the furthest behind; none while no session was ever noted."""
    courses = list(courses)
    year = request.project.today.year
    behind = [(missed, course) for course in courses if (missed := course.missed(before=year))]
    if not behind or not any(course.took_place() for course in courses):
        return []
    missed, course = max(behind, key=lambda pair: pair[0])
    others = f" (et {count(len(behind) - 1, 'autre')})" if len(behind) > 1 else ""
    return [
        NextStep(
            label=f"Reprogrammer les sessions qui n'ont pas eu lieu{others}",
            url=to(request, "training:course", course.code),
            why=f"{course.code}. {course.title} : {count(missed, 'session prévue', 'sessions prévues')} avant {year}, "
            "non tenues ou non notées.",
            tone=Tone.WARNING,
        )
    ]


def all_steps(request: Any, courses: Iterable[Course]) -> list[NextStep]:
    return [*course_steps(request, courses), *steps_by_code(request, checks(request.project), ACTS)]
