"""What money adds to an action: its cost by section and year, and the operations it is part of."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from maillage.base.plugs import Panel, Project
from maillage.base.values.euros import total
from maillage.base.values.french import euros
from maillage.funding.domain import BudgetSection, FinancingPlan
from maillage.funding.readings import plan_of
from maillage.programme.readings import programme_of


def panels(project: Project) -> Iterator[Panel]:
    plan = plan_of(project)
    titles = {operation.code: operation.title for operation in plan.operations}
    for _, _, action in programme_of(project).actions():
        spent = [expense for expense in plan.expenses if expense.cost.action == action.code]
        if spent:
            text = f"{euros(total(e.ht for e in spent))} : {_by_section(plan, action.code)}"
            yield Panel(target="programme.Action", code=action.code, label="Coût HT", text=text)
            operations = dict.fromkeys(expense.cost.operation for expense in spent)
            named = " ; ".join(f"{code}. {titles[code]}" for code in operations)
            yield Panel(target="programme.Action", code=action.code, label="Opération", text=named)


def _by_section(plan: FinancingPlan, action: str) -> str:
    parts = []
    for section in BudgetSection:
        years: dict[str, Decimal] = {}
        for expense in plan.expenses:
            if expense.cost.action == action and expense.cost.section is section:
                year = str(expense.year) if expense.year else "à dater"
                years[year] = years.get(year, Decimal(0)) + expense.ht
        if years:
            told = ", ".join(f"{euros(amount)} en {year}" for year, amount in sorted(years.items()) if amount)
            parts.append(f"{section.label} {told}")
    return " ; ".join(parts)
