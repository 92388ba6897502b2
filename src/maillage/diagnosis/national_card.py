"""Where a library stands in the country at equal size, figure by figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from maillage.base.ui.components import Cell, Head, Listing
from maillage.base.values.french import number, percent
from maillage.diagnosis.domain.beside import Country
from maillage.diagnosis.national_listings import half_of, shown, source_of
from maillage.diagnosis.national_readings import CLASSES, spreads_for
from maillage.statistics.strata import Stratum, stratum_of
from maillage.territory.domain.directory import Line
from maillage.territory.domain.national import FLAGS
from maillage.territory.domain.variables import BY_CODE
from maillage.territory.domain.vintages import vintage_rank, year_label
from maillage.territory.models import NationalReference


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A figure of the library among the country's answers of its class. `rank` None: its answer is unknown."""

    country: Country
    value: float | None
    rank: float | None


def stratum_of_line(line: Line) -> Stratum | None:
    """The class by the population that the newest national file gives, as the other side is classed."""
    seen = line.record.appearances if line.record else ()
    published = next((one.row.population for one in seen if one.row.population is not None), None)
    return stratum_of(published if published is not None else line.population, CLASSES)


def placed(line: Line, **wanted: Any) -> list[Placed]:
    """Every figure that the country answered, in its newest vintage; empty when the library's class is unknown."""
    stratum = stratum_of_line(line)
    if stratum is None:
        return []
    newest: dict[str, Country] = {}
    for spread in spreads_for(stratum=stratum.slug, **wanted):
        held = newest.get(spread.variable)
        if spread.variable not in FLAGS and (
            held is None or vintage_rank(spread.vintage) > vintage_rank(held.vintage)
        ):
            newest[spread.variable] = spread
    return [_placed(line, newest[code]) for code in BY_CODE if code in newest]


def _placed(line: Line, country: Country) -> Placed:
    value = line.number(country.variable)
    rank = None if value is None else country.answers.rank(value)
    return Placed(country=country, value=None if value is None else float(value), rank=rank)


def places_listing(reference: NationalReference, found: Sequence[Placed], where: str) -> Listing:
    return Listing(
        caption=f"Parmi les bibliothèques du pays, {where}",
        anchor="place",
        heads=(
            Head("Donnée"),
            Head("Cette bibliothèque", "right"),
            Head("Pays : médiane", "right"),
            Head("La moitié du pays entre", "right"),
            Head("Sa place"),
            Head("Réponses du pays", "right"),
            Head("Année", "right"),
        ),
        rows=[_place_row(item) for item in found],
        source=f"{source_of(reference)} La place est la part des réponses plus basses ; les réponses égales comptent "
        "pour moitié. Ce n'est ni une note ni un classement.",
        empty="La population de la commune est inconnue : la bibliothèque ne peut pas être située.",
    )


def _place_row(item: Placed) -> tuple[Cell, ...]:
    country = item.country
    middle = country.quartiles.median if country.quartiles else None
    return (
        Cell(BY_CODE[country.variable].label),
        Cell(shown(item.value, country.variable)),
        Cell(shown(middle, country.variable)),
        Cell(half_of(country.quartiles, False)),
        Cell("–" if item.rank is None else f"au-dessus de {percent(item.rank)} des réponses"),
        Cell(f"{number(country.known)} sur {number(country.total)}"),
        Cell(year_label(country.vintage)),
    )


def drawn(found: Sequence[Placed]) -> Iterator[tuple[str, str, float]]:
    for item in found:
        if item.rank is not None:
            yield (
                BY_CODE[item.country.variable].label,
                shown(item.value, item.country.variable),
                item.rank,
            )
