"""What money adds to an action: its cost by section and year, and the operations it is part of."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from maillage.base.plugs import Panel, Project
from maillage.base.values.euros import total
from maillage.base.values.french import euros, listed
from maillage.funding.domain import BudgetSection
from maillage.funding.domain.spending import Expense
from maillage.funding.readings import plan_of
from maillage.programme.readings import programme_of

OF = {BudgetSection.INVESTMENT: "d'investissement", BudgetSection.RUNNING: "de fonctionnement"}


def panels(project: Project) -> Iterator[Panel]:
    plan = plan_of(project)
    titles = {operation.code: operation.title for operation in plan.operations}
    for _, _, action in programme_of(project).actions():
        spent = [expense for expense in plan.expenses if expense.cost.action == action.code]
        if spent:
            yield Panel(target="programme.Action", code=action.code, label="Coût HT", text=_told(spent))
            operations = dict.fromkeys(expense.cost.operation for expense in spent)
            named = " ; ".join(f"{code}. {titles[code]}" for code in operations)
            yield Panel(target="programme.Action", code=action.code, label="Opération", text=named)


def _told(spent: list[Expense]) -> str:
    """`18 000 € de fonctionnement en 2026`, or the total and its parts."""
    parts: dict[tuple[BudgetSection, str], Decimal] = {}
    for expense in spent:
        when = f"en {expense.year}" if expense.year else "à dater"
        key = (expense.cost.section, when)
        parts[key] = parts.get(key, Decimal(0)) + expense.ht
    ordered = sorted(parts.items(), key=lambda part: (part[0][0] is BudgetSection.RUNNING, part[0][1]))
    texts = [f"{euros(amount)} {OF[section]} {when}" for (section, when), amount in ordered if amount]
    whole = euros(total(expense.ht for expense in spent))
    return texts[0] if len(texts) == 1 else f"{whole} : {listed(texts)}" if texts else whole
