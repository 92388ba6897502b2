"""The heat map on screen (a table) and in documents (a picture)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from maillage.base.charts import HeatLine, heat_map
from maillage.base.charts.heat import fifth
from maillage.base.values.french import NARROW, number, percent
from maillage.base.values.tree import Column, Picture, Table
from maillage.campaigns.coherence.readings import Coherence
from maillage.campaigns.coherence.tables.core import source_of
from maillage.campaigns.domain.answers import Missing
from maillage.campaigns.domain.coherence.heat import Heat, HeatRow, mapped
from maillage.campaigns.domain.coherence.seen import Seen
from maillage.campaigns.domain.frameworks import Item

HIDDEN, SILENT = "–", "·"
SHADES = ("h1", "h2", "h3", "h4", "h5")
_REASONS = {Missing.UNKNOWN: "?", Missing.NOT_APPLICABLE: "so", Missing.NOT_COUNTED: "nc"}


@dataclass(frozen=True)
class HeatCell:
    """`shade`: a class of the stylesheet, or ""; `said` is read aloud beside a sign that would not be understood."""

    text: str
    shade: str = ""
    said: str = ""


@dataclass(frozen=True)
class HeatLineShown:
    label: str
    url: str
    cells: Sequence[HeatCell]


@dataclass(frozen=True, kw_only=True)
class HeatTable:
    """`heads`: what a column is called, in full, and its page. A hand-written table shows it."""

    caption: str
    first: str
    heads: Sequence[tuple[str, str, str]]
    rows: Sequence[HeatLineShown]
    legend: str
    source: str


def by_epci(found: Coherence, link: Callable[[str], str], *, everything: bool) -> HeatTable:
    """Questions × EPCI: "5/8", five of eight answers reach the mark of the question."""
    rows = found.heat_for(everything=everything)
    return HeatTable(
        caption="Questions et intercommunalités : combien de bibliothèques atteignent le repère",
        first="Question",
        heads=[("Réseau", "", ""), *((name, "", "") for name in found.by_epci)],
        rows=[
            HeatLineShown(
                f"{row.item.number}{NARROW} {row.item.title}",
                link(row.item.code),
                [_counted(row.whole), *map(_counted, row.cells)],
            )
            for row in rows
        ],
        legend="5/8 : cinq bibliothèques au repère, sur huit réponses ; plus la case est teintée, plus la part est grande. "
        f"{SILENT} sans réponse, {HIDDEN} masqué.",
        source=source_of(found),
    )


def _counted(cell: Heat) -> HeatCell:
    if cell.hidden:
        return HeatCell(HIDDEN, said="masqué, trop peu de réponses")
    if cell.share is None:
        return HeatCell(SILENT, said="sans réponse")
    return HeatCell(f"{number(cell.reached)}/{number(cell.known)}", SHADES[fifth(cell.share)])


def by_library(
    found: Coherence, sites: Sequence[Seen], link: Callable[[str], str], item_link: Callable[[str], str]
) -> HeatTable:
    """Libraries × questions: the level of each. For the service only: it names them."""
    items = mapped(found.found.framework)
    return HeatTable(
        caption="Bibliothèques et questions : le niveau de chacune",
        first="Bibliothèque",
        heads=[(item.number, item.title, item_link(item.code)) for item in items],
        rows=[
            HeatLineShown(site.name, link(site.code), [_level(site, item) for item in items])
            for site in sites
            if site.answered
        ],
        legend="Le chiffre est le niveau atteint ; plus la case est teintée, plus il est près du plus haut. ? je ne sais pas, "
        f"so sans objet, nc pas compté, {SILENT} non posée ou sans réponse.",
        source=source_of(found),
    )


def _level(site: Seen, item: Item) -> HeatCell:
    level = site.levels.get(item.code)
    if level is not None:
        return HeatCell(str(level), SHADES[round(4 * level / item.top)])
    reason = site.missing.get(item.code)
    return (
        HeatCell(_REASONS[reason], said=reason.label)
        if reason
        else HeatCell(SILENT, said="non posée ou sans réponse")
    )


def heat_picture(found: Coherence) -> Picture | None:
    """The same by EPCI, as a document shows it. None without an answer that may be shown."""
    rows = found.heat
    if not any(row.whole.share is not None for row in rows) or not found.by_epci:
        return None
    lines = [
        HeatLine(
            label=f"{row.item.number}  {row.item.title}",
            shares=(row.whole.share, *(cell.share for cell in row.cells)),
            blanks=(_blank(row.whole), *(_blank(cell) for cell in row.cells)),
            strong=row.item.core,
        )
        for row in rows
    ]
    return Picture(
        caption="Part des bibliothèques qui atteignent le repère de chaque question, par EPCI (en %)",
        spec=heat_map(lines=lines, columns=("Réseau", *found.by_epci)),
        alt=f"Carte de chaleur de {len(rows)} questions dans {len(found.by_epci)} intercommunalités. {_extremes(rows)}",
        source=f"{source_of(found)} En gras, le socle. – : moins de cinq réponses, ou masqué pour qu’une soustraction ne "
        "les révèle pas.",
        data=_table(found, rows),
    )


def _blank(cell: Heat) -> str:
    return HIDDEN if cell.hidden else SILENT


def _extremes(rows: Sequence[HeatRow]) -> str:
    known = [(row.whole.share, row) for row in rows if row.whole.share is not None]
    high, low = max(known, key=lambda pair: pair[0]), min(known, key=lambda pair: pair[0])
    return (
        f"La plus souvent atteinte : {high[1].item.title}, {percent(high[0])} ; la moins : {low[1].item.title}, "
        f"{percent(low[0])}."
    )


def _table(found: Coherence, rows: Sequence[HeatRow]) -> Table:
    names = ("Question", "Réseau", *found.by_epci)
    return Table(
        caption="Questions et intercommunalités : bibliothèques au repère, sur réponses",
        columns=tuple(Column(name, "left" if rank == 0 else "center") for rank, name in enumerate(names)),
        rows=tuple(
            (row.item.title, _counted(row.whole).text, *(_counted(cell).text for cell in row.cells))
            for row in rows
        ),
    )
