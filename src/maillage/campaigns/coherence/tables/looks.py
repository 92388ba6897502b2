"""Double ratings question by question, the least agreed on first."""

from __future__ import annotations

from maillage.base.ui.components import Badge, Cell, Head, Listing, Tone
from maillage.base.values.french import UNKNOWN, number, percent
from maillage.campaigns.coherence.readings import Coherence
from maillage.campaigns.coherence.tables.core import PageOf, unlinked
from maillage.campaigns.coherence.trust import between
from maillage.campaigns.domain.coherence.looks import ItemLooks


def looks_listing(found: Coherence, link: PageOf = unlinked) -> Listing | None:
    """None without double ratings."""
    told = found.agreement
    if told is None:
        return None
    return Listing(
        caption="Deux regards, question par question",
        anchor="regards",
        sort_param="tri_regards",
        heads=(
            Head("Question", key="question"),
            Head("Vues deux fois", "right"),
            Head("Même niveau", "right", key="exact"),
            Head("À un niveau près", "right", key="proche"),
            Head("Bibliothèque − second regard", "right", key="ecart"),
            Head("Alpha", "right", key="alpha"),
            Head("AC2 de Gwet", "right", key="ac2"),
        ),
        rows=[_row(own, link(own.item.code), found.marks.rewrite) for own in told.items],
        source="doubles regards de la campagne ; calculs Maillage. Écart en niveaux, intervalle à 95 % par rééchantillonnage.",
    )


def _row(own: ItemLooks, url: str, limit: float) -> tuple[Cell, ...]:
    told, alpha = own.told, own.alpha.value
    badge = Badge("à reformuler", Tone.WARNING) if told.differing > limit else None
    return (
        Cell(own.item.title, url=url, badge=badge),
        Cell(number(told.n), sort=told.n),
        Cell(percent(told.exact), sort=told.exact),
        Cell(percent(told.within_one), sort=told.within_one),
        Cell(number(told.bias, 2), sort=told.bias, note=between(told.interval) if told.interval else ""),
        Cell(UNKNOWN if alpha is None else number(alpha, 2), sort=alpha),
        Cell(number(own.corrected.value, 2), sort=own.corrected.value),
    )
