"""The diagnosis of a project."""

from __future__ import annotations

from maillage.base.plugs import Project
from maillage.base.readings import reader_of
from maillage.diagnosis.domain import DiagnosisSection
from maillage.diagnosis.section import SECTION

_read = reader_of(SECTION)


def diagnosis_of(project: Project) -> DiagnosisSection:
    section: DiagnosisSection = project.once(_read)
    return section
