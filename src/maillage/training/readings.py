"""The courses of a project."""

from __future__ import annotations

from maillage.base.plugs import Project
from maillage.base.readings import reader_of
from maillage.training.domain import TrainingSection
from maillage.training.section import SECTION

_read = reader_of(SECTION)


def training_of(project: Project) -> TrainingSection:
    section: TrainingSection = project.once(_read)
    return section
