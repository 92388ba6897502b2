"""Our own project beside others: its amount, duration, libraries and inhabitants, from the rooms that know them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from maillage.base.charts import BarRow, bars
from maillage.base.plugs import Project
from maillage.base.values.french import euros, folded
from maillage.base.values.tree import Column, Picture, Table
from maillage.diagnosis.domain.comparables import Ratios, ratios
from maillage.diagnosis.readings import named_figures

# Asked by their names, as any text may cite them: money is the business of a later room.
_NAMES = (
    "funding.total_ht",
    "programme.start",
    "programme.end",
    "territory.population",
    "territory.open_libraries",
)
DAYS_A_YEAR = Decimal("365.25")


@dataclass(frozen=True, kw_only=True)
class Side:
    """One project of the comparison. `ours` sets it apart; `amount` in euros."""

    label: str
    amount: Decimal | None
    years: Decimal | None
    population: int | None
    libraries: int | None
    ours: bool = False

    @staticmethod
    def nothing() -> Ratios:
        """The ratios of a project of which nothing can be made."""
        return ratios(None)

    @property
    def ratios(self) -> Ratios:
        return ratios(self.amount, population=self.population, libraries=self.libraries, years=self.years)


def _ours(project: Project) -> Side:
    found = {name: figure.value for name, figure in named_figures(project, _NAMES).items()}
    start, end = found.get("programme.start"), found.get("programme.end")
    years = None
    if isinstance(start, date) and isinstance(end, date):
        years = ((end - start).days / DAYS_A_YEAR).quantize(Decimal("0.1"))
    amount: Any = found.get("funding.total_ht")
    population: Any = found.get("territory.population")
    libraries: Any = found.get("territory.open_libraries")
    # A plan in which nothing is written yet costs "0 €": nobody knows what it will cost.
    return Side(
        label="Notre projet",
        amount=amount or None,
        years=years,
        population=population,
        libraries=libraries,
        ours=True,
    )


def our_side(project: Project) -> Side:
    """Our own project; what no room knows yet stays unknown."""
    return project.once(_ours)


def side_of(thing: Any) -> Side:
    """A comparable project or a packaged case as a side of the comparison."""
    amount = getattr(thing, "amount_ht", None) if hasattr(thing, "amount_ht") else thing.amount
    return Side(
        label=thing.territory,
        amount=amount,
        years=thing.years,
        population=thing.population,
        libraries=thing.libraries,
    )


def per_inhabitant(sides: Iterable[Side]) -> Picture | None:
    """What projects come to by inhabitant, ours first, then by name: this is no ranking. None when fewer than two are known."""
    ranked = sorted(sides, key=lambda side: (not side.ours, folded(side.label)))
    known = [(side, value) for side in ranked if (value := side.ratios.per_inhabitant) is not None]
    if len(known) < 2:
        return None
    rows = [
        BarRow(label=side.label, value=float(value), text=euros(value, 2), highlight=side.ours)
        for side, value in known
    ]
    table = tuple((side.label, euros(side.amount), euros(value, 2)) for side, value in known)
    return Picture(
        caption="Montant par habitant, sur toute la durée du projet",
        spec=bars(rows=rows),
        alt="Montant par habitant : "
        + " ; ".join(f"{side.label} {euros(value, 2)}" for side, value in known)
        + ".",
        source="montants publiés, dont la base de taxe n'est pas toujours dite ; populations municipales 2023",
        data=Table(
            caption="Montants par habitant",
            columns=(
                Column("Projet", width=2),
                Column("Montant", align="right"),
                Column("Par habitant", align="right"),
            ),
            rows=table,
        ),
    )
