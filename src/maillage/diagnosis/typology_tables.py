"""Tables of the typologies: counts in sites and in inhabitants, by EPCI, and library by library."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from maillage.base.ui.components import Badge, Cell, Head, Listing, Tone
from maillage.base.ui.pages import to
from maillage.base.values.fields import Choice
from maillage.base.values.french import NBSP, UNKNOWN, folded, number, percent
from maillage.diagnosis.classing import Classed, Classing, Tally, tallied
from maillage.diagnosis.sites import NO_EPCI
from maillage.territory.domain.typologies.grades import GRADES
from maillage.territory.domain.typologies.legacy import LEVELS
from maillage.territory.readings import data_source

NO_GRADE, NO_LEVEL = "Sans classe importée", "Non classable"
ENOUGH, SHORT, AID_UNKNOWN = "Surface suffisante", "Surface insuffisante", "Inconnu"
LIBRARIES = "bibliotheques"
NEAREST = 10


class Typology(Choice):
    """Which typology the page shows."""

    OFFICIAL = "officielle", "Classe officielle, A à E"
    LEGACY = "ancienne", "Ancienne typologie, B1 à B5"
    AID = "surface", "Surface de l'aide de l'État"


def classes_of(found: Classing, typology: Typology) -> dict[str, str]:
    """The class of each library that has one, by code."""
    given = ((one.line.library.code, _class(one, typology)) for one in found.libraries)
    return {code: name for code, name in given if name}


def _class(one: Classed, typology: Typology) -> str:
    if typology is Typology.OFFICIAL:
        return (one.grade.grade if one.grade else None) or ""
    if typology is Typology.LEGACY:
        return one.level.level.value if one.level.level else ""
    if one.aid is None or one.aid.shortfall is None:
        return ""
    return SHORT if one.aid.shortfall else ENOUGH


def _order(typology: Typology) -> tuple[tuple[str, ...], str]:
    if typology is Typology.OFFICIAL:
        return GRADES, NO_GRADE
    if typology is Typology.LEGACY:
        return tuple(level.value for level in LEVELS), NO_LEVEL
    return (ENOUGH, SHORT), AID_UNKNOWN


def counted(found: Classing, typology: Typology) -> Sequence[Classed]:
    """The libraries that the typology counts: the State's aid looks at the main one of each commune."""
    if typology is Typology.AID:
        return [one for one in found.libraries if one.aid is not None]
    return found.libraries


def counts(found: Classing, typology: Typology) -> list[Tally]:
    order, other = _order(typology)
    return tallied(counted(found, typology), order, classes_of(found, typology), other)


def counts_listing(found: Classing, typology: Typology, source: str) -> Listing:
    """Sites and inhabitants side by side: nine villages in ten may be four inhabitants in ten."""
    tallies = counts(found, typology)
    sites, people = sum(t.sites for t in tallies), sum(t.inhabitants for t in tallies)
    return Listing(
        caption=f"{typology.label} : lieux et habitants",
        anchor="comptes",
        heads=(
            Head("Classe"),
            Head("Bibliothèques", "right"),
            Head("Part", "right"),
            Head("Habitants", "right"),
            Head("Part des habitants", "right"),
        ),
        rows=[
            (
                Cell(_long(own.name)),
                Cell(number(own.sites)),
                Cell(percent(own.sites / sites) if sites else "–"),
                Cell(number(own.inhabitants)),
                Cell(percent(own.inhabitants / people) if people else "–"),
            )
            for own in tallies
        ],
        source=f"{source} Chaque commune compte une fois, pour sa bibliothèque la mieux classée.",
    )


def _long(name: str) -> str:
    level = next((level.label for level in LEVELS if level.value == name), name)
    return level[:1].upper() + level[1:]


def epci_listing(found: Classing, typology: Typology, source: str) -> Listing:
    """How many libraries of each class by EPCI."""
    order, other = _order(typology)
    classes = classes_of(found, typology)
    rows: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys((*order, other), 0))
    for one in counted(found, typology):
        rows[epci_name(one)][classes.get(one.line.library.code, other)] += 1
    return Listing(
        caption=f"{typology.label} : bibliothèques par intercommunalité",
        anchor="epci",
        sort_param="tri_epci",
        heads=(
            Head("Intercommunalité", key="nom"),
            *(Head(name, "right", key=f"c{rank}") for rank, name in enumerate((*order, other))),
        ),
        rows=[
            (Cell(name), *(Cell(number(own[key]), sort=own[key]) for key in (*order, other)))
            for name, own in sorted(rows.items(), key=lambda item: (item[0] == NO_EPCI, folded(item[0])))
        ],
        source=source,
    )


