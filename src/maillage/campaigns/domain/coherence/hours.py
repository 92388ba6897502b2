"""Do the door, the portal and the search engine give the same opening hours?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from maillage.base.values.fields import Choice
from maillage.base.values.french import folded
from maillage.statistics.coverage import Interval
from maillage.statistics.intervals import wilson

_CLOCK = re.compile(r"\b0?(\d{1,2})\s*(?:heures?\b|h|:)\s*(\d{2})?(?!\d)", re.IGNORECASE)
_WORDS = {
    "lu": "lundi", "lun": "lundi", "mar": "mardi", "ma": "mardi", "mer": "mercredi", "me": "mercredi",
    "jeu": "jeudi", "je": "jeudi", "ven": "vendredi", "ve": "vendredi", "sam": "samedi", "sa": "samedi",
    "dim": "dimanche", "di": "dimanche",
}  # fmt: skip
_LINKS = frozenset(("de", "a", "au", "et", "le", "les", "du", "h"))


class HoursState(Choice):
    SAME = "same", "partout les mêmes"
    DIFFERENT = "different", "différents"
    UNFINISHED = "unfinished", "relevé à finir"


def plain_hours(text: str) -> str:
    """Hours as they compare: "Mercredi de 14h00 à 18h" and "mer. 14:00-18:00" are the same; "" when none are given."""
    clocked = _CLOCK.sub(lambda found: f" {int(found[1])}h{found[2] or '00'} ", text)
    words = [_WORDS.get(word, word) for word in folded(clocked).split()]
    return " ".join(word for word in words if word not in _LINKS)


@dataclass(frozen=True, kw_only=True)
class LibraryHours:
    """What each source says of a library (by its slug); a source that gives none has an empty text."""

    library: str
    said: Mapping[str, str]
    sources: tuple[str, ...]

    @property
    def state(self) -> HoursState:
        """A difference is enough to know; sameness needs every source, and hours."""
        found = {plain_hours(text) for text in self.said.values()}
        if len(found) > 1 or (found == {""} and len(self.said) == len(self.sources)):
            return HoursState.DIFFERENT
        whole = all(source in self.said for source in self.sources)
        return HoursState.SAME if whole and found else HoursState.UNFINISHED


@dataclass(frozen=True, kw_only=True)
class HoursAgreement:
    """`same` of the libraries `judged`; `interval`: Wilson's, at 95 %."""

    judged: int
    same: int
    interval: Interval

    @property
    def share(self) -> float:
        return self.same / self.judged


def hours_agreement(checks: Iterable[LibraryHours]) -> HoursAgreement | None:
    """None while no library is judged."""
    states = [check.state for check in checks]
    judged = sum(state is not HoursState.UNFINISHED for state in states)
    if not judged:
        return None
    same = sum(state is HoursState.SAME for state in states)
    return HoursAgreement(judged=judged, same=same, interval=wilson(same, judged))
