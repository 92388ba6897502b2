"""What else an action sheet holds: its team, its risks, what it delivers, its legal points."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from maillage.base.values.fields import Choice, choice, code, day, number, prose, text


@dataclass(frozen=True, kw_only=True)
class TeamMember:
    """A function that works on an action, so many days a month; from the first to the last step unless dates say."""

    role: str = text("Fonction")
    days_a_month: Decimal | None = number("Jours par mois", None, minimum=0)
    task: str = text("Ce qu'elle fait", "")
    starts: date | None = day("À partir du", None)
    ends: date | None = day("Jusqu'au", None, help="Ce jour compris.")

    def __post_init__(self) -> None:
        if self.starts and self.ends and self.ends < self.starts:
            raise ValueError(f"« {self.role} » finit avant de commencer : corrigez l'une des deux dates.")


class Degree(Choice):
    """A step of the scale of likelihood, and of that of impact."""

    LOW = "low", "faible"
    MEDIUM = "medium", "modérée"
    HIGH = "high", "élevée"
    VERY_HIGH = "very_high", "très élevée"

    @property
    def rank(self) -> int:
        """1 to 4."""
        return list(Degree).index(self) + 1


@dataclass(frozen=True, kw_only=True)
class Risk:
    """What may go wrong, how likely, how bad, and what is done about it."""

    code: str = code()
    title: str = text("Risque")
    likelihood: Degree | None = choice("Probabilité", Degree, None)
    impact: Degree | None = choice("Gravité", Degree, None)
    answer: str = prose("Parade", "")
    owner: str = text("Qui veille (fonction)", "")

    @property
    def severity(self) -> int | None:
        """Likelihood × impact, from 1 to 16; None while one of them is unknown."""
        return (
            None
            if self.likelihood is None or self.impact is None
            else self.likelihood.rank * self.impact.rank
        )


@dataclass(frozen=True, kw_only=True)
class Deliverable:
    """What the action hands over: a report, a service opened, a convention signed."""

    title: str = text("Livrable")
    due: date | None = day("Attendu le", None)
    delivered: date | None = day("Remis le", None)
    link: str = text("Adresse", "", help="Où le trouver : lien, cote, dossier partagé.")


class LegalTopic(Choice):
    PRIVACY = "privacy", "données personnelles (RGPD)"
    ACCESSIBILITY = "accessibility", "accessibilité numérique (RGAA)"
    SECURITY = "security", "sécurité informatique"
    OWNERSHIP = "ownership", "propriété du matériel"
    AGREEMENT = "agreement", "convention à signer"
    RIGHTS = "rights", "droit d'auteur et licences"
    OTHER = "other", "autre point de droit"


class LegalState(Choice):
    TO_DO = "to_do", "à traiter"
    UNDER_WAY = "under_way", "en cours"
    SETTLED = "settled", "réglé"
    VOID = "void", "sans objet"


@dataclass(frozen=True, kw_only=True)
class LegalPoint:
    """A point of law to settle before the action runs."""

    topic: LegalTopic = choice("Point de droit", LegalTopic)
    state: LegalState = choice("Où il en est", LegalState, LegalState.TO_DO)
    note: str = prose("Ce qui est prévu", "")
