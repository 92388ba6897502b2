"""The composed dossier, chapter by chapter: its text, what the rooms bring to it, and its headings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.text import slugify

from maillage.base.plugs import Project
from maillage.base.values.french import count, listed
from maillage.base.values.tree import Block, Part, Picture, Sheet, Table
from maillage.dossier.composition import compose
from maillage.dossier.domain.completeness import TextState, text_state
from maillage.dossier.domain.document import walk_blocks
from maillage.dossier.domain.texts import Slot
from maillage.dossier.readings import dossier_of


@dataclass(frozen=True)
class Heading:
    """A title of a chapter, its anchor on the page, and the titles under it."""

    title: str
    anchor: str
    under: tuple[Heading, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """`part` is the chapter as documents show it; None when neither its author nor a room brings anything."""

    slot: Slot
    state: TextState
    part: Part | None = None

    @property
    def title(self) -> str:
        """Its title, numbered when it is in the document."""
        return self.part.title if self.part else self.slot.label

    @property
    def blocks(self) -> tuple[Block, ...]:
        return self.part.blocks if self.part else ()

    @property
    def headings(self) -> tuple[Heading, ...]:
        return tuple(_headings(self.blocks, depth=2))

    @property
    def told(self) -> str:
        """What rooms bring: `3 tableaux, 1 figure et 12 fiches`; "" when nothing."""
        found = list(walk_blocks(self.blocks))
        counted = (
            (sum(isinstance(block, Table) for block in found), "tableau", "tableaux"),
            (sum(isinstance(block, Picture) for block in found), "figure", "figures"),
            (sum(isinstance(block, Sheet) for block in found), "fiche", "fiches"),
        )
        return listed([count(n, one, many) for n, one, many in counted if n])


def chapters_of(project: Project) -> tuple[Chapter, ...]:
    """Every chapter in order, those still empty included. Raises NoProgramme."""
    return project.once(_chapters)


def chapter_of(project: Project, slot: Slot) -> Chapter:
    return next(chapter for chapter in chapters_of(project) if chapter.slot is slot)


def _chapters(project: Project) -> tuple[Chapter, ...]:
    parts = {part.anchor: part for part in project.once(compose).chapters}
    texts = dossier_of(project).texts
    return tuple(
        Chapter(slot=slot, state=text_state(texts, slot), part=parts.get(f"chapitre-{slot.value}"))
        for slot in Slot
    )


def _headings(blocks: tuple[Block, ...], depth: int) -> Iterator[Heading]:
    for block in blocks:
        if isinstance(block, Part):
            under = tuple(_headings(block.blocks, depth - 1)) if depth > 1 else ()
            # The anchor that `base.ui.blocks` gives it.
            yield Heading(block.title, slugify(block.anchor or block.title), under)
