"""The letter that a library may take to its commune: what is there, what lacks in plain facts, what the commune can do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from maillage.base.values.french import count
from maillage.campaigns.domain.choosing import Proposal
from maillage.campaigns.domain.report_card import ReportCard

# Who, in a next step, is the commune.
COMMUNE = ("mairie", "maire", "élu", "secrétariat", "commune")
MOST_ASKED = 4


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A titled part of the letter: a sentence, then facts."""

    title: str
    text: str
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CommuneLetter:
    """Ready to be reread, changed and signed by the library. It holds no rank and names no other library."""

    library: str
    subject: str
    greeting: str
    opening: str
    passages: tuple[Passage, ...]
    closing: str
    signature: str
    notice: str


def commune_letter(card: ReportCard, proposals: Sequence[Proposal]) -> CommuneLetter:
    """The letter that follows from a card; `proposals`: every next step, the best first."""
    passages = [_offered(card), _lacking(card), _asked(proposals), _helped(card)]
    return CommuneLetter(
        library=card.name,
        subject=f"Notre bibliothèque : où nous en sommes, ce que la commune peut faire ({card.campaign_title})",
        greeting="Madame la Maire, Monsieur le Maire,",
        opening=(
            f"Notre bibliothèque, {card.name}, a pris part à « {card.campaign_title} », avec les autres bibliothèques du "
            "réseau départemental. Nous vous en présentons le résultat, et vous remercions de ce que la commune fait "
            "déjà pour la lecture."
        ),
        passages=tuple(passage for passage in passages if passage),
        closing=(
            "Nous serions heureux de vous accueillir à la bibliothèque pour en parler. Nous vous prions d'agréer, "
            "Madame la Maire, Monsieur le Maire, l'expression de notre considération."
        ),
        signature="L'équipe de la bibliothèque",
        notice="Projet de lettre : relisez-le, changez ce que vous voulez, puis envoyez-le ou non. Il n'est envoyé à personne.",
    )


def _offered(card: ReportCard) -> Passage | None:
    if not card.met:
        return None
    facts = tuple(f"{line.title} : {line.now}" if line.now else line.title for line in card.met)
    return Passage(
        title="Ce que les habitants trouvent chez nous",
        text=f"{count(len(facts), 'service de base est assuré', 'services de base sont assurés')} :",
        facts=facts,
    )


def _lacking(card: ReportCard) -> Passage | None:
    lacks = [line.lack for line in card.missing if line.lack]
    if not lacks:
        return None
    facts = tuple(
        f"{lack.title} : {lack.amount}."
        if lack.amount
        else f"{lack.title} : pour l'assurer, « {lack.wanted.rstrip('.')} »."
        for lack in lacks
    )
    return Passage(
        title="Ce qui manque encore", text="Pour que chacun trouve ici les services de base :", facts=facts
    )


def _asked(proposals: Sequence[Proposal]) -> Passage | None:
    asked = [one for one in proposals if any(word in one.step.who.lower() for word in COMMUNE)][:MOST_ASKED]
    if not asked:
        return None
    facts = tuple(f"{one.step.do.rstrip('.')} ({one.step.effort.label})." for one in asked)
    return Passage(
        title="Ce que la commune peut faire", text="Sans attendre un grand projet, elle peut :", facts=facts
    )


def _helped(card: ReportCard) -> Passage | None:
    helps = tuple(dict.fromkeys(step.help for step in card.steps if step.help))
    if not helps:
        return None
    return Passage(title="L'aide du Département", text="Le service départemental propose :", facts=helps)
