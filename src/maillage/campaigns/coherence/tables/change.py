"""Core services on the matched panel: who gained them, who lost them."""

from __future__ import annotations

from maillage.base.ui.components import Cell, Head, Listing
from maillage.base.values.french import number
from maillage.campaigns.coherence.readings import Coherence
from maillage.campaigns.coherence.tables.core import PageOf, unlinked
from maillage.campaigns.coherence.trust import probability


def change_listing(found: Coherence, link: PageOf = unlinked) -> Listing | None:
    """None for a first campaign, or when no core service can be compared."""
    if found.panel is None or not found.panel.core:
        return None
    return Listing(
        caption="Services du socle, chez les mêmes bibliothèques",
        anchor="evolution",
        sort_param="tri_evolution",
        heads=(
            Head("Service du socle", key="service"),
            Head("Comparées", "right"),
            Head("L’assuraient", "right"),
            Head("L’assurent", "right"),
            Head("Gagné", "right", key="gagne"),
            Head("Perdu", "right", key="perdu"),
            Head("Test de McNemar", "right"),
        ),
        rows=[
            (
                Cell(item.title, url=link(item.code)),
                Cell(number(told.n), sort=told.n),
                Cell(number(told.yes_before)),
                Cell(number(told.yes_after)),
                Cell(number(told.gained), sort=told.gained),
                Cell(number(told.lost), sort=told.lost),
                Cell(probability(told.p_value)),
            )
            for item, told in found.panel.core
        ],
        source=f"campagnes « {found.previous.campaign.title if found.previous else ''} » et « {found.title} » ; calculs "
        "Maillage.",
    )
