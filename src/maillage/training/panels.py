"""What training adds to an action: its courses and their places."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import Panel, Project
from maillage.base.values.french import count
from maillage.training.readings import training_of


def panels(project: Project) -> Iterator[Panel]:
    by_action: dict[str, list[str]] = {}
    for course in training_of(project).courses:
        told = f"{course.code}. {course.title} ({count(course.places(), 'place')})"
        by_action.setdefault(course.action, []).append(told)
    for action, courses in by_action.items():
        yield Panel(target="programme.Action", code=action, label="Formations", text=" ; ".join(courses))
