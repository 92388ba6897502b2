"""Courses: content, audience, sessions a year."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from maillage.base.values.fields import children, code, integer, number, prose, ref, text, words, yearly


@dataclass(frozen=True, kw_only=True)
class Course:
    """A course. `sessions` is the number of sessions planned each year; `seats` the places of one session."""

    code: str = code()
    title: str = text("Formation")
    action: str = ref("Action", to="programme.Action")
    audience: str = text("Public")
    skills: tuple[str, ...] = words("Compétences visées")
    hours: Decimal = number("Durée d'une session (heures)", minimum=0)
    seats: int = integer("Places par session", minimum=1)
    sessions: tuple[tuple[int, Decimal], ...] = yearly("Sessions par année")
    trainer: str = text("Intervenant (fonction ou organisme)", "")
    content: str = prose("Contenu", "")

    def places(self) -> int:
        """Places offered over the programme."""
        return int(sum((count for _, count in self.sessions), Decimal(0))) * self.seats


@dataclass(frozen=True, kw_only=True)
class TrainingSection:
    courses: tuple[Course, ...] = children("Formations", Course)
