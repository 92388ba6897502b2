"""How each class of libraries is drawn: told apart by size, shape and number, never by colour alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TypeAlias

from maillage.base.charts import Symbol
from maillage.base.charts.theme import ACCENT, CATEGORIES, MUTED, PRIMARY
from maillage.territory.domain.mapping import MapAsked, Mapped, classed, rank_in
from maillage.territory.domain.sheet import LibraryKind
from maillage.territory.domain.variables import ValueKind
from maillage.territory.maps.scales import RADII, STRENGTHS, span, steps

UNKNOWN_PLACE = Symbol(label="Inconnu", colour=MUTED, radius=4, strength=0, dashed=True)
DOUBTFUL = Symbol(label="Douteux, à vérifier", colour=ACCENT, shape="diamond", radius=5.6, strength=0)
YES = Symbol(label="Oui", colour=PRIMARY, radius=5.2)
NO = Symbol(label="Non", colour=ACCENT, shape="square", radius=4.4, strength=0.45)
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
        for part, step in zip(classes, steps(len(classes)), strict=True)
    ]

    def label(found: Mapped) -> str:
        return symbols[rank_in(Decimal(found.value or 0), classes)].label

    return symbols[::-1], label
