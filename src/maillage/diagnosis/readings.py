"""The diagnosis of a project."""

from __future__ import annotations

from collections.abc import Iterable

from maillage.base.plugs import Project, plug_modules
from maillage.base.readings import reader_of
from maillage.base.values.markdown import cited
from maillage.diagnosis.domain import DiagnosisSection
from maillage.diagnosis.section import SECTION

_read = reader_of(SECTION)


def diagnosis_of(project: Project) -> DiagnosisSection:
    section: DiagnosisSection = project.once(_read)
    return section


def cited_figures(project: Project, texts: Iterable[str]) -> dict[str, str]:
    """The figures that some texts cite, as they are written. Only the rooms that give them are asked."""
    names = {name for text in texts for name in cited(text)}
    rooms = {name.partition(".")[0] for name in names}
    return {
        figure.name: figure.text
        for module in plug_modules("figures")
        if module.__name__.split(".")[1] in rooms
        for figure in module.figures(project)
        if figure.name in names
    }
