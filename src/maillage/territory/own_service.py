"""The département's own service: what the team typed of its posts, its budget and its offers."""

from __future__ import annotations

from decimal import Decimal

from maillage.base.plugs import Project
from maillage.base.values.known import KnownTotal
from maillage.territory.domain.service import BudgetNature, ServiceBudgetLine, ServiceOffer, ServicePost
from maillage.territory.domain.staffing import staff
from maillage.territory.domain.year_budgets import YearBudget, budgets_by_year
from maillage.territory.readings import territory_of


def posts_of(project: Project) -> tuple[ServicePost, ...]:
    return territory_of(project).posts


def offers_of(project: Project) -> tuple[ServiceOffer, ...]:
    return territory_of(project).offers


def budgets_of(project: Project) -> tuple[YearBudget, ...]:
    return budgets_by_year(territory_of(project).budgets)


def budget_lines(project: Project) -> tuple[ServiceBudgetLine, ...]:
    return territory_of(project).budgets


def staff_of(project: Project) -> KnownTotal:
    return staff(posts_of(project))


def digital_resources(project: Project) -> tuple[str, Decimal] | None:
    """What was last spent on digital resources (else voted): ("2026, exécuté, TTC", amount)."""
    lines = [line for line in budget_lines(project) if line.nature is BudgetNature.RESOURCES]
    for line in sorted(lines, key=lambda line: -line.year):
        amount, told = (line.executed, "exécuté") if line.executed is not None else (line.voted, "voté")
        if amount is not None:
            return f"{line.year}, {told}, {line.tax.label}", amount
    return None
