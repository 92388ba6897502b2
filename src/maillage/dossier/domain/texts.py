"""The author's own prose, chapter by chapter, as written in a programme file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from maillage.base.values.fields import Choice, children, choice, day, prose, text


class Slot(Choice):
    """The chapters of the dossier, in order."""

    SUMMARY = "summary", "Synthèse"
    DIAGNOSIS = "diagnosis", "Diagnostic"
    STRATEGY = "strategy", "Stratégie"
    ACTIONS = "actions", "Fiches action"
    PHASING = "phasing", "Programmation et phasage"
    GOVERNANCE = "governance", "Gouvernance et calendrier des instances"
    PROCUREMENT = "procurement", "Achats et marchés"
    FUNDING = "funding", "Plan de financement"
    TRAINING = "training", "Accompagnement et formation des équipes"
    EVALUATION = "evaluation", "Évaluation"
    ANNEXES = "annexes", "Annexes"


@dataclass(frozen=True, kw_only=True)
class ChapterText:
    """What the author writes at the head of a chapter; may cite figures: `{funding.total_ht}`."""

    chapter: Slot = choice("Chapitre", Slot)
    text: str = prose("Texte")


@dataclass(frozen=True, kw_only=True)
class DossierSection:
    version: str = text("Version du dossier", "")
    dated: date | None = day("Date du dossier", None)
    recipient: str = text("Destinataire", "")
    subtitle: str = text("Nature du document", "", help="Vide : dossier de candidature.")
    texts: tuple[ChapterText, ...] = children("Textes des chapitres", ChapterText, unique="chapter")
