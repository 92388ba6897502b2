"""Bodies and their meetings, as written in a programme file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from maillage.base.values.fields import Choice, children, choice, code, day, prose, text


class BodyKind(Choice):
    ASSEMBLY = "assembly", "assemblée départementale"
    PERMANENT_COMMITTEE = "permanent_committee", "commission permanente"
    COMMISSION = "commission", "commission thématique"
    COPIL = "copil", "comité de pilotage"
    COTECH = "cotech", "comité technique"
    CST = "cst", "comité social territorial"
    CAO = "cao", "commission d'appel d'offres"
    DRAC = "drac", "revue avec la DRAC"
    OTHER = "other", "autre instance"


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """One meeting of a body. `agenda` says what the project asks of it, `decision` what came of it."""

    day: date = day("Date de la séance")
    agenda: str = text("Ordre du jour pour le projet", "")
    place: str = text("Lieu", "")
    decision: str = prose("Ce qui a été décidé", "", help="À remplir après la séance.", max_length=2_000)


@dataclass(frozen=True, kw_only=True)
class Body:
    """A body with its meetings. `members` names roles, not persons."""

    code: str = code()
    name: str = text("Nom de l'instance")
    kind: BodyKind = choice("Nature", BodyKind)
    role: str = prose("Rôle dans le projet", "")
    members: str = prose("Composition (fonctions, pas de noms)", "")
    meetings: tuple[Meeting, ...] = children("Séances", Meeting, unique="day")


@dataclass(frozen=True, kw_only=True)
class GovernanceSection:
    bodies: tuple[Body, ...] = children("Instances", Body)
