"""The previous schéma: what it promised, what happened, what is learnt from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from maillage.base.values.certainty import Certainty
from maillage.base.values.fields import Choice, children, choice, code, day, integer, money, prose, text
from maillage.territory.domain.inventory import FIRST_YEAR, LAST_YEAR


class CommitmentResult(Choice):
    KEPT = "kept", "tenu"
    PARTLY = "partly", "en partie"
    MISSED = "missed", "non tenu"
    ABANDONED = "abandoned", "abandonné"
    UNKNOWN = "unknown", "inconnu"


@dataclass(frozen=True, kw_only=True)
class PastCommitment:
    """Something that a past plan promised. `means` is the amount it announced, as it wrote it; None when it gave none."""

    code: str = code()
    title: str = text("Ce qui était promis")
    orientation: str = text("Orientation", "")
    means: Decimal | None = money("Moyens annoncés", None, help="Le montant écrit au schéma, s'il y en a un.")
    result: CommitmentResult = choice("Résultat", CommitmentResult, CommitmentResult.UNKNOWN)
    happened: str = prose("Ce qui s'est passé", "")
    why: str = prose("Pourquoi", "")
    lesson: str = prose("Ce que le nouveau schéma en retient", "")
    evidence: str = text("Ce qui le montre", "", help="Rapport, délibération, chiffre, entretien…")
    certainty: Certainty = choice("Fiabilité", Certainty, Certainty.TO_CONFIRM)


@dataclass(frozen=True, kw_only=True)
class PastPlan:
    """A schéma that has ended, or is ending, with its commitments."""

    code: str = code()
    title: str = text("Schéma")
    start: int | None = integer("Première année", None, minimum=FIRST_YEAR, maximum=LAST_YEAR)
    end: int | None = integer("Dernière année", None, minimum=FIRST_YEAR, maximum=LAST_YEAR)
    adopted_on: date | None = day("Adopté le", None)
    document: str = text("Adresse du document", "", help="https://…")
    note: str = prose("Précision", "")
    commitments: tuple[PastCommitment, ...] = children("Engagements", PastCommitment)

    def __post_init__(self) -> None:
        if self.start and self.end and self.end < self.start:
            raise ValueError("La dernière année du schéma est avant la première.")
        if self.document and not self.document.startswith(("https://", "http://")):
            raise ValueError("L'adresse du document doit commencer par https://.")
