"""Working sessions of the team: who was there by role, what came of them, what is left to do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from maillage.base.values.fields import Choice, children, choice, code, day, prose, text, words

_HEADS = re.compile(r"^\s*(\d{1,4})\b")


class SessionMethod(Choice):
    WORKSHOP = "workshop", "atelier"
    INTERVIEW = "interview", "entretien"
    VISIT = "visit", "visite"
    QUESTIONNAIRE = "questionnaire", "questionnaire"
    READING = "reading", "lecture de documents"
    DATA = "data", "lecture de données"
    MEETING = "meeting", "réunion"
    OTHER = "other", "autre méthode"


@dataclass(frozen=True, kw_only=True)
class SessionTask:
    """Something to do, decided in a working session. `who` is a role, never a name; `done` the day it was done."""

    code: str = code()
    title: str = text("À faire")
    who: str = text("Qui (fonction)", "")
    due: date | None = day("Pour le", None)
    done: date | None = day("Fait le", None)

    def is_late(self, today: date) -> bool:
        return self.done is None and self.due is not None and self.due < today


@dataclass(frozen=True, kw_only=True)
class WorkingSession:
    """A working session of the team. `roles` say who was there: "4 bénévoles", one role a line, no name."""

    code: str = code()
    day: date = day("Date")
    title: str = text("Sujet")
    place: str = text("Lieu", "")
    method: SessionMethod | None = choice("Méthode", SessionMethod, None)
    roles: tuple[str, ...] = words(
        "Qui était là (fonctions)",
        help="Une fonction par ligne, avec le nombre : « 4 bénévoles ». Pas de nom.",
    )
    participants: str = text("Précision sur les participants", "", help="Des fonctions, pas des noms.")
    conclusions: str = prose("Ce qui en est sorti", "")
    decisions: str = prose("Décisions", "")
    tasks: tuple[SessionTask, ...] = children("À faire", SessionTask)

    @property
    def present(self) -> str:
        """Who was there, as one line; "" when nobody noted it."""
        return ", ".join((*self.roles, *filter(None, [self.participants])))


def heads(roles: Sequence[str]) -> int | None:
    """How many people some roles make: the sum of the numbers that begin them; None when one has none."""
    found = [_HEADS.match(role) for role in roles]
    if not found or None in found:
        return None
    return sum(int(match[1]) for match in found if match)
