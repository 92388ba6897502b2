"""Courses: content, audience, sessions a year."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from maillage.base.values.fields import children, code, integer, number, prose, ref, text, words, yearly


@dataclass(frozen=True, kw_only=True)
class Course:
    """A course. `sessions` is the number of sessions planned each year, `held` of those that took place; `seats` the
    places of one session."""

    code: str = code()
    title: str = text("Formation")
    action: str = ref("Action", to="programme.Action")
    audience: str = text("Public")
    skills: tuple[str, ...] = words("Compétences visées")
    hours: Decimal = number("Durée d'une session (heures)", minimum=0)
    seats: int = integer("Places par session", minimum=1)
    sessions: tuple[tuple[int, Decimal], ...] = yearly("Sessions par année")
    held: tuple[tuple[int, Decimal], ...] = yearly("Sessions tenues par année")
    trainer: str = text("Intervenant (fonction ou organisme)", "")
    content: str = prose("Contenu", "")

    def places(self) -> int:
        """Places offered over the programme."""
        return self.planned() * self.seats

    def places_in(self, year: int) -> int:
        return int(dict(self.sessions).get(year, Decimal(0))) * self.seats

    def missed(self, *, before: int) -> int:
        """Sessions planned before a year that were not held before it: to hold, to note or to give up."""
        return max(0, self.planned(until=before - 1) - self.took_place(until=before - 1))

    def planned(self, *, until: int | None = None) -> int:
        """Sessions planned over the programme, or up to a year included."""
        return _whole(self.sessions, until)

    def took_place(self, *, until: int | None = None) -> int:
        """Sessions that took place, or those up to a year included."""
        return _whole(self.held, until)


def _whole(by_year: tuple[tuple[int, Decimal], ...], until: int | None) -> int:
    return int(sum((count for year, count in by_year if until is None or year <= until), Decimal(0)))


@dataclass(frozen=True, kw_only=True)
class TrainingSection:
    courses: tuple[Course, ...] = children("Formations", Course)
