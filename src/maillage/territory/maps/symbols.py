"""How each class of libraries and of communes is drawn: told apart by size, shape and number, never by colour alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TypeAlias

from maillage.base.charts import Fill, PointMark, Symbol
from maillage.base.charts.theme import ACCENT, BAND, CATEGORIES, INK, MUTED, PAPER, POINT, PRIMARY
from maillage.base.values.french import NBSP
from maillage.statistics.classes import ValueClass
from maillage.territory.domain.communes import Commune
from maillage.territory.domain.mapping import MapAsked, Mapped, classed, rank_in
from maillage.territory.domain.reaching import Distance, Reach
from maillage.territory.domain.sheet import LibraryKind
from maillage.territory.domain.variables import ValueKind
from maillage.territory.maps.words import amount

GREY = CATEGORIES[7]
UNKNOWN_PLACE = Symbol(label="Inconnu", colour=MUTED, radius=4, strength=0, dashed=True)
DOUBTFUL = Symbol(label="Douteux, à vérifier", colour=ACCENT, shape="diamond", radius=5.6, strength=0)
YES = Symbol(label="Oui", colour=PRIMARY, radius=5.2)
NO = Symbol(label="Non", colour=ACCENT, shape="square", radius=4.4, strength=0.45)
RADII = (3.6, 5.2, 7.0, 9.0)
STRENGTHS = (0.22, 0.48, 0.74, 1.0)
KINDS = {
    LibraryKind.OPEN: Symbol(label="Bibliothèque ouverte", colour=PRIMARY, radius=5),
    LibraryKind.DEPARTMENTAL: Symbol(
        label="Bibliothèque départementale", colour=CATEGORIES[3], shape="diamond", radius=7
    ),
    LibraryKind.BOOKMOBILE: Symbol(label="Bibliobus", colour=CATEGORIES[2], shape="triangle-up", radius=6),
    LibraryKind.ADMINISTRATIVE: Symbol(
        label="Lieu administratif", colour=CATEGORIES[4], shape="square", radius=5
    ),
    LibraryKind.STORAGE: Symbol(label="Réserve", colour=CATEGORIES[6], shape="triangle-down", radius=5),
    LibraryKind.UNKNOWN: Symbol(label="Nature inconnue", colour=MUTED, radius=4.2, strength=0, dashed=True),
}
UNKNOWN_COMMUNE = Fill(label="Inconnu", colour=PAPER, mark=PointMark.RING, mark_colour=MUTED)

Styled: TypeAlias = "tuple[list[Symbol], list[str]]"


def styled(asked: MapAsked, libraries: Sequence[Mapped]) -> Styled:
    """The symbols of the legend, in its order, and the label of that of each library."""
    variable = asked.variable
    if variable is None:
        symbols = [KINDS[found.line.library.kind] for found in libraries]
        return _used([KINDS[kind] for kind in KINDS], [symbol.label for symbol in symbols])
    told = _numbers(asked, libraries) if variable.kind is ValueKind.NUMBER else ([YES, NO], _flag)
    known, label = told
    labels = [
        DOUBTFUL.label if found.doubtful else UNKNOWN_PLACE.label if found.value is None else label(found)
        for found in libraries
    ]
    return _used([*known, DOUBTFUL, UNKNOWN_PLACE], labels)


def _used(symbols: Sequence[Symbol], labels: list[str]) -> Styled:
    return [symbol for symbol in symbols if symbol.label in set(labels)], labels


def _flag(found: Mapped) -> str:
    return YES.label if found.value else NO.label


def _numbers(asked: MapAsked, libraries: Sequence[Mapped]) -> tuple[list[Symbol], Callable[[Mapped], str]]:
    """The classes from the highest to the lowest."""
    values = [found.value for found in libraries if isinstance(found.value, Decimal)]
    classes = classed(values, asked.natural)
    unit = asked.variable.unit if asked.variable else ""
    symbols = [
        Symbol(label=span(part, unit), radius=RADII[step], strength=STRENGTHS[step])
        for part, step in zip(classes, _steps(len(classes)), strict=True)
    ]

    def label(found: Mapped) -> str:
        return symbols[rank_in(Decimal(found.value or 0), classes)].label

    return symbols[::-1], label


def _steps(classes: int) -> list[int]:
    """Which of the four sizes so many classes take: the extremes whenever there are two or more."""
    last = len(RADII) - 1
    return [round(rank * last / (classes - 1)) for rank in range(classes)] if classes > 1 else [1] * classes


def span(part: ValueClass, unit: str) -> str:
    """`de 4 à 8,5 h`, `12 h`, `0 personne`."""
    low, high = amount(part.low), amount(part.high)
    # Units that are words take the singular below two.
    shown = unit[:-1] if unit.endswith("s") and part.high < 2 else unit
    return f"{low}{NBSP}{shown}" if low == high else f"de {low} à {high}{NBSP}{shown}"


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
        for part, step in zip(classes, _steps(len(classes)), strict=True)
    ]
    own = [
        UNKNOWN_COMMUNE.label
        if commune.population is None
        else fills[rank_in(commune.population, classes)].label
        for commune in communes
    ]
    used = [fill for fill in (*fills[::-1], UNKNOWN_COMMUNE) if fill.label in set(own)]
    return used, own, "Population des communes"
