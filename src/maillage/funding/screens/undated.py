"""What a page of money leaves out because no year is known yet."""

from __future__ import annotations

from maillage.funding.domain import FinancingPlan
from maillage.funding.domain.standing import awaits_aids


def left_out(plan: FinancingPlan) -> dict[str, object]:
    """For `parts/undated.html`: how many costs have no year, whether an aid waits for them."""
    return {
        "undated": len({expense.cost.code for expense in plan.undated}),
        "waiting": awaits_aids(plan),
    }
