"""Findings: what the diagnosis concludes, each with what shows it, how solid that is, and its limits."""

from __future__ import annotations

from dataclasses import dataclass

from maillage.base.values.certainty import Certainty
from maillage.base.values.fields import Choice, choice, code, prose, refs, text
from maillage.diagnosis.domain.evidence import Strength


class FindingKind(Choice):
    STRENGTH = "strength", "force"
    WEAKNESS = "weakness", "faiblesse"
    OPPORTUNITY = "opportunity", "opportunité"
    THREAT = "threat", "menace"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A conclusion of the diagnosis. `evidence` says what it rests on and may cite figures: `{territory.wifi_yes}`.

    `strength` is left out when it follows from the evidence (see `evidence.judged`); typed, it needs its reason.
    """

    code: str = code()
    title: str = text("Constat")
    kind: FindingKind = choice("Nature", FindingKind)
    evidence: str = prose(
        "Ce qui le montre", "", help="Un chiffre se cite entre accolades : {territory.wifi_yes}."
    )
    source: str = text("Source", "")
    certainty: Certainty = choice("Fiabilité", Certainty, Certainty.CONFIRMED)
    sessions: tuple[str, ...] = refs("Séances de travail qui le montrent", to="diagnosis.WorkingSession")
    consultations: tuple[str, ...] = refs("Concertations qui le montrent", to="diagnosis.Consultation")
    themes: tuple[str, ...] = refs("Contributions qui le montrent", to="diagnosis.ContributionTheme")
    limits: str = prose("Limites", "", help="Ce que ce constat ne dit pas : non-réponses, année, périmètre.")
    strength: Strength | None = choice(
        "Solidité", Strength, None, help="Laissez vide : elle se déduit des preuves citées."
    )
    strength_reason: str = text("Pourquoi cette solidité", "")

    def __post_init__(self) -> None:
        if self.strength is not None and not self.strength_reason.strip():
            raise ValueError(
                "La solidité est fixée à la main sans dire pourquoi : écrivez la raison, ou laissez-la se déduire."
            )


def numbers_of(findings: tuple[Finding, ...]) -> dict[str, int]:
    """The number of each finding by code: its rank, so that moving one numbers all of them anew."""
    return {finding.code: rank for rank, finding in enumerate(findings, 1)}
