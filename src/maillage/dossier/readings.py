"""The dossier of a project: the author's texts, with their figures filled in, and how complete it is."""

from __future__ import annotations

from collections.abc import Mapping

from maillage.base.plugs import FigureTexts, NamedFigure, Project, figures_of
from maillage.base.readings import reader_of
from maillage.base.values.citing import with_figures
from maillage.base.values.markdown import blocks
from maillage.base.values.tree import Block
from maillage.dossier.domain.completeness import NEEDED_FIGURES, Completeness, completeness
from maillage.dossier.domain.texts import DossierSection, Slot
from maillage.dossier.section import SECTION
from maillage.programme.readings import NoProgramme, programme_of
from maillage.territory.figures import figures as territory_figures

_read = reader_of(SECTION)


def dossier_of(project: Project) -> DossierSection:
    section: DossierSection = project.once(_read)
    return section


def text_of(project: Project, slot: Slot) -> tuple[Block, ...]:
    """The author's text of a chapter, parsed, each cited figure replaced by its value."""
    for text in dossier_of(project).texts:
        if text.chapter is slot:
            return rendered(project, text.text)
    return ()


def rendered(project: Project, text: str) -> tuple[Block, ...]:
    """A text as documents show it. An unknown figure stays visible."""
    return with_figures(blocks(text), FigureTexts(known_figures(project)))


def known_figures(project: Project) -> Mapping[str, NamedFigure]:
    """Every figure that a text may cite; those of the register alone while there is no programme."""
    try:
        programme_of(project)
    except NoProgramme:
        return {figure.name: figure for figure in territory_figures(project)}
    return project.once(figures_of)


def completeness_of(project: Project) -> Completeness:
    """How much of the dossier is there, and what is missing. Works without a programme."""
    return project.once(_completeness)


def _completeness(project: Project) -> Completeness:
    known = known_figures(project)
    # Only those that a piece of the dossier needs are computed.
    values = {name: known[name].value for name in NEEDED_FIGURES if name in known}
    return completeness(dossier=dossier_of(project), figures=values, undated_steps=_undated_steps(project))


def _undated_steps(project: Project) -> int | None:
    try:
        steps = [step for _, step in programme_of(project).steps()]
    except NoProgramme:
        return None
    return sum(step.planned_start is None for step in steps) if steps else None
