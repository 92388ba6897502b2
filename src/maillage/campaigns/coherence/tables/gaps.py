"""Tables of gaps: the spread of scores, of hours and room, and what EPCI and size explain."""

from __future__ import annotations

from maillage.base.ui.components import Cell, Head, Listing
from maillage.base.values.french import UNKNOWN, number, percent
from maillage.campaigns.coherence.readings import Coherence
from maillage.campaigns.coherence.tables.core import source_of
from maillage.campaigns.domain.coherence.gaps import AmountSpread, ScoreSpread, Split
from maillage.statistics.dispersion import TheilSplit
from maillage.territory.readings import data_source


def scores_listing(found: Coherence) -> Listing:
    """Scores of 0 to 100: quartiles and standard deviation, never a ratio."""
    rows = [_score(own) for own in found.domains]
    totals = (len(rows),) if found.overall else ()
    if found.overall:
        rows.append(_score(found.overall))
    return Listing(
        caption="Scores des domaines, sur 100",
        anchor="scores",
        sort_param="tri_scores",
        heads=(
            Head("Domaine", key="domaine"),
            Head("Réponses", "right"),
            Head("Un quart en dessous de", "right"),
            Head("Médiane", "right", key="mediane"),
            Head("Un quart au-dessus de", "right"),
            Head("Écart interquartile", "right", key="ecart"),
            Head("Écart type", "right"),
        ),
        rows=rows,
        totals=totals,
        source=source_of(found),
    )


def _score(own: ScoreSpread) -> tuple[Cell, ...]:
    quarters = own.quartiles
    return (
        Cell(own.title),
        Cell(number(own.n), sort=own.n),
        Cell(number(quarters.q1)),
        Cell(number(quarters.median), sort=quarters.median),
        Cell(number(quarters.q3)),
        Cell(number(own.middle_half), sort=own.middle_half),
        Cell(number(own.deviation)),
    )


def splits_listing(found: Coherence) -> Listing | None:
    """What EPCI and size explain of the gaps of score; None without two scores."""
    if found.where is None:
        return None
    return Listing(
        caption="Les écarts de score : entre groupes, ou à l’intérieur ?",
        anchor="ou-agir",
        heads=(
            Head("Groupes"),
            Head("Entre groupes", "right"),
            Head("Dont hasard attendu", "right"),
            Head("Hasard déduit", "right"),
            Head("Ressemblance dans un groupe (ICC)", "right"),
        ),
        rows=[_split("EPCI", found.where.by_epci), _split("Taille de commune", found.where.by_size)],
        source=source_of(found),
    )


def _split(label: str, own: Split) -> tuple[Cell, ...]:
    return (
        Cell(label, note=f"{number(own.squares.n)} scores, {number(own.squares.groups)} groupes"),
        Cell(percent(own.squares.share_between)),
        Cell(percent(own.squares.share_by_chance)),
        Cell(percent(own.beyond_chance)),
        Cell(number(own.icc, 2)),
    )


def amounts_listing(found: Coherence) -> Listing | None:
    """Hours and room of the register: they have a true zero, so ratios mean something. None when unknown."""
    if not found.amounts:
        return None
    return Listing(
        caption="Heures et surface : inégalités entre bibliothèques",
        anchor="inegalites",
        heads=(
            Head("Grandeur"),
            Head("Réponses", "right"),
            Head("Coefficient interquartile", "right"),
            Head("Gini", "right"),
            Head("Theil", "right"),
            Head("Part entre EPCI", "right"),
            Head("Part entre tailles", "right"),
        ),
        rows=[_amount(own) for own in found.amounts],
        source=data_source(found.project),
    )


def _amount(own: AmountSpread) -> tuple[Cell, ...]:
    return (
        Cell(own.title),
        Cell(number(own.n)),
        Cell(number(own.quartile_ratio, 2)),
        Cell(number(own.gini, 2)),
        Cell(number(own.by_epci.total, 2)),
        Cell(_between(own.by_epci)),
        Cell(_between(own.by_size)),
    )


def _between(split: TheilSplit) -> str:
    return UNKNOWN if split.share_between is None else percent(split.share_between)
