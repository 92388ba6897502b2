"""By how much a plan keeps a rule of the money or not: what rulings, remarks and scenarios all measure by."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from maillage.base.values.euros import ZERO, total
from maillage.funding.domain.plan import FinancingPlan
from maillage.funding.domain.standing import LineStanding, committed_by
from maillage.funding.domain.written import FunderKind


def excess(plan: FinancingPlan, operation: str) -> Decimal:
    """What the aids of an operation bring above its HT cost; 0 when they do not."""
    return max(ZERO, plan.granted(operation=operation) - plan.cost_ht(operation=operation))


def dgd_of(plan: FinancingPlan, operation: str) -> Decimal:
    """What the DGD brings to an operation."""
    codes = {funder.code for funder in plan.funders if funder.kind is FunderKind.DGD}
    return total(plan.granted(operation=operation, funder=code) for code in codes)


def dgd_share(plan: FinancingPlan, operation: str) -> Decimal | None:
    """The share of an operation, HT, that the DGD pays; None while nothing is priced. Costs without a date are in what
    it is a share of: it can only grow once they have one."""
    cost = plan.cost_ht(operation=operation)
    return dgd_of(plan, operation) / cost if cost else None


def committed(plan: FinancingPlan, item: LineStanding, starts: Mapping[str, date | None]) -> Decimal | None:
    """What the calendar commits, HT, before the end of the delay of an aid; None without an end or an amount."""
    if item.commit_by is None or item.amount is None:
        return None
    return committed_by(plan, item.operation.code, item.commit_by, starts)
