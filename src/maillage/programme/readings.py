"""The programme of a project, and the dates of its steps."""

from __future__ import annotations

from datetime import date, timedelta

from maillage.base.plugs import Project
from maillage.base.readings import reader_of
from maillage.programme.domain import ProgrammeSection, Step
from maillage.programme.section import SECTION

_read = reader_of(SECTION)


class NoProgramme(LookupError):
    """The network has no programme yet; the message says what to do."""


def programme_of(project: Project) -> ProgrammeSection:
    """Raises NoProgramme when the network has none."""
    section: ProgrammeSection | None = project.once(_read)
    if section is None:
        raise NoProgramme(
            "Ce réseau n'a pas encore de programme : importez un fichier programme (maillage import)."
        )
    return section


def last_day(step: Step) -> date | None:
    """The last day of a step, included: that of a milestone is its own."""
    if step.planned_end is None or step.planned_start is None:
        return None
    return max(step.planned_start, step.planned_end - timedelta(days=1))


def step_ends(project: Project) -> dict[str, date | None]:
    """The last day of every step by code, None while undated."""
    return {step.code: last_day(step) for _, step in programme_of(project).steps()}


def step_starts(project: Project) -> dict[str, date | None]:
    """The first day of every step by code, None while undated."""
    return {step.code: step.planned_start for _, step in programme_of(project).steps()}
