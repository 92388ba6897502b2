"""What a statement of the diagnosis rests on, and how solid that makes it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from maillage.base.values.certainty import Certainty
from maillage.base.values.fields import Choice
from maillage.base.values.french import count, listed, percent


class Strength(Choice):
    """How solid what shows a finding is."""

    STRONG = "strong", "fort"
    MEDIUM = "medium", "moyen"
    WEAK = "weak", "faible"


# Below this share of answers, a figure alone carries no strong finding: those who kept silent may differ.
ENOUGH_ANSWERS = 0.5


@dataclass(frozen=True, kw_only=True)
class CitedFigure:
    """A figure as a finding cites it: how it is written, and on how many answers it rests (None: not a survey)."""

    name: str
    label: str
    text: str
    known: bool
    answers: int | None = None
    missing: int | None = None

    @property
    def share(self) -> float | None:
        """The share of the libraries that answered, None when nothing was asked of them."""
        if self.answers is None or self.missing is None or not self.answers + self.missing:
            return None
        return self.answers / (self.answers + self.missing)


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A strength and why. `typed`: a person decided it, otherwise it follows from the evidence."""

    strength: Strength
    reasons: tuple[str, ...]
    typed: bool = False

    @property
    def told(self) -> str:
        """The reasons as one sentence, without its full stop."""
        text = " ; ".join(self.reasons)
        return text[:1].upper() + text[1:]


def judged(
    *,
    figures: Collection[CitedFigure] = (),
    sessions: int = 0,
    heard: int = 0,
    source: str = "",
    told: bool = False,
    certainty: Certainty = Certainty.CONFIRMED,
) -> Judged:
    """The strength that follows from the evidence.

    `sessions` and `heard` count the working sessions, and the consultations and themes, that it refers to; `told`
    says that a text explains it. Strong: two kinds of evidence at least, nothing unknown or to confirm, and half of
    the libraries answered. Weak: nothing shows it, it is to confirm, or every figure it cites is unknown.
    """
    known = [figure for figure in figures if figure.known]
    kinds = _kinds(len(known), sessions, heard, source)
    doubts = _doubts(figures, certainty)
    if not kinds and not told:
        return Judged(strength=Strength.WEAK, reasons=("rien ne le montre encore",))
    if certainty is Certainty.TO_CONFIRM or (figures and not known):
        return Judged(strength=Strength.WEAK, reasons=(*kinds, *doubts))
    if not kinds:
        return Judged(strength=Strength.WEAK, reasons=("un texte seul, sans chiffre, séance ni source",))
    if len(kinds) > 1 and not doubts:
        return Judged(strength=Strength.STRONG, reasons=kinds)
    alone = ("une seule sorte de preuve",) if len(kinds) == 1 else ()
    return Judged(strength=Strength.MEDIUM, reasons=(*kinds, *alone, *doubts))


def _kinds(figures: int, sessions: int, heard: int, source: str) -> tuple[str, ...]:
    found = []
    if figures:
        found.append(count(figures, "chiffre calculé", "chiffres calculés"))
    if sessions:
        found.append(count(sessions, "séance de travail", "séances de travail"))
    if heard:
        found.append(f"{count(heard, 'élément')} de concertation")
    if source:
        found.append("une source citée")
    return tuple(found)


def _doubts(figures: Collection[CitedFigure], certainty: Certainty) -> tuple[str, ...]:
    found = []
    if certainty is not Certainty.CONFIRMED:
        found.append("à confirmer" if certainty is Certainty.TO_CONFIRM else "de source secondaire")
    unknown = [figure.name for figure in figures if not figure.known]
    if unknown:
        found.append(f"{count(len(unknown), 'chiffre inconnu', 'chiffres inconnus')} ({listed(unknown)})")
    shares = [figure.share for figure in figures if figure.share is not None]
    if shares and min(shares) < ENOUGH_ANSWERS:
        found.append(f"{percent(min(shares))} de réponses seulement")
    return tuple(found)
