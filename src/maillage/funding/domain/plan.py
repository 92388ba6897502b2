"""The financing plan: uses and resources, HT, balanced to the cent each year; then the cash, TTC.

The own share is what is left: it is computed, never typed, so the plan cannot be out of balance.
FCTVA is no subsidy: it stands below the HT plan and enters the cash with its lag.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from maillage.base.values.euros import cents, total
from maillage.funding.domain.eligibility import eligible
from maillage.funding.domain.lines import BudgetSection, CostLine, Funder, FundingLine, Operation
from maillage.funding.domain.spending import Expense, expenses
from maillage.rulebook.domain import Rules


@dataclass(frozen=True, kw_only=True)
class Grant:
    """One year of a funding line, to the cent; the money arrives in `paid_year`."""

    line: FundingLine
    funder: Funder
    operation: Operation
    year: int
    amount: Decimal

    @property
    def paid_year(self) -> int:
        return self.year + self.funder.payment_lag


@dataclass(frozen=True, kw_only=True)
class FinancingPlan:
    """Everything is per calendar year; sums over operations, sections or funders are asked for."""

    years: tuple[int, ...]
    operations: tuple[Operation, ...]
    funders: tuple[Funder, ...]
    expenses: tuple[Expense, ...]
    grants: tuple[Grant, ...]

    # -- uses

    @property
    def undated(self) -> tuple[Expense, ...]:
        """Expenses whose step has no date yet: in the total, in no year."""
        return tuple(expense for expense in self.expenses if expense.year is None)

    def cost_ht(
        self,
        *,
        year: int | None = None,
        section: BudgetSection | None = None,
        operation: str | None = None,
    ) -> Decimal:
        """Cost HT, over the whole plan unless narrowed. The total counts undated expenses too."""
        return total(
            expense.ht
            for expense in self.expenses
            if (year is None or expense.year == year)
            and (section is None or expense.cost.section is section)
            and (operation is None or expense.cost.operation == operation)
        )

    def cost_ttc(self, *, year: int | None = None) -> Decimal:
        return total(expense.ttc for expense in self.expenses if year is None or expense.year == year)

    def fctva(self, *, paid_year: int | None = None) -> Decimal:
        return total(e.fctva for e in self.expenses if paid_year is None or e.fctva_year == paid_year)

    # -- resources

    def granted(
        self,
        *,
        year: int | None = None,
        funder: str | None = None,
        operation: str | None = None,
        section: BudgetSection | None = None,
        public: bool | None = None,
    ) -> Decimal:
        return total(
            grant.amount
            for grant in self.grants
            if (year is None or grant.year == year)
            and (funder is None or grant.funder.code == funder)
            and (operation is None or grant.operation.code == operation)
            and (section is None or grant.operation.section is section)
            and (public is None or grant.funder.kind.is_public is public)
        )

    def own_share(self, *, year: int | None = None, section: BudgetSection | None = None) -> Decimal:
        """What the département bears, HT: costs less grants. Negative when grants exceed costs: see the checks."""
        return self.cost_ht(year=year, section=section) - self.granted(year=year, section=section)

    def own_share_of(self, operation: str) -> Decimal:
        return self.cost_ht(operation=operation) - self.granted(operation=operation)

    def public_share_of(self, operation: str) -> Decimal | None:
        """The own share among public money: what the 20 % rule looks at. None when there is no public money."""
        own = self.own_share_of(operation)
        public = own + self.granted(operation=operation, public=True)
        return own / public if public else None

    # -- cash

    @property
    def cash_years(self) -> tuple[int, ...]:
        """The years of the programme, then those in which money still comes back."""
        later = [e.fctva_year for e in self.expenses if e.fctva_year and e.fctva] + [
            grant.paid_year for grant in self.grants if grant.amount
        ]
        last = max([*self.years, *later])
        return tuple(range(self.years[0], last + 1))

    def received(self, year: int) -> Decimal:
        """Grants that arrive in a year."""
        return total(grant.amount for grant in self.grants if grant.paid_year == year)

    def cash(self, year: int) -> Decimal:
        """What a year costs in money: TTC spent less grants and FCTVA received. Negative when more comes in."""
        return self.cost_ttc(year=year) - self.received(year) - self.fctva(paid_year=year)

    @property
    def net_cost(self) -> Decimal:
        """TTC less grants and FCTVA, over the whole plan."""
        return self.cost_ttc() - self.granted() - self.fctva()

    def recurrent_after(self) -> Decimal:
        """Running cost HT of a year after the programme: what recurrent costs weigh in its last year."""
        return total(e.ht for e in self.expenses if e.cost.recurrent and e.year == self.years[-1])


def plan(
    *,
    operations: Iterable[Operation],
    costs: Iterable[CostLine],
    funders: Iterable[Funder],
    lines: Iterable[FundingLine],
    years: tuple[int, ...],
    step_ends: Mapping[str, date | None],
    rules: Rules,
    on: date,
) -> FinancingPlan:
    """Build the plan. `on` is the day whose rules apply where no year does."""
    spent = expenses(costs, step_ends, rules, on)
    by_code = {operation.code: operation for operation in operations}
    payers = {funder.code: funder for funder in funders}
    grants = [
        grant
        for line in lines
        for grant in _grants(line, payers[line.funder], by_code[line.operation], spent, rules, on)
    ]
    return FinancingPlan(
        years=years,
        operations=tuple(by_code.values()),
        funders=tuple(payers.values()),
        expenses=spent,
        grants=tuple(grants),
    )


def _grants(
    line: FundingLine, funder: Funder, operation: Operation, spent: Iterable[Expense], rules: Rules, on: date
) -> list[Grant]:
    """The line year by year. A rate bears on eligible and dated expenses, each year rounded to the cent: aids are
    filed and notified year by year."""
    if line.amounts:
        return [
            Grant(line=line, funder=funder, operation=operation, year=year, amount=cents(amount))
            for year, amount in line.amounts
        ]
    assert line.rate is not None
    bases: dict[int, Decimal] = {}
    for expense in spent:
        if (
            expense.cost.operation == operation.code
            and expense.year
            and not eligible(expense.cost, funder, rules, on).is_no
        ):
            bases[expense.year] = bases.get(expense.year, Decimal(0)) + expense.ht
    return [
        Grant(line=line, funder=funder, operation=operation, year=year, amount=cents(base * line.rate))
        for year, base in sorted(bases.items())
        if base * line.rate
    ]
