"""Where the typed pages keep what the other pages sum: absolute ranges, by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from maillage.base.plugs import Project
from maillage.base.values.euros import total
from maillage.funding.domain import FinancingPlan, Funder, FundingLine, Operation
from maillage.funding.domain.eligibility import Eligibility
from maillage.funding.domain.spending import Expense

UNDATED = "à dater"


@dataclass
class Ledger:
    """What pages are written from, and the ranges that each of them leaves to the next ones."""

    project: Project
    plan: FinancingPlan
    costs: dict[str, str] = field(default_factory=dict)
    grants: dict[str, str] = field(default_factory=dict)
    payments: dict[str, str] = field(default_factory=dict)
    # Rows of the pages on which a cost, an aid, a funder stands.
    priced: dict[str, int] = field(default_factory=dict)
    aids: dict[str, int] = field(default_factory=dict)
    funders: dict[str, int] = field(default_factory=dict)

    @cached_property
    def eligibility(self) -> Eligibility:
        return Eligibility(self.plan.inputs.rules, self.plan.inputs.on)

    @cached_property
    def scheduled(self) -> frozenset[str]:
        """The aids that come by a schedule of payments, or of which some came: their year says nothing of when."""
        lines = self.plan.inputs.lines
        payers = {funder.code for funder in self.plan.funders if funder.payments}
        late = [line for line in lines if line.funder in payers or line.receipts]
        return frozenset(line.code for line in late if any(g.amount for g in self.plan.grants_of(line.code)))

    def parties(self, line: FundingLine) -> tuple[Funder, Operation]:
        """Who pays an aid, and for what."""
        funder = next(one for one in self.plan.funders if one.code == line.funder)
        return funder, next(one for one in self.plan.operations if one.code == line.operation)

    @property
    def columns(self) -> tuple[int | str, ...]:
        """The years of the plan, then what has none, when there is some."""
        undated = any(expense.year is None for expense in self.plan.expenses)
        return (*self.plan.years, *((UNDATED,) if undated else ()))


def spent(
    ledger: Ledger, column: int | str | None, of: Callable[[Expense], Decimal], **wanted: str
) -> Decimal:
    """What the expenses of a column weigh; None: all of them. `wanted`: fields of their cost."""
    return total(
        of(expense)
        for expense in ledger.plan.expenses
        if (column is None or (expense.year or UNDATED) == column)
        and all(getattr(expense.cost, name) == value for name, value in wanted.items())
    )


def sumifs(amounts: str, *conditions: tuple[str, str]) -> str:
    """`SUMIFS(…)`; a condition is a range and the criterion to be written as it is."""
    return f"SUMIFS({amounts},{','.join(f'{where},{what}' for where, what in conditions)})"
