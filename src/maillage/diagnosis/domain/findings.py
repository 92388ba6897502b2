"""What the diagnosis holds, as written in a programme file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from maillage.base.values.fields import (
    Choice,
    children,
    choice,
    code,
    day,
    integer,
    money,
    prose,
    text,
)
from maillage.base.values.sources import Confidence


class FindingKind(Choice):
    STRENGTH = "strength", "force"
    WEAKNESS = "weakness", "faiblesse"
    OPPORTUNITY = "opportunity", "opportunité"
    THREAT = "threat", "menace"


class Certainty(Choice):
    """How sure a fact typed by a person is; mirrors `Confidence`."""

    CONFIRMED = "confirmed", "vérifié"
    SECONDARY = "secondary", "source secondaire"
    TO_CONFIRM = "to_confirm", "à confirmer"

    @property
    def confidence(self) -> Confidence:
        return Confidence(self.value)


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A conclusion of the diagnosis. `evidence` says what it rests on and may cite figures: `{territory.wifi_yes}`."""

    code: str = code()
    title: str = text("Constat")
    kind: FindingKind = choice("Nature", FindingKind)
    evidence: str = prose("Ce qui le montre", "")
    source: str = text("Source", "")
    certainty: Certainty = choice("Fiabilité", Certainty, Certainty.CONFIRMED)


@dataclass(frozen=True, kw_only=True)
class Comparable:
    """A project elsewhere that sheds light on ours. An amount left out is unknown, not zero."""

    code: str = code()
    territory: str = text("Territoire")
    project: str = prose("Projet")
    libraries: int | None = integer("Nombre de bibliothèques", None)
    amount_ht: Decimal | None = money("Montant HT", None)
    state_share: str = text("Part de l'État", "")
    lesson: str = prose("Ce que nous en retenons", "")
    source: str = text("Source")
    certainty: Certainty = choice("Fiabilité", Certainty, Certainty.CONFIRMED)


@dataclass(frozen=True, kw_only=True)
class WorkingSession:
    """A working session of the team."""

    code: str = code()
    day: date = day("Date")
    title: str = text("Sujet")
    participants: str = text("Participants (fonctions)", "")
    conclusions: str = prose("Ce qui en est sorti", "")


@dataclass(frozen=True, kw_only=True)
class Consultation:
    """A body, a group of libraries or the public consulted. `answers` out of `invited`, when counted."""

    code: str = code()
    who: str = text("Qui a été consulté")
    how: str = text("De quelle manière")
    start: date | None = day("Début", None)
    invited: int | None = integer("Sollicités", None)
    answers: int | None = integer("Réponses", None)
    conclusions: str = prose("Ce qui en est sorti", "")

    def __post_init__(self) -> None:
        if self.invited is not None and self.answers is not None and self.answers > self.invited:
            raise ValueError("Il y a plus de réponses que de personnes sollicitées.")


@dataclass(frozen=True, kw_only=True)
class DiagnosisSection:
    findings: tuple[Finding, ...] = children("Constats", Finding)
    comparables: tuple[Comparable, ...] = children("Projets comparables", Comparable)
    sessions: tuple[WorkingSession, ...] = children("Séances de travail", WorkingSession)
    consultations: tuple[Consultation, ...] = children("Concertation", Consultation)
