"""Tables and picture of one question: levels by group, next steps, libraries to help."""

from __future__ import annotations

from collections.abc import Sequence

from maillage.base.charts import StackRow, stacks
from maillage.base.ui.components import Cell, Head, Listing
from maillage.base.values.french import NARROW, UNKNOWN, number, percent
from maillage.base.values.tree import Column, Picture, Table
from maillage.campaigns.coherence.readings import Coherence
from maillage.campaigns.coherence.tables.core import PageOf, source_of
from maillage.campaigns.coherence.tables.heat import HIDDEN
from maillage.campaigns.domain.coherence.heat import mark_of
from maillage.campaigns.domain.coherence.question import Levels, UsefulStep
from maillage.campaigns.domain.coherence.seen import Seen
from maillage.campaigns.domain.frameworks import Item

# The palette from the lowest level to the highest: grey for the lowest, then apart under any vision.
_RANKS = (99, 3, 1, 2, 0, 4, 5)


def levels_picture(found: Coherence, item: Item, whole: Levels, groups: Sequence[Levels]) -> Picture | None:
    """One stack a class of commune, then the network. None without an answer."""
    if not whole.known:
        return None
    rows = [StackRow(label=own.group, counts=own.counts) for own in groups if own.counts and own.known]
    rows.append(StackRow(label=whole.group, counts=whole.counts or (), strong=True))
    classes = [f"niveau {level}" for level in range(item.top + 1)]
    return Picture(
        caption=f"{item.title} : niveaux par taille de commune",
        spec=stacks(
            rows=rows, classes=classes, ranks=[_RANKS[level % len(_RANKS)] for level in range(item.top + 1)]
        ),
        alt="Nombre de bibliothèques à chaque niveau : "
        + ", ".join(f"niveau {level}, {number(n)}" for level, n in enumerate(whole.counts or ()))
        + ".",
        source=source_of(found),
        data=_table(item, [*groups, whole]),
    )


def _table(item: Item, lines: Sequence[Levels]) -> Table:
    return Table(
        caption=f"{item.title} : bibliothèques à chaque niveau",
        columns=(Column("Groupe", width=3), *(Column(str(level), "right") for level in range(item.top + 1))),
        rows=tuple(
            (own.group, *(map(str, own.counts) if own.counts is not None else [HIDDEN] * (item.top + 1)))
            for own in lines
        ),
        totals=(len(lines) - 1,),
    )


def levels_listing(found: Coherence, item: Item, lines: Sequence[Levels]) -> Listing:
    """EPCI by EPCI: how many answered, how many are at each level."""
    return Listing(
        caption="Par intercommunalité",
        anchor="epci",
        sort_param="tri_epci",
        heads=(
            Head("Intercommunalité", key="epci"),
            Head("Réponses", "right", key="reponses"),
            Head(f"Niveau {mark_of(item)} ou plus", "right", key="repere"),
            *(Head(f"Niveau{NARROW}{level}", "right") for level in range(item.top + 1)),
        ),
        rows=[_line(item, own) for own in lines],
        source=f"{source_of(found)} {HIDDEN} : moins de cinq réponses, ou masqué pour ne pas les révéler.",
    )


def _line(item: Item, own: Levels) -> tuple[Cell, ...]:
    if own.counts is None:
        return (Cell(own.group), *(Cell(HIDDEN) for _ in range(item.top + 3)))
    reached = sum(own.counts[mark_of(item) :])
    share = reached / own.known if own.known else None
    return (
        Cell(own.group),
        Cell(number(own.known), sort=own.known),
        Cell(UNKNOWN if share is None else percent(share), sort=share),
        *(Cell(number(n)) for n in own.counts),
    )


def steps_listing(found: Sequence[UsefulStep]) -> Listing:
    """What to do next, the step that serves the most libraries first."""
    return Listing(
        caption="Les prochains pas qui serviraient le plus",
        anchor="pas",
        heads=(
            Head("Faire"),
            Head("Depuis le niveau", "right"),
            Head("Bibliothèques", "right"),
            Head("Qui"),
            Head("Effort"),
            Head("Aide du Département"),
        ),
        rows=[
            (
                Cell(own.step.do),
                Cell(number(own.step.from_level)),
                Cell(number(own.libraries)),
                Cell(own.step.who),
                Cell(own.step.effort.label),
                Cell(own.step.help),
            )
            for own in found
        ],
        empty="Aucun prochain pas n’est écrit pour les niveaux où sont les bibliothèques.",
    )


def below_listing(item: Item, sites: Sequence[Seen], page_of: PageOf) -> Listing:
    """The libraries to help, by name. For the service only."""
    return Listing(
        caption="Bibliothèques à aider",
        anchor="a-aider",
        sort_param="tri_aider",
        heads=(
            Head("Bibliothèque", key="nom"),
            Head("Intercommunalité", key="epci"),
            Head("Habitants", "right", key="habitants"),
            Head("Niveau", "right", key="niveau"),
        ),
        rows=[
            (
                Cell(site.name, url=page_of(site.code)),
                Cell(site.epci),
                Cell(number(site.population), sort=site.population),
                Cell(number(site.levels.get(item.code)), sort=site.levels.get(item.code)),
            )
            for site in sites
        ],
        empty="Aucune bibliothèque qui a répondu n’est en dessous du repère.",
    )
