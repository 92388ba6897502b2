"""What bounds the calendar: the team's capacity and the yearly ceilings, as written in a programme file."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from maillage.base.values.fields import children, integer, money, number, yearly


@dataclass(frozen=True, kw_only=True)
class BudgetCeiling:
    """The most that may be spent in a year, HT. A section left out is not bounded."""

    year: int = integer("Année", minimum=2000, maximum=2100)
    investment_ht: Decimal | None = money("Plafond d'investissement HT", None)
    running_ht: Decimal | None = money("Plafond de fonctionnement HT", None)


@dataclass(frozen=True, kw_only=True)
class PhasingSection:
    """`person_days_per_week`: what the team can give to the project. Left out, capacity is not bounded."""

    person_days_per_week: Decimal | None = number("Capacité de l'équipe (jours par semaine)", None, minimum=0)
    capacity_by_year: tuple[tuple[int, Decimal], ...] = yearly(
        "Capacité propre à une année (jours par semaine)"
    )
    ceilings: tuple[BudgetCeiling, ...] = children("Plafonds annuels", BudgetCeiling, unique="year")
