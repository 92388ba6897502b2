"""How sure and how fresh the price of a cost is, in the network's rules."""

from __future__ import annotations

from datetime import date

from maillage.base.plugs import Project
from maillage.base.values.french import plain_date
from maillage.base.values.periods import add_months
from maillage.funding.domain.written import CostLine, PriceSource


def old_before(project: Project) -> date:
    """The day before which a price is old."""
    age = project.rules.value("funding.prices.age", on=project.today)
    return add_months(project.today, -int(age.value))


def is_undated(cost: CostLine) -> bool:
    """A price whose origin is told and whose day is not."""
    return cost.ht is not None and cost.priced_from is not None and cost.priced_on is None


def is_old(cost: CostLine, before: date) -> bool:
    """A signed price is old at no age: it binds."""
    if cost.priced_on is None or cost.priced_from is PriceSource.CONTRACT:
        return False
    return cost.priced_on < before


def told_price(cost: CostLine, today: date) -> str:
    """`devis du 3 novembre 2025, il y a 5 mois`; "" when nothing is known of it."""
    if cost.priced_on is None:
        return f"{cost.priced_from.label}, sans date" if cost.priced_from else ""
    origin = cost.priced_from.label if cost.priced_from else "prix"
    return f"{origin}, {plain_date(cost.priced_on)} ({_age(cost.priced_on, today)})"


def _age(day: date, today: date) -> str:
    months = (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day)
    if months < 1:
        return "moins d'un mois" if day <= today else "à venir"
    return f"{months} mois" if months < 24 else f"{months // 12} ans"
