"""Tables of the national page: the network beside the country, figure by figure and class by class."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any

from maillage.base.ui.components import Badge, Cell, Head, Listing, Tone
from maillage.base.ui.pages import to
from maillage.base.values.french import UNKNOWN, count, number, percent
from maillage.diagnosis.domain.beside import ALL, Beside, Country, Own, sized_rank
from maillage.diagnosis.national_readings import besides, sides_of
from maillage.statistics.quantiles import Quartiles
from maillage.territory.domain.variables import BY_CODE
from maillage.territory.domain.vintages import year_label
from maillage.territory.listings import measured
from maillage.territory.models import NationalReference
from maillage.territory.pictures import sized

FIGURE = "donnee"


def shown(value: float | None, variable: str) -> str:
    """`23,5 h`, `inconnu`."""
    return measured(None if value is None else Decimal(str(round(value, 1))), BY_CODE[variable])


def source_of(reference: NationalReference) -> str:
    names = ", ".join(item["name"] for item in reference.sources)
    kind = "Données fictives de démonstration" if reference.fictitious else "Enquête nationale"
    return f"{kind} ({names}) ; calculs Maillage."


def answers_of(known: int, total: int) -> str:
    """`95 réponses sur 144, 49 manquantes`: never one without the others."""
    missing = total - known
    lacking = f", {count(missing, 'manquante')}" if missing else ""
    return f"{count(known, 'réponse')} sur {number(total)}{lacking}" if total else ""


def middle_of(found: Quartiles | None, share: float | None, variable: str, flag: bool) -> str:
    if flag:
        return f"{percent(share)} de oui" if share is not None else UNKNOWN
    return shown(found.median if found else None, variable)


def half_of(found: Quartiles | None, flag: bool) -> str:
    if found is None or flag:
        return "–"
    return f"{_bare(found.q1)} et {_bare(found.q3)}"


def own_cell(own: Own, variable: str, flag: bool, *, few: bool = False) -> Cell:
    """The network's middle, its answers beneath; "–" for a vintage it did not import, or a class it has no place in."""
    if not own.total:
        return Cell("–")
    doubt = Badge("peu de réponses", Tone.WARNING) if own.known and few else None
    middle = middle_of(own.quartiles, own.share, variable, flag)
    return Cell(middle, note=answers_of(own.known, own.total), badge=doubt, sort=own.known / own.total)


def country_cell(country: Country) -> Cell:
    """The country's middle, and beneath its middle half and its answers."""
    flag = country.is_flag
    half = "" if flag or country.quartiles is None else f"la moitié entre {half_of(country.quartiles, flag)}"
    note = " ; ".join(filter(None, (half, answers_of(country.known, country.total))))
    return Cell(middle_of(country.quartiles, country.share, country.variable, flag), note=note)


def _bare(value: float) -> str:
    return number(value, 0 if round(value, 1) == int(value) else 1)


def centile(rank: float | None) -> str:
    """`62 %`: the share of the country's answers that are lower."""
    return UNKNOWN if rank is None else percent(rank)


def overview_listing(request: Any, reference: NationalReference, spreads: Sequence[Country]) -> Listing:
    """One row a figure, in the newest vintage that publishes it; `spreads` come sorted by figure and vintage."""
    rows = []
    for variable, group in groupby(spreads, key=lambda spread: spread.variable):
        members = list(group)
        newest = [spread for spread in members if spread.vintage == members[0].vintage]
        rows.append(_overview_row(request, variable, newest))
    order = list(BY_CODE)
    rows.sort(key=lambda row: order.index(row[0]))
    return Listing(
        caption="Chaque chiffre, à côté du pays",
        anchor="tous-les-chiffres",
        heads=(
            Head("Donnée", key="nom"),
            Head("Année", "right"),
            Head("Réseau : médiane", "right", key="reponses"),
            Head("Pays : médiane", "right"),
            Head("À taille égale", "right", key="rang"),
        ),
        rows=[row[1] for row in rows],
        source=f"{source_of(reference)} À taille égale : chaque bibliothèque est située dans sa classe de population, "
        "puis on prend la médiane ; 50 % est le milieu du pays.",
    )


def _overview_row(request: Any, variable: str, newest: Sequence[Country]) -> tuple[str, tuple[Cell, ...]]:
    country = next(spread for spread in newest if spread.stratum == ALL)
    beside = besides(request.project, [country])[0]
    rank, n = (None, 0) if country.is_flag else sized_rank(sides_of(request.project), newest)
    url = f"{to(request, 'diagnosis:national')}?{FIGURE}={variable}#par-classe"
    cells = (
        Cell(BY_CODE[variable].label, url=url),
        Cell(year_label(country.vintage)),
        own_cell(beside.own, variable, country.is_flag),
        country_cell(country),
        Cell("–" if country.is_flag else centile(rank), sort=rank, note="" if not n else f"sur {number(n)}"),
    )
    return variable, cells


def classes_listing(
    reference: NationalReference, variable: str, rows: Sequence[Beside], *, older: bool = False
) -> Listing:
    """One figure in every class: in its newest vintage, or (`older`) in those before it."""
    flag = bool(rows) and rows[0].country.is_flag
    middle = "part de oui" if flag else "médiane"
    return Listing(
        caption=f"{BY_CODE[variable].label}, selon la population de la commune"
        + (" : millésimes précédents" if older else ""),
        anchor="par-classe-avant" if older else "par-classe",
        heads=(
            Head("Communes"),
            Head("Année", "right"),
            Head(f"Réseau : {middle}", "right"),
            Head(f"Pays : {middle}", "right"),
            *(() if flag else (Head("Place de la médiane du réseau", "right"),)),
        ),
        rows=[_class_row(variable, row, flag) for row in rows],
        totals=[rank for rank, row in enumerate(rows) if row.stratum is None],
        source=f"{source_of(reference)} Les deux côtés sont classés selon la population que donne le fichier national.",
        empty="Aucun fichier national ne publie cette donnée.",
    )


def class_name(row: Beside) -> str:
    if row.stratum is None:
        return "Toutes tailles"
    name = sized(row.stratum.label, "habitants")
    return name[:1].upper() + name[1:]


def _class_row(variable: str, row: Beside, flag: bool) -> tuple[Cell, ...]:
    cells = [
        Cell(class_name(row)),
        Cell(year_label(row.country.vintage)),
        own_cell(row.own, variable, flag, few=row.few),
        country_cell(row.country),
        *(() if flag else (Cell(_place(row)),)),
    ]
    return tuple(cells)


def _place(row: Beside) -> str:
    if row.stratum is None:
        return "–"  # sizes mixed: a place would compare towns with villages
    return "–" if row.rank is None else f"au-dessus de {percent(row.rank)}"


def figure_choices(spreads: Iterable[Country]) -> list[tuple[str, str]]:
    """The figures that some national file publishes: (code, label), in their usual order."""
    found = {spread.variable for spread in spreads}
    return [(code, variable.label) for code, variable in BY_CODE.items() if code in found]
