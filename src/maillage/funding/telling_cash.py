"""The deepest advance of cash, told in the dossier."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.values.french import euros, month
from maillage.base.values.tree import Block, body
from maillage.funding.domain import FinancingPlan


def trough(plan: FinancingPlan) -> Iterator[Block]:
    """A sentence on the most that the département advances, and how much of it comes back; nothing without an advance."""
    lowest = min(plan.cash_flows, key=lambda flow: flow.balance, default=None)
    if lowest is None or lowest.balance >= 0:
        return
    back = plan.cash_flows[-1].balance - lowest.balance
    told = f"Au plus fort, en {month(lowest.month)}, le Département aura payé {euros(-lowest.balance)} de plus qu'il n'aura "
    told += "reçu"
    yield body(f"{told} ; {euros(back)} lui reviendront ensuite." if back > 0 else f"{told}.")
