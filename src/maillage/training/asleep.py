"""The courses that wait with an archived action, under those that count."""

from __future__ import annotations

from maillage.base.plugs import Project
from maillage.base.ui.components import Listing
from maillage.base.values.french import count
from maillage.programme.asleep import Asleep, asleep_listing
from maillage.training.domain import Course
from maillage.training.readings import asleep_courses


def told_asleep(course: Course) -> Asleep:
    return Asleep(
        code=course.code, title=course.title, by=course.action, told=count(course.places(), "place")
    )


def asleep_courses_listing(project: Project, action: str = "") -> Listing | None:
    """All of them, or those of one action."""
    return asleep_listing(
        project,
        [told_asleep(course) for course in asleep_courses(project) if action in ("", course.action)],
        target="training.Course",
        caption="Formations d'actions archivées",
        head="Formation",
        figure="Places",
    )