def epci_name(one: Classed) -> str:
    return (one.line.commune.epci_name if one.line.commune else "") or NO_EPCI


def libraries_listing(request: Any, found: Classing, typology: Typology, epci: str) -> Listing:
    """Each library by commune then name; `epci` "" for all of them."""
    kept = [one for one in counted(found, typology) if epci in ("", epci_name(one))]
    heads, row = {
        Typology.OFFICIAL: (_official_heads(found), _official_row),
        Typology.LEGACY: (_LEGACY_HEADS, _legacy_row),
        Typology.AID: (_AID_HEADS, _aid_row),
    }[typology]
    blanks = [Cell(UNKNOWN)] * len(heads)
    return Listing(
        caption=f"{typology.label} : bibliothèque par bibliothèque",
        anchor=LIBRARIES,
        heads=(Head("Bibliothèque", key="nom"), Head("Commune", key="commune"), *heads),
        rows=[(*_named(request, one), *(list(row(one)) or blanks)) for one in kept],
        source=data_source(request.project),
        empty="Aucune bibliothèque ouverte n'est connue.",
    )


def _named(request: Any, one: Classed) -> Iterator[Cell]:
    library = one.line.library
    yield Cell(library.name, url=to(request, "territory:library", library.code))
    yield Cell(library.town or UNKNOWN)


def _official_heads(found: Classing) -> list[Head]:
    seen = next((one.grade.seen for one in found.libraries if one.grade), ())
    return [*(Head(str(year), "center") for year, _ in seen), Head("Classe retenue", key="classe")]


def _official_row(one: Classed) -> Iterator[Cell]:
    if one.grade is None:
        return
    for _, grade in one.grade.seen:
        yield Cell(grade or UNKNOWN)
    doubt = None if one.grade.certain else Badge("à confirmer", Tone.WARNING)
    yield Cell(one.grade.grade or UNKNOWN, sort=one.grade.grade, badge=doubt, note=one.grade.reason)


_LEGACY_HEADS = [
    Head("Habitants", "right", key="habitants"),
    Head("Niveau", key="niveau"),
    Head("Ce qui manque pour le suivant"),
]


def _legacy_row(one: Classed) -> Iterator[Cell]:
    level = one.level
    yield Cell(number(one.line.population), sort=one.line.population)
    if level.level:
        yield Cell(level.level.label, sort=level.level.value)
    else:
        bounds = f"{level.worst.value} au pis, {level.best.value} au mieux"
        yield Cell(NO_LEVEL.lower(), sort=f"Z{level.worst.value}", note=bounds)
    yield Cell(level.told)


_AID_HEADS = [
    Head("Habitants", "right", key="habitants"),
    Head("Surface", "right", key="surface"),
    Head("Demandée", "right", key="demandee"),
    Head("Manque", "right", key="manque"),
]


def _aid_row(one: Classed) -> Iterator[Cell]:
    assert one.aid is not None
    aid = one.aid
    yield Cell(number(one.line.population), sort=one.line.population)
    yield Cell(_metres(aid.held), sort=aid.held)
    yield Cell(_metres(aid.needed), sort=aid.needed)
    yield Cell("rien" if aid.shortfall == 0 else _metres(aid.shortfall), sort=aid.shortfall)


def _metres(value: Decimal | None) -> str:
    return UNKNOWN if value is None else f"{number(value)}{NBSP}m²"


def nearest_listing(request: Any, found: Classing) -> Listing:
    """The libraries that lack least for the next level: what a little help would move."""
    lacking = [one for one in found.libraries if one.level.target and one.level.gaps]
    lacking.sort(key=lambda one: (one.level.nearness[0], len(one.level.missing), one.level.nearness[1]))
    return Listing(
        caption="Les plus proches du niveau suivant",
        anchor="proches",
        sort_param="tri_proches",
        heads=(Head("Bibliothèque"), Head("Commune"), Head("Niveau"), Head("Ce qui manque")),
        rows=[
            (*_named(request, one), Cell(one.level.worst.value), Cell(one.level.told))
            for one in lacking[:NEAREST]
        ],
        empty="Rien de certain ne manque : il faut d'abord connaître les données absentes.",
        source="D'abord le moins de conditions à remplir, puis la plus petite part qui manque.",
    )
