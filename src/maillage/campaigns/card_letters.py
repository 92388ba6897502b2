"""The letter to the commune of a library, from what it sent."""

from __future__ import annotations

from maillage.base.plugs import Project
from maillage.campaigns.cards import card_of, proposals_of
from maillage.campaigns.comparisons import comparison_of
from maillage.campaigns.domain.commune_letter import CommuneLetter, commune_letter


def letter_of(project: Project, campaign: str, library: str) -> CommuneLetter | None:
    """None when the library sent nothing, or for what is not a grid."""
    card, side = card_of(project, campaign, library), comparison_of(project, campaign)
    if card is None or side is None or not card.is_grid:
        return None
    return commune_letter(card, proposals_of(project, side, side.found.by_library[library]))
