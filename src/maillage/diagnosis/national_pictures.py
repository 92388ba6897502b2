"""The network's medians on the country's middle half, class by class; a library's places, figure by figure."""

from __future__ import annotations

from collections.abc import Sequence

from maillage.base.charts import RangeRow, ranges
from maillage.base.values.french import UNKNOWN, number, percent
from maillage.base.values.tree import Column, Picture, Table
from maillage.diagnosis.domain.beside import Beside
from maillage.diagnosis.national_listings import class_name, half_of, shown, source_of
from maillage.territory.domain.variables import BY_CODE
from maillage.territory.domain.vintages import vintage_label
from maillage.territory.models import NationalReference
from maillage.territory.pictures import sized


def beside_picture(reference: NationalReference, variable: str, rows: Sequence[Beside]) -> Picture | None:
    """One vintage of a figure, by class; None for a yes-or-no question or without any answer of ours."""
    drawn = [row for row in rows if row.stratum is not None and row.country.quartiles is not None]
    if not any(row.own.known for row in drawn) or drawn[0].country.is_flag:
        return None
    label, vintage = BY_CODE[variable].label, vintage_label(drawn[0].country.vintage)
    told = [
        f"{class_name(row)} : {shown(_own(row), variable)}, pays {shown(_country(row), variable)}"
        for row in drawn
    ]
    return Picture(
        caption=f"{label} : la médiane du réseau sur la moitié centrale du pays ({vintage})",
        spec=ranges(rows=[_range(row, variable) for row in drawn], unit=BY_CODE[variable].unit),
        alt=f"{label}, médianes par classe de population. {' ; '.join(told)}.",
        source=source_of(reference),
        data=_table(variable, drawn),
    )


def _own(row: Beside) -> float | None:
    return row.own.quartiles.median if row.own.quartiles else None


def _country(row: Beside) -> float | None:
    return row.country.quartiles.median if row.country.quartiles else None


def _range(row: Beside, variable: str) -> RangeRow:
    spread = row.country.quartiles
    assert row.stratum is not None
    assert spread is not None
    return RangeRow(
        label=sized(row.stratum.label, "hab."),
        detail=f"{row.own.known} réponses sur {row.own.total}",
        low=spread.q1,
        middle=spread.median,
        high=spread.q3,
        here=_own(row),
        text=shown(_own(row), variable) if row.own.known else UNKNOWN,
    )


def _table(variable: str, rows: Sequence[Beside]) -> Table:
    return Table(
        caption=f"{BY_CODE[variable].label} : réseau et pays, par classe de population",
        columns=(
            Column("Communes", width=2),
            Column("Réseau", align="right"),
            Column("Réponses", align="right"),
            Column("Pays", align="right"),
            Column("La moitié du pays entre", align="right"),
            Column("Réponses du pays", align="right"),
        ),
        rows=tuple(
            (
                class_name(row),
                shown(_own(row), variable),
                f"{number(row.own.known)} sur {number(row.own.total)}",
                shown(_country(row), variable),
                half_of(row.country.quartiles, False),
                f"{number(row.country.known)} sur {number(row.country.total)}",
            )
            for row in rows
        ),
    )


def places_picture(
    reference: NationalReference, name: str, where: str, places: Sequence[tuple[str, str, float]]
) -> Picture | None:
    """A library's percentile ranks: (figure, its value as written, rank from 0 to 1), each on the same scale."""
    if not places:
        return None
    return Picture(
        caption=f"{name} : sa place parmi les bibliothèques du pays, {where}",
        spec=ranges(
            rows=[
                RangeRow(
                    label=label, detail=value, low=25, middle=50, high=75, here=100 * rank, text=percent(rank)
                )
                for label, value, rank in places
            ],
            unit="%",
            maximum=100,
            others="la moitié centrale de sa classe",
            here="vous êtes ici",
        ),
        alt="Part des bibliothèques de sa classe au-dessous d'elle. "
        + " ; ".join(f"{label} ({value}) : {percent(rank)}" for label, value, rank in places)
        + ".",
        source=source_of(reference),
        data=Table(
            caption="Part des bibliothèques du pays au-dessous, chiffre par chiffre",
            columns=(
                Column("Donnée", width=2),
                Column("Valeur", align="right"),
                Column("Au-dessous", align="right"),
            ),
            rows=tuple((label, value, percent(rank)) for label, value, rank in places),
        ),
    )
