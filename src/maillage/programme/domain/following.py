"""How an action goes, as people say it: its status, how sure they are of its end, what they noted on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from maillage.base.values.fields import Choice, choice, day, prose, text


class ActionStatus(Choice):
    """The columns of the board, from an idea to its end."""

    IDEA = "idea", "idée"
    PLANNED = "planned", "prévue"
    UNDER_WAY = "under_way", "en cours"
    PAUSED = "paused", "en pause"
    DONE = "done", "réalisée"
    ABANDONED = "abandoned", "abandonnée"


class Outlook(Choice):
    """How sure people are that the action will reach its result in time."""

    GOOD = "good", "bonne"
    FRAGILE = "fragile", "fragile"
    LOW = "low", "compromise"


@dataclass(frozen=True, kw_only=True)
class ProgressNote:
    """What was noted on a day. `outlook` is what it was then; `author` is a function, not a name."""

    day: date = day("Le")
    outlook: Outlook | None = choice("Confiance", Outlook, None)
    author: str = text("Fonction", "")
    text: str = prose("Où en est l'action")
