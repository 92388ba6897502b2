"""Tables and picture of one figure over the network: quartiles by group, sites and inhabitants, what lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from maillage.base.charts import distribution
from maillage.base.ui.components import Cell, Head, Listing
from maillage.base.values.french import UNKNOWN, count, number, percent
from maillage.base.values.tree import Column, Picture, Table
from maillage.diagnosis.domain.spreads import Reach, Site, Spread, grouped, reach, spread
from maillage.diagnosis.sites import By
from maillage.diagnosis.tables import answers_cell
from maillage.territory.domain.variables import ValueKind, Variable
from maillage.territory.listings import measured

WHOLE = "Tout le réseau"
# Fewer answers than this, and a quartile is one library's answer.
FEW = 5


def decimal(value: float) -> Decimal:
    return Decimal(str(round(value, 1)))


def spreads_listing(sites: Sequence[Site], variable: Variable, by: By, source: str) -> Listing:
    """One row a group: answers, quartiles and mean; the whole network last."""
    found = [spread(group, inside) for group, inside in grouped(sites).items()]
    return Listing(
        caption=f"{variable.label} selon {by.label}",
        anchor="repartition",
        sort_param="tri_repartition",
        heads=(
            Head("Groupe", key="groupe"),
            Head("Réponses", "right", key="reponses"),
            Head("Un quart en dessous de", "right"),
            Head("Médiane", "right", key="mediane"),
            Head("Un quart au-dessus de", "right"),
            Head("Moyenne", "right"),
        ),
        rows=[_spread_row(item, variable) for item in (*found, spread(WHOLE, sites))],
        totals=(len(found),),
        source=f"{source} Moins de {FEW} réponses dans un groupe : lisez les valeurs une à une.",
    )


def _spread_row(item: Spread, variable: Variable) -> tuple[Cell, ...]:
    quarters = item.quartiles
    shown = (quarters.q1, quarters.median, quarters.q3) if quarters else (None, None, None)
    few = 0 < item.coverage.known < FEW
    cells = [
        Cell(
            UNKNOWN if value is None else measured(decimal(value), variable),
            sort=value,
            note="peu de réponses" if few and rank == 1 else "",
        )
        for rank, value in enumerate(shown)
    ]
    missing = item.coverage.missing
    average = UNKNOWN if item.mean is None else measured(decimal(item.mean), variable)
    return (
        Cell(item.group),
        answers_cell(item.coverage.known, item.coverage.total),
        *cells,
        Cell(average, note=f"sans {count(missing, 'inconnue')}" if missing and item.mean is not None else ""),
    )


def reach_listing(sites: Sequence[Site], variable: Variable, mark: float, source: str) -> Listing:
    """Share of sites and share of inhabitants side by side, bounds whatever the silent ones say, what lacks."""
    found = [reach(group, inside, mark) for group, inside in grouped(sites).items()]
    heads = [
        Head("Groupe", key="groupe"),
        Head("Lieux qui l'atteignent", "right", key="lieux"),
        Head("Quoi que disent les silencieux", "right"),
        Head("Habitants servis", "right", key="habitants"),
    ]
    if variable.kind is ValueKind.NUMBER:
        heads.append(Head("Ce qui manque en tout", "right", key="manque"))
    return Listing(
        caption="Part des lieux et part des habitants",
        anchor="atteinte",
        sort_param="tri_atteinte",
        heads=heads,
        rows=[tuple(_reach_row(item, variable)) for item in (*found, reach(WHOLE, sites, mark))],
        totals=(len(found),),
        source=f"{source} Habitants des communes qui ont une bibliothèque ; ceux d'une commune qui en a deux "
        "sont comptés une fois.",
    )


def _reach_row(item: Reach, variable: Variable) -> Iterator[Cell]:
    yield Cell(item.group)
    yield Cell(
        percent(item.share) if item.share is not None else UNKNOWN,
        sort=item.share,
        note=f"{number(item.reached)} sur {number(item.coverage.known)} réponses",
    )
    bounds = item.bounds
    yield Cell(f"de {percent(bounds.low)} à {percent(bounds.high)}" if bounds else UNKNOWN)
    yield Cell(
        percent(item.people_share) if item.people_share is not None else UNKNOWN,
        sort=item.people_share,
        note=f"{number(item.people_reached)} sur {number(item.people_known)} ; inconnu pour "
        f"{number(item.people_total - item.people_known)}",
    )
    if variable.kind is ValueKind.NUMBER:
        lacks = item.short and item.coverage.known
        yield Cell(
            measured(decimal(item.shortfall), variable)
            if lacks
            else UNKNOWN
            if not item.coverage.known
            else "rien",
            sort=item.shortfall if item.coverage.known else None,
            note=f"dans {count(item.short, 'lieu', 'lieux')}" if lacks else "",
        )


def spread_picture(
    sites: Sequence[Site], variable: Variable, by: By, source: str, here: str = ""
) -> Picture | None:
    """Every answer as a dot, group by group, the quartiles as a box; `here` is the code of a library set apart."""
    known = [site.value for site in sites if site.value is not None]
    if variable.kind is not ValueKind.NUMBER or not known:
        return None
    chosen = [rank for rank, site in enumerate(sites) if site.code == here]
    whole = spread(WHOLE, sites)
    assert whole.quartiles is not None
    told = f" {sites[chosen[0]].name} est mis en évidence." if chosen else ""
    return Picture(
        caption=f"{variable.label} selon {by.label}",
        spec=distribution(
            values=[site.value for site in sites],
            groups=[site.group for site in sites],
            highlight=chosen,
            highlight_label=sites[chosen[0]].name if chosen else "",
            unit=variable.unit,
            decimals=1 if any(value != int(value) for value in known) else 0,
            maximum=_scale(known),
        ),
        alt=f"Distribution de {count(len(known), 'réponse')} : la moitié entre "
        f"{measured(decimal(whole.quartiles.q1), variable)} et {measured(decimal(whole.quartiles.q3), variable)}, "
        f"médiane {measured(decimal(whole.quartiles.median), variable)}.{told}",
        source=source,
        data=_picture_table(sites, variable),
    )


def _scale(known: Sequence[float]) -> float | None:
    """Where the scale stops: one outlier must not flatten the others (they are drawn as arrows)."""
    ordered = sorted(known)
    most = ordered[int(0.97 * (len(ordered) - 1))]
    return most if most > 0 and ordered[-1] > 2 * most else None


def _picture_table(sites: Sequence[Site], variable: Variable) -> Table:
    return Table(
        caption=f"{variable.label} : chaque réponse connue",
        columns=(Column("Bibliothèque", width=3), Column("Groupe", width=3), Column("Valeur", align="right")),
        rows=tuple(
            (site.name, site.group, measured(decimal(site.value), variable))
            for site in sites
            if site.value is not None
        ),
    )
