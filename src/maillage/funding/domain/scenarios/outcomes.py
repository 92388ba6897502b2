"""What a plan comes to in a few figures: those that scenarios are compared by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from maillage.base.values.euros import ZERO
from maillage.funding.domain.plan import FinancingPlan


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """Amounts HT, but for `net_cost` and the trough of cash (TTC; negative: what the département advances at worst).

    `undated`: what has no year yet, in the totals and in no year.
    """

    cost: Decimal
    granted: Decimal
    own: Decimal
    own_by_year: Mapping[int, Decimal]
    undated: Decimal
    net_cost: Decimal
    fctva: Decimal
    trough: Decimal
    trough_month: date | None

    @property
    def own_rate(self) -> Decimal | None:
        """The own share in the cost; None when nothing costs."""
        return self.own / self.cost if self.cost else None


def outcome_of(plan: FinancingPlan) -> Outcome:
    deepest = min(plan.cash_flows, key=lambda flow: flow.balance, default=None)
    below = deepest is not None and deepest.balance < 0
    return Outcome(
        cost=plan.cost_ht(),
        granted=plan.granted(),
        own=plan.own_share(),
        own_by_year={year: plan.own_share(year=year) for year in plan.years},
        undated=sum((expense.ht for expense in plan.undated), ZERO),
        net_cost=plan.net_cost,
        fctva=plan.fctva(),
        trough=deepest.balance if deepest and below else ZERO,
        trough_month=deepest.month if deepest and below else None,
    )


def years_of(*outcomes: Outcome) -> tuple[int, ...]:
    """Every year that one of them has: a scenario may reach beyond the plan."""
    return tuple(sorted({year for one in outcomes for year in one.own_by_year}))
