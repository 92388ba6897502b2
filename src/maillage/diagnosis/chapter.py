"""The diagnosis in the dossier: projects elsewhere, team work, consultation, SWOT, findings, and how it was made."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import Project
from maillage.base.values.tree import Block, Chapter, Part
from maillage.diagnosis.readings import diagnosis_of
from maillage.diagnosis.telling import (
    classes,
    comparables,
    consultation,
    findings,
    method,
    sessions,
    silence,
    spreads,
    swot,
)

_PARTS = (
    ("Qui est bien servi", spreads.blocks),
    ("Ce que permet de dire le silence", silence.blocks),
    ("Les bibliothèques dans les typologies", classes.blocks),
    ("Les projets comparables", comparables.blocks),
    ("Le travail de l'équipe", sessions.blocks),
    ("La concertation", consultation.blocks),
    ("Les constats", findings.blocks),
    ("Forces, faiblesses, opportunités, menaces", swot.blocks),
    ("Comment ce diagnostic a été fait", method.blocks),
)


def chapters(project: Project) -> Iterator[Chapter]:
    diagnosis = diagnosis_of(project)
    if not any((diagnosis.comparables, diagnosis.sessions, diagnosis.consultations, diagnosis.findings)):
        return
    parts: list[Block] = []
    for title, told in _PARTS:
        blocks = tuple(told(project))
        if blocks:
            parts.append(Part(title=title, blocks=blocks))
    yield Chapter(slot="diagnosis", order=20, blocks=tuple(parts))
