"""The dossier of a project: the author's texts, with their figures filled in."""

from __future__ import annotations

from maillage.base.plugs import Project, figures_of
from maillage.base.readings import reader_of
from maillage.base.values.markdown import blocks, filled
from maillage.base.values.tree import Block
from maillage.dossier.domain.texts import DossierSection, Slot
from maillage.dossier.section import SECTION

_read = reader_of(SECTION)


def dossier_of(project: Project) -> DossierSection:
    section: DossierSection = project.once(_read)
    return section


def text_of(project: Project, slot: Slot) -> tuple[Block, ...]:
    """The author's text of a chapter, parsed, each cited figure replaced by its value."""
    figures = {name: figure.text for name, figure in project.once(figures_of).items()}
    for text in dossier_of(project).texts:
        if text.chapter is slot:
            return blocks(filled(text.text, figures))
    return ()
