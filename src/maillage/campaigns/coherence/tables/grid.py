"""How good the grid is, for whoever writes the next version: questions unanswerable, constant, out of order."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.ui.components import Badge, Cell, Head, Listing, Tone
from maillage.base.values.french import UNKNOWN, listed, number, percent
from maillage.campaigns.coherence.readings import Coherence
from maillage.campaigns.coherence.tables.core import PageOf, unlinked
from maillage.campaigns.domain.coherence.grid import DomainQuality, ItemQuality


def quality_listing(found: Coherence, link: PageOf = unlinked) -> Listing:
    """The questions that people answer the least, first."""
    ordered = sorted(found.items, key=lambda own: (-own.unknown_share, own.item.number, own.item.code))
    return Listing(
        caption="Les questions, vues par leurs réponses",
        anchor="questions",
        sort_param="tri_questions",
        heads=(
            Head("Question", key="question"),
            Head("Niveaux connus", "right", key="connus"),
            Head("« Je ne sais pas »", "right", key="inconnu"),
            Head("Sans objet", "right", key="objet"),
            Head("Niveau le plus fréquent", "right"),
        ),
        rows=[_item(own, link(own.item.code)) for own in ordered],
    )


def _item(own: ItemQuality, url: str) -> tuple[Cell, ...]:
    badge = Badge("ne distingue personne", Tone.WARNING) if own.is_constant else None
    usual = "" if own.usual is None else f"{number(own.usual_count)} sur {number(own.known)} réponses"
    return (
        Cell(own.item.title, url=url, badge=badge),
        Cell(number(own.known), sort=own.known),
        Cell(percent(own.unknown_share), sort=own.unknown_share, note=f"{number(own.unknown)} réponses"),
        Cell(number(own.not_applicable), sort=own.not_applicable),
        Cell(UNKNOWN if own.usual is None else number(own.usual), note=usual),
    )


def ladders_listing(found: Coherence) -> Listing | None:
    """Whether the questions of a domain are climbed together. None without a full answer."""
    if not found.ladders:
        return None
    return Listing(
        caption="Les domaines se gravissent-ils dans l’ordre ?",
        anchor="ordre",
        heads=(
            Head("Domaine"),
            Head("Réponses complètes", "right"),
            Head("H de Loevinger", "right"),
            Head("Erreurs de Guttman par bibliothèque", "right"),
            Head("Questions hors de l’ordre"),
        ),
        rows=[tuple(_ladder(own, found.marks.ladder)) for own in found.ladders],
    )


def _ladder(own: DomainQuality, limit: float) -> Iterator[Cell]:
    apart = [item.title for item, value in own.items if value is not None and value < limit]
    yield Cell(own.domain.title)
    yield Cell(number(own.n))
    yield Cell(UNKNOWN if own.h is None else number(own.h, 2))
    yield Cell(UNKNOWN if own.errors is None else number(own.errors, 1))
    yield Cell(listed(apart) if apart else "aucune")
