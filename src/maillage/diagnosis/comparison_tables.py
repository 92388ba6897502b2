"""Tables and funnel of the comparison page: raw and shrunk values, who answered, and what groups explain."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from maillage.base.charts import FunnelCurve, FunnelPoint, funnel_plot, funnel_sizes
from maillage.base.ui.components import Badge, Cell, Head, Listing, Tone
from maillage.base.ui.pages import to
from maillage.base.values.french import NBSP, UNKNOWN, count, listed, number, percent
from maillage.base.values.tree import Picture
from maillage.diagnosis.comparing import PERSONS, Grouping, is_yes_or_no
from maillage.diagnosis.domain.comparing import Compared, Comparison
from maillage.diagnosis.domain.nonresponse import FAIR_ANSWER, Silence
from maillage.diagnosis.domain.spreads import Site, grouped
from maillage.diagnosis.tables import answers_cell
from maillage.statistics.funnel import Place
from maillage.statistics.funnel_limits import Basis
from maillage.statistics.intervals import Z_95, Z_998
from maillage.statistics.quantiles import quantile
from maillage.statistics.suppression import Why
from maillage.territory.domain.variables import Variable
from maillage.territory.listings import measured

COMPARED = "comparaison"
HEADS = {Grouping.EPCI: "Intercommunalité", Grouping.SIZE: "Communes", Grouping.COMMUNE: "Commune"}
PLACES = {
    Place.INSIDE: Badge("dans les limites"),
    Place.ABOVE: Badge("au-dessus (alerte)", Tone.INFO),
    Place.FAR_ABOVE: Badge("très au-dessus", Tone.INFO),
    Place.BELOW: Badge("en dessous (alerte)", Tone.WARNING),
    Place.FAR_BELOW: Badge("très en dessous", Tone.WARNING),
}


def writer(found: Comparison) -> Callable[[float], str]:
    """How a value of the funnel is written: a percentage with one decimal when small, or so many for each inhabitant."""
    if found.funnel.basis is Basis.SHARE:
        small = found.funnel.target < 0.2
        return lambda value: percent(value, 1 if small and value else 0)
    return lambda value: number(value, 1 if found.funnel.target < 10 else 0)


def funnel_picture(found: Comparison, variable: Variable, grouping: Grouping, source: str) -> Picture | None:
    """The funnel of the units that may be shown, None without any; those outside the limits are named."""
    shown = [unit for unit in found.units if unit.hidden is Why.SHOWN]
    if not shown:
        return None
    write = writer(found)
    sizes = funnel_sizes([unit.size for unit in shown])
    outside = [unit.name for unit in found.outside]
    target = f"{write(found.funnel.target)} pour tout le réseau"
    told = f"Hors des limites : {listed(outside)}." if outside else "Aucun point hors des limites."
    return Picture(
        caption=f"{variable.label} selon {grouping.label} : entonnoir",
        spec=funnel_plot(
            points=[
                FunnelPoint(name=u.name, size=u.size, value=u.raw, outside=u.place.is_outside) for u in shown
            ],
            curves=[
                _curve(found, sizes, Z_95, "limites à 95 %"),
                _curve(found, sizes, Z_998, "limites à 99,8 %"),
            ],
            target=found.funnel.target,
            target_label=target,
            size_label="Habitants" if grouping is Grouping.COMMUNE or _by_head(found) else "Réponses connues",
            value_label=value_label(variable),
            write=_graduation if found.funnel.basis is Basis.SHARE else write,
        ),
        alt=f"Graphique en entonnoir de {count(len(shown), 'point')} : chaque point selon sa taille, autour de "
        f"{target}. {told}",
        source=source,
    )


def value_label(variable: Variable) -> str:
    """What the upright axis measures."""
    if is_yes_or_no(variable):
        return f"{variable.label} : part des réponses « oui »"
    if variable.code in PERSONS:
        return f"{variable.label} : part des habitants"
    return f"{variable.label} par habitant"


def _graduation(value: float) -> str:
    return percent(value, 0 if round(value * 100, 6).is_integer() else 1)


def _by_head(found: Comparison) -> bool:
    return any(unit.size != unit.known for unit in found.units)


def _curve(found: Comparison, sizes: Sequence[float], z: float, label: str) -> FunnelCurve:
    # An exact limit moves by steps of one answer: it is drawn at whole sizes.
    whole = sorted({max(1, math.ceil(size)) for size in sizes})
    limits = ((size, found.funnel.limits(size, z=z)) for size in whole)
    return FunnelCurve(
        label=label, far=z == Z_998, limits=tuple((size, own.low, own.high) for size, own in limits)
    )


def compared_listing(found: Comparison, variable: Variable, grouping: Grouping, source: str) -> Listing:
    """By name, never a ranking: the raw value, the shrunk one, and what chance allows."""
    write, by_head = writer(found), _by_head(found)
    # A commune is there because all its libraries answered: the column would say 100 % everywhere.
    alone = grouping is Grouping.COMMUNE
    heads = [
        Head(HEADS[grouping], key="nom"),
        *([] if alone else [Head("Réponses", "right", key="reponses")]),
        *([Head("Habitants", "right", key="habitants")] if by_head else []),
        Head("Valeur brute", "right", key="brute"),
        Head("Valeur resserrée", "right", key="resserree"),
        Head(f"Intervalle à 95{NBSP}%", "right"),
        Head("Par rapport aux limites", key="place"),
    ]
    return Listing(
        caption=f"{variable.label} selon {grouping.label}",
        anchor=COMPARED,
        heads=heads,
        rows=[_row(unit, write, by_head, alone) for unit in found.units],
        source=source,
    )


def _row(unit: Compared, write: Callable[[float], str], by_head: bool, alone: bool) -> tuple[Cell, ...]:
    if unit.hidden is not Why.SHOWN:
        blank = [Cell("masqué")] * (4 if by_head else 3)
        return (Cell(unit.name), Cell("masqué", note=unit.hidden.label), *blank, Cell("–"))
    return (
        Cell(unit.name),
        *([] if alone else [answers_cell(unit.known, unit.sites)]),
        *([Cell(number(unit.size), sort=unit.size)] if by_head else []),
        Cell(write(unit.raw), sort=unit.raw),
        Cell(write(unit.shrunk), sort=unit.shrunk),
        Cell(f"{write(unit.interval.low)} à {write(unit.interval.high)}"),
        Cell("", badge=PLACES[unit.place], sort=unit.place.value),
    )


def amounts_listing(
    sites: Sequence[Site], variable: Variable, grouping: Grouping, source: str, least: int
) -> Listing:
    """A quantity by group: median and middle half, never without its answers; fewer than `least` are hidden."""
    rows = []
    for name, inside in grouped(sites).items():
        known = [site.value for site in inside if site.value is not None]
        cells = [answers_cell(len(known), len(inside))]
        if len(known) < least or not known:
            reason = "moins de cinq réponses" if known else "aucune réponse"
            rows.append((Cell(name), *cells, Cell("masqué" if known else UNKNOWN, note=reason), Cell("–")))
            continue
        low, middle, high = (quantile(known, q) for q in (0.25, 0.5, 0.75))
        half = f"{_plain(low)} et {_plain(high)}"
        rows.append((Cell(name), *cells, Cell(written(middle, variable), sort=middle), Cell(half)))
    return Listing(
        caption=f"{variable.label} selon {grouping.label}",
        anchor=COMPARED,
        heads=(
            Head(HEADS[grouping], key="nom"),
            Head("Réponses", "right", key="reponses"),
            Head("Médiane", "right", key="mediane"),
            Head("La moitié entre", "right"),
        ),
        rows=rows,
        source=source,
    )


def _plain(value: float) -> str:
    rounded = round(value, 1)
    return number(rounded, 0 if rounded == int(rounded) else 1)


def written(value: float, variable: Variable, *, share: bool = False) -> str:
    """A value of a figure: with its unit, or as a percentage."""
    return percent(value) if share else measured(Decimal(str(round(value, 1))), variable)


def silence_listing(found: Silence) -> Listing:
    """Who answered, by class of population."""
    return Listing(
        caption="Qui a répondu, selon la population de la commune",
        anchor="reponses",
        heads=(
            Head("Communes"),
            Head("Bibliothèques ouvertes", "right"),
            Head("Réponses", "right"),
            Head("Part", "right"),
        ),
        rows=[
            (
                Cell(name),
                Cell(number(own.total)),
                Cell(number(own.known)),
                Cell(
                    percent(own.share),
                    badge=Badge("trop peu pour conclure", Tone.WARNING)
                    if own.share is not None and own.share < FAIR_ANSWER
                    else None,
                ),
            )
            for name, own in found.classes
        ],
        source=f"Ensemble : {number(found.whole.known)} réponses sur {number(found.whole.total)} "
        f"({percent(found.whole.share)}).",
    )


def left_out_listing(request: Any, found: Comparison) -> Listing | None:
    """The units that are not on the funnel, each with the reason."""
    if not found.left_out:
        return None
    return Listing(
        caption="Laissés hors du graphique",
        anchor="hors",
        heads=(Head("Nom"), Head("Pourquoi")),
        rows=[(Cell(name), Cell(reason.label)) for name, reason in found.left_out],
        source=f"Le registre dit ce que l'on sait de chacun : {to(request, 'territory:register')}",
    )
