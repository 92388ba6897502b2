"""Named figures of the population covered at 5, 10 and 15 km of an open library."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from maillage.base.plugs import NamedFigure, Project
from maillage.base.values.french import UNKNOWN, number
from maillage.territory.maps.coverage import cover_within
from maillage.territory.maps.words import share_text

CITED_KM = (5, 10, 15)


def coverage_figures(project: Project) -> Iterator[NamedFigure]:
    """Inhabitants, and their share, at so many km at most as the crow flies; "inconnu" without communes."""
    for km in CITED_KM:
        cover = cover_within(project, km)
        people = cover.covered.people if cover and cover.people else None
        yield NamedFigure(
            name=f"territory.population_within_{km}_km",
            label=f"Habitants à {km} km au plus d'une bibliothèque ouverte, à vol d'oiseau",
            value=people,
            text=number(people),
        )
        share = cover.share if cover else None
        yield NamedFigure(
            name=f"territory.population_within_{km}_km_share",
            label=f"Part de la population à {km} km au plus d'une bibliothèque ouverte, à vol d'oiseau",
            value=None if share is None else Decimal(str(round(share, 4))),
            text=share_text(cover) if cover else UNKNOWN,
        )
