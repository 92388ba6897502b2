"""The payments that an aid still has to make, by the schedule of its funder."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from maillage.base.values.euros import ZERO
from maillage.funding.domain.cash import receipts
from maillage.funding.domain.plan import FinancingPlan
from maillage.funding.domain.spending import Expense
from maillage.funding.domain.written import FundingLine, FundingStatus


def awaited_payments(plan: FinancingPlan, line: FundingLine) -> tuple[tuple[date, Decimal], ...]:
    """(first day of the month, amount) in order, without what came. Empty when nothing more is to come."""
    grants = [grant for grant in plan.grants if grant.line.code == line.code]
    if line.status is FundingStatus.RECEIVED or not grants:
        return ()
    # What came is first in what `receipts` gives, one for one.
    flows = receipts(grants, _by_operation(plan.expenses))[len(line.receipts) :]
    months: dict[date, Decimal] = {}
    for month, amount in flows:
        months[month] = months.get(month, ZERO) + amount
    return tuple((month, amount) for month, amount in sorted(months.items()) if amount > 0)


def _by_operation(spent: Iterable[Expense]) -> dict[str, list[Expense]]:
    found: dict[str, list[Expense]] = {}
    for expense in spent:
        found.setdefault(expense.cost.operation, []).append(expense)
    return found
