"""The typologies in the dossier: official grades when they were imported, surfaces against the State's aid."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import Project
from maillage.base.values.french import NBSP, count, number, percent
from maillage.base.values.tree import Block, Column, Table, body
from maillage.diagnosis.classing import Tally, classing_of
from maillage.diagnosis.typology_tables import SHORT, Typology, counts
from maillage.territory.readings import data_source, register_of


def blocks(project: Project) -> Iterator[Block]:
    """The former levels are left out: they are dead since 2022."""
    if not register_of(project).sources:
        return
    found = classing_of(project)
    source = data_source(project)
    if found.graded:
        yield body(
            f"La classe officielle de {count(found.graded, 'bibliothèque')} est connue, lissée sur trois ans ; elle vient du "
            f"ministère et n'a pas été recalculée. Année la plus récente : {found.year}."
        )
        yield _table("Classe officielle, de A à E", counts(found, Typology.OFFICIAL), source)
    aid = [one.aid for one in found.libraries if one.aid is not None and one.aid.shortfall is not None]
    if not aid:
        return
    short = next(own for own in counts(found, Typology.AID) if own.name == SHORT)
    lacking = sum(one.shortfall or 0 for one in aid)
    yield body(
        f"Dans {number(short.sites)} des {count(len(aid), 'commune')} dont la surface est connue, la bibliothèque "
        f"principale est plus petite que ce que demande l'aide de l'État à la construction ; il y manque "
        f"{number(lacking)}{NBSP}m² en tout."
    )
    yield _table(
        "Surface demandée par l'aide de l'État",
        counts(found, Typology.AID),
        f"{source} Seuils : {found.aid.source.title} ({found.aid.source.confidence.label}).",
    )


def _table(caption: str, tallies: list[Tally], source: str) -> Table:
    sites, people = sum(t.sites for t in tallies), sum(t.inhabitants for t in tallies)
    return Table(
        caption=caption,
        columns=(
            Column("Classe", width=2),
            Column("Bibliothèques", align="right"),
            Column("Part", align="right"),
            Column("Habitants", align="right"),
            Column("Part", align="right"),
        ),
        rows=tuple(
            (
                own.name,
                number(own.sites),
                percent(own.sites / sites) if sites else "–",
                number(own.inhabitants),
                percent(own.inhabitants / people) if people else "–",
            )
            for own in tallies
        ),
        source=source,
    )
