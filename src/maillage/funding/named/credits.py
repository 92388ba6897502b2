"""Named figures of what money becomes in time: cash, cost per inhabitant, what comes after, the team's time."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from maillage.base.plugs import NamedFigure, Project
from maillage.base.values.euros import total
from maillage.base.values.french import euros, number
from maillage.funding.credits import after_of, daily_cost, per_inhabitant, per_library, staff_of
from maillage.funding.readings import plan_of


def credit_figures(project: Project) -> Iterator[NamedFigure]:
    plan, after = plan_of(project), after_of(project)
    for name, label, amount in (
        ("funding.cost_per_inhabitant", "Coût HT par habitant", plan.cost_ht()),
        ("funding.own_share_per_inhabitant", "Reste à charge HT par habitant", plan.own_share()),
        ("funding.net_cost_per_inhabitant", "Coût net par habitant", plan.net_cost),
    ):
        value = per_inhabitant(project, amount)
        yield NamedFigure(name=name, label=label, value=value, text=euros(value, 2))
    for year in plan.years:
        value = per_inhabitant(project, plan.own_share(year=year))
        yield NamedFigure(
            name=f"funding.own_share_per_inhabitant.{year}",
            label=f"Reste à charge HT par habitant en {year}",
            value=value,
            text=euros(value, 2),
        )
    yield from _per_library(project, after.cost_ht() / len(after.years))
    advanced = max((-flow.balance for flow in plan.cash_flows), default=Decimal(0))
    times, _ = staff_of(project)
    days = total(time.days for time in times)
    amounts = {
        "funding.cash_trough": ("Avance de trésorerie au plus fort, TTC", max(Decimal(0), advanced)),
        "funding.replaced_after": (
            f"Matériel à remplacer de {after.years[0]} à {after.years[-1]} HT",
            after.cost_ht(replaced=True),
        ),
        "funding.staff_value": ("Temps de l'équipe valorisé, hors plan", days * daily_cost(project)),
    }
    for name, (label, amount) in amounts.items():
        yield NamedFigure(name=name, label=label, value=amount, text=euros(amount))
    yield NamedFigure(name="funding.staff_days", label="Jours de l'équipe", value=days, text=number(days))


def _per_library(project: Project, after: Decimal) -> Iterator[NamedFigure]:
    """By open library of the network; unknown while nobody counted them. `after`: HT, a mean year."""
    for name, label, amount in (
        ("funding.cost_per_library", "Coût HT par bibliothèque ouverte", plan_of(project).cost_ht()),
        ("funding.after_per_library", "Coût HT d'une année d'après, par bibliothèque ouverte", after),
    ):
        value = per_library(project, amount)
        yield NamedFigure(name=name, label=label, value=value, text=euros(value))
