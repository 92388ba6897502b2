"""Lots drawn for a campaign: its sample, and the libraries that get a second look. The same lot at each draw."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

from maillage.campaigns.domain.inviting import Place
from maillage.statistics.sampling import size_of_share, stratified_sample

# The class of a commune whose population is unknown: it is drawn like another.
UNKNOWN_STRATUM = "taille inconnue"


def seed_of(campaign: str, purpose: str) -> int:
    """A number that anyone can make again: from the code of the campaign and what is drawn."""
    return int.from_bytes(hashlib.sha256(f"{purpose}:{campaign}".encode()).digest()[:4])


def by_stratum(places: Sequence[Place]) -> Mapping[str, list[str]]:
    """The codes of libraries by class of commune, in the order of the classes met."""
    found: dict[str, list[str]] = defaultdict(list)
    for place in places:
        found[place.stratum or UNKNOWN_STRATUM].append(place.code)
    return found


def draw_sample(campaign: str, places: Sequence[Place], size: int) -> tuple[Place, ...]:
    """`size` libraries shared among the classes of commune; all of them when there are no more. Raises ValueError."""
    if size >= len(places):
        return tuple(places)
    drawn = stratified_sample(by_stratum(places), size, seed=seed_of(campaign, "sample"))
    kept = {code for codes in drawn.values() for code in codes}
    return tuple(place for place in places if place.code in kept)


def draw_second_looks(campaign: str, places: Sequence[Place], share: Decimal) -> tuple[str, ...]:
    """The codes of the libraries rated twice: a share of all, one in each class at least. Raises ValueError."""
    strata = by_stratum(places)
    if not strata:
        return ()
    size = size_of_share(float(share), len(places), len(strata))
    drawn = stratified_sample(strata, size, seed=seed_of(campaign, "double"))
    return tuple(sorted(code for codes in drawn.values() for code in codes))
