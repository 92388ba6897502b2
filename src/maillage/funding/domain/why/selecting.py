"""Which expenses and which aids a figure counts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from maillage.funding.domain.allocation import Allocation, Share
from maillage.funding.domain.granting import Grant
from maillage.funding.domain.spending import Expense
from maillage.funding.domain.written import BudgetSection, FunderKind, FundingStatus


@dataclass(frozen=True, kw_only=True)
class Selection:
    """None: whatever it is. `undated`: expenses without a year only; `fctva_year`: those whose FCTVA comes
    back in a year. The last four narrow the aids, not the costs."""

    year: int | None = None
    undated: bool = False
    fctva_year: int | None = None
    section: BudgetSection | None = None
    operation: str | None = None
    actions: frozenset[str] | None = None
    cost: str | None = None
    funder: str | None = None
    funder_kind: FunderKind | None = None
    line: str | None = None
    statuses: Collection[FundingStatus] | None = None

    def spends(self, expense: Expense) -> bool:
        cost = expense.cost
        return (
            (self.year is None or expense.year == self.year)
            and (not self.undated or expense.year is None)
            and (self.fctva_year is None or (bool(expense.fctva) and expense.fctva_year == self.fctva_year))
            and (self.section is None or cost.section is self.section)
            and (self.operation is None or cost.operation == self.operation)
            and (self.actions is None or cost.action in self.actions)
            and (self.cost is None or cost.code == self.cost)
        )

    def pays(self, grant: Grant) -> bool:
        """Whether it counts the money of an aid, whatever it is spent on."""
        return (
            (self.funder is None or grant.funder.code == self.funder)
            and (self.funder_kind is None or grant.funder.kind is self.funder_kind)
            and (self.line is None or grant.line.code == self.line)
            and (self.statuses is None or grant.line.status in self.statuses)
        )

    def holds_loose(self, grant: Grant) -> bool:
        """Whether it counts a part of an aid that pays no expense: it has a year and an operation, nothing else."""
        return (
            self.pays(grant)
            and self.actions is None
            and self.cost is None
            and not self.undated
            and self.fctva_year is None
            and (self.year is None or grant.year == self.year)
            and (self.operation is None or grant.operation.code == self.operation)
            and (self.section is None or grant.operation.section is self.section)
        )

    def aids_of(self, share: Share) -> tuple[Allocation, ...]:
        return tuple(aid for aid in share.aids if self.pays(aid.grant))
