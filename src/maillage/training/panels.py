"""What training adds to an action: its courses and their places."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from maillage.base.plugs import Panel, Project
from maillage.base.ui.components import Cell, Head, Link, Listing
from maillage.base.ui.panels import PagePanel
from maillage.base.values.french import count, number
from maillage.programme.readings import archived_codes
from maillage.training.asleep import asleep_courses_listing
from maillage.training.readings import training_of


def panels(project: Project) -> Iterator[Panel]:
    by_action: dict[str, list[str]] = {}
    for course in training_of(project).courses:
        told = f"{course.code}. {course.title} ({count(course.places(), 'place')})"
        by_action.setdefault(course.action, []).append(told)
    for action, courses in by_action.items():
        yield Panel(target="programme.Action", code=action, label="Formations", text=" ; ".join(courses))


def page_panels(project: Project, target: str, code: str) -> Iterator[PagePanel]:
    """On the page of an action: its courses, their sessions and places."""
    courses = [one for one in training_of(project).courses if one.action == code]
    if target != "programme.Action":
        return
    if code in archived_codes(project) and (listing := asleep_courses_listing(project, code)):
        yield PagePanel(title="Formations", listing=listing)
    if not courses:
        return
    department = project.network.department
    rows = [
        (
            Cell(
                f"{one.code}. {one.title}",
                reverse("training:course", args=[department, one.code]),
                note=one.audience,
            ),
            number(one.planned()),
            number(one.took_place()) if one.held else "–",
            number(one.places()),
        )
        for one in courses
    ]
    heads = (Head("Formation"), *(Head(label, "right") for label in ("Sessions prévues", "Tenues", "Places")))
    yield PagePanel(
        title="Formations",
        listing=Listing(caption="Formations de l'action", heads=heads, rows=rows, anchor="formations"),
        edits=[
            Link(
                "Ajouter une formation",
                f"{reverse('training:course-new', args=[department])}?action={code}",
                "button",
                "plus",
            )
        ],
    )
