"""The courses of a project."""

from __future__ import annotations

from dataclasses import replace

from maillage.base.plugs import Project
from maillage.base.readings import reader_of
from maillage.programme.readings import archived_codes
from maillage.training.domain import Course, TrainingSection
from maillage.training.section import SECTION

_read = reader_of(SECTION)


def _in_force(project: Project) -> TrainingSection:
    section: TrainingSection = project.once(_read)
    gone = archived_codes(project)
    return replace(section, courses=tuple(one for one in section.courses if one.action not in gone))


def training_of(project: Project) -> TrainingSection:
    """The courses that count; those of archived actions are in `asleep_courses`."""
    return project.once(_in_force)


def asleep_courses(project: Project) -> tuple[Course, ...]:
    """The courses that wait with their archived action, in the order written."""
    section: TrainingSection = project.once(_read)
    gone = archived_codes(project)
    return tuple(one for one in section.courses if one.action in gone)
