"""How each commune is filled: by its distance from a library, by its inhabitants."""

from __future__ import annotations

from collections.abc import Sequence

from maillage.base.charts import Fill, PointMark
from maillage.base.charts.theme import BAND, CATEGORIES, INK, MUTED, PAPER, POINT
from maillage.base.values.french import NBSP
from maillage.territory.domain.communes import Commune
from maillage.territory.domain.mapping import MapAsked, classed, rank_in
from maillage.territory.domain.reaching import Distance, Reach
from maillage.territory.maps.scales import span, steps

GREY = CATEGORIES[7]
UNKNOWN_COMMUNE = Fill(label="Inconnu", colour=PAPER, mark=PointMark.RING, mark_colour=MUTED)


def filled_by_reach(asked: MapAsked, found: Sequence[Distance]) -> tuple[list[Fill], list[str], str]:
    """The fills of communes covered or not, that of each commune, and the title of their legend."""
    far_colour = GREY if asked.within is None else INK
    far_mark = PointMark.DOT if asked.within is None else PointMark.CROSS
    with_words = asked.within is None and asked.hours is None
    labels = {
        Reach.COVERED: "Avec bibliothèque ouverte" if with_words else "Desservie",
        Reach.FAR: "Sans bibliothèque ouverte" if with_words else "Non desservie",
        Reach.UNKNOWN: UNKNOWN_COMMUNE.label,
    }
    fills = [
        Fill(label=labels[Reach.COVERED], colour=BAND, mark_colour=POINT),
        Fill(label=labels[Reach.FAR], colour=POINT, mark=far_mark, mark_colour=far_colour),
        UNKNOWN_COMMUNE,
    ]
    own = [labels[distance.reach(asked.within)] for distance in found]
    return [fill for fill in fills if fill.label in set(own)], own, _reach_title(asked)


def _reach_title(asked: MapAsked) -> str:
    hours = f" ouverte {asked.hours}{NBSP}h ou plus" if asked.hours else ""
    if asked.within is None:
        return f"Communes : bibliothèque{hours} sur place" if hours else "Communes"
    return f"Communes : bibliothèque{hours} à {asked.within}{NBSP}km au plus"


def filled_by_population(asked: MapAsked, communes: Sequence[Commune]) -> tuple[list[Fill], list[str], str]:
    """The fills of communes by population, that of each commune, and the title of their legend."""
    values = [commune.population for commune in communes if commune.population is not None]
    classes = classed(values, asked.natural)
    tints = (0.08, 0.24, 0.42, 0.64)
    sizes = (8, 18, 34, 58)
    fills = [
        Fill(
            label=span(part, "hab."),
            colour=GREY,
            strength=tints[step],
            mark_colour=GREY,
            mark_size=sizes[step],
        )
        for part, step in zip(classes, steps(len(classes)), strict=True)
    ]
    own = [
        UNKNOWN_COMMUNE.label
        if commune.population is None
        else fills[rank_in(commune.population, classes)].label
        for commune in communes
    ]
    used = [fill for fill in (*fills[::-1], UNKNOWN_COMMUNE) if fill.label in set(own)]
    return used, own, "Population des communes"
