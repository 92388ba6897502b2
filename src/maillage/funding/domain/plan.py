"""The financing plan: uses and resources, HT, balanced to the cent each year; then the cash, TTC.

The own share is what is left: it is computed, never typed, so the plan cannot be out of balance.
FCTVA is no subsidy: it stands below the HT plan and enters the cash with its lag.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from maillage.base.values.euros import ZERO, total
from maillage.funding.domain.cash import CashFlow, cash_flows
from maillage.funding.domain.granting import Grant, Refused, Settled, grants
from maillage.funding.domain.spending import Calendar, Expense, expenses
from maillage.funding.domain.written import BudgetSection, CostLine, Funder, FundingLine, Operation
from maillage.rulebook.domain import Rules

Place = tuple[int | None, str, BudgetSection]


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """All that a plan is computed from: scenarios change it, and compute again. `dearer`: 0.10 for prices + 10 %, from
    the year `dearer_from`; `on`: the day whose rules apply where no year does; `late_months`: of notifications;
    `refused`: families of costs that funders do not pay in a year; `settled`: what notified lines brought in years that
    are over, by code and year: a scenario does not share it again."""

    operations: tuple[Operation, ...]
    costs: tuple[CostLine, ...]
    funders: tuple[Funder, ...]
    lines: tuple[FundingLine, ...]
    years: tuple[int, ...]
    calendar: Calendar
    rules: Rules
    on: date
    dearer: Decimal = Decimal(0)
    dearer_from: int = 0
    late_months: int = 0
    refused: Refused = frozenset()
    settled: Settled = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class FinancingPlan:
    """Everything is per calendar year; sums over operations, sections or funders are asked for."""

    inputs: Inputs
    years: tuple[int, ...]
    operations: tuple[Operation, ...]
    funders: tuple[Funder, ...]
    expenses: tuple[Expense, ...]
    grants: tuple[Grant, ...]

    # -- uses

    @cached_property
    def undated(self) -> tuple[Expense, ...]:
        """Expenses whose step has no date yet: in the total, in no year."""
        return tuple(expense for expense in self.expenses if expense.year is None)

    @cached_property
    def unpriced(self) -> tuple[CostLine, ...]:
        """Costs without an amount: they weigh nothing in any figure, which is then a minimum."""
        return tuple(cost for cost in self.inputs.costs if cost.ht is None)

    @cached_property
    def _uses(self) -> Mapping[Place, tuple[Decimal, Decimal]]:
        """HT and TTC by year, operation and section: a plan is asked for hundreds of sums of thousands of lines."""
        found: dict[Place, tuple[Decimal, Decimal]] = {}
        for expense in self.expenses:
            place = (expense.year, expense.cost.operation, expense.cost.section)
            ht, ttc = found.get(place, (ZERO, ZERO))
            found[place] = (ht + expense.ht, ttc + expense.ttc)
        return found

    def _spent(self, year: int | None, section: BudgetSection | None, operation: str | None) -> list[Place]:
        return [
            place
            for place in self._uses
            if (year is None or place[0] == year)
            and (operation is None or place[1] == operation)
            and (section is None or place[2] is section)
        ]

    def cost_ht(
        self,
        *,
        year: int | None = None,
        section: BudgetSection | None = None,
        operation: str | None = None,
    ) -> Decimal:
        """Cost HT, over the whole plan unless narrowed. The total counts undated expenses too."""
        return total(self._uses[place][0] for place in self._spent(year, section, operation))

    def cost_ttc(
        self,
        *,
        year: int | None = None,
        section: BudgetSection | None = None,
        operation: str | None = None,
    ) -> Decimal:
        return total(self._uses[place][1] for place in self._spent(year, section, operation))

    @cached_property
    def _fctva(self) -> Mapping[int | None, Decimal]:
        found: dict[int | None, Decimal] = {}
        for expense in self.expenses:
            found[expense.fctva_year] = found.get(expense.fctva_year, ZERO) + expense.fctva
        return found

    def fctva(self, *, paid_year: int | None = None) -> Decimal:
        """What the FCTVA gives back, in the year in which it comes, or in all."""
        return total(self._fctva.values()) if paid_year is None else self._fctva.get(paid_year, ZERO)

    @cached_property
    def _by_operation(self) -> Mapping[str, tuple[Expense, ...]]:
        found: dict[str, list[Expense]] = {}
        for expense in self.expenses:
            found.setdefault(expense.cost.operation, []).append(expense)
        return {code: tuple(spent) for code, spent in found.items()}

    def spent_on(self, operation: str) -> tuple[Expense, ...]:
        """The expenses of an operation: aids look at those alone."""
        return self._by_operation.get(operation, ())

    # -- resources

    @cached_property
    def _by_line(self) -> Mapping[str, tuple[Grant, ...]]:
        found: dict[str, list[Grant]] = {}
        for grant in self.grants:
            found.setdefault(grant.line.code, []).append(grant)
        return {code: tuple(grants) for code, grants in found.items()}

    def grants_of(self, line: str) -> tuple[Grant, ...]:
        """What an aid brings, year by year."""
        return self._by_line.get(line, ())

    @cached_property
    def _helped(self) -> Mapping[str, tuple[Grant, ...]]:
        found: dict[str, list[Grant]] = {}
        for grant in self.grants:
            found.setdefault(grant.operation.code, []).append(grant)
        return {code: tuple(grants) for code, grants in found.items()}

    def granted(
        self,
        *,
        year: int | None = None,
        funder: str | None = None,
        operation: str | None = None,
        section: BudgetSection | None = None,
        public: bool | None = None,
    ) -> Decimal:
        grants = self.grants if operation is None else self._helped.get(operation, ())
        return total(
            grant.amount
            for grant in grants
            if (year is None or grant.year == year)
            and (funder is None or grant.funder.code == funder)
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

    @cached_property
    def cash_flows(self) -> tuple[CashFlow, ...]:
        """Month by month, from the first year of the programme to the last money that comes back."""
        return cash_flows(
            self.years,
            self.expenses,
            self.grants,
            rules=self.inputs.rules,
            late_months=self.inputs.late_months,
        )

    @property
    def cash_years(self) -> tuple[int, ...]:
        """The years of the programme, with those in which money came before it and still comes back after it."""
        years = [*self.years, *(flow.month.year for flow in self.cash_flows)]
        return tuple(range(min(years), max(years) + 1))

    def received(self, year: int) -> Decimal:
        """Grants that arrive in a year."""
        return total(flow.grants for flow in self.cash_flows if flow.month.year == year)

    def balance(self, year: int) -> Decimal:
        """Grants and FCTVA received in a year less what is paid TTC: negative when more goes out, as a treasurer has it."""
        return self.received(year) + self.fctva(paid_year=year) - self.cost_ttc(year=year)

    @property
    def net_cost(self) -> Decimal:
        """TTC less grants and FCTVA, over the whole plan."""
        return self.cost_ttc() - self.granted() - self.fctva()

    def recurrent_after(self) -> Decimal:
        """Running cost HT of a year after the programme: what a line says of it, else what a recurrent cost weighs in
        its last year."""
        told = total(cost.yearly_after_ht for cost in self.inputs.costs if cost.yearly_after_ht is not None)
        return told + total(
            e.ht
            for e in self.expenses
            if e.cost.recurrent and e.cost.yearly_after_ht is None and e.year == self.years[-1]
        )


def plan_of_inputs(inputs: Inputs, like: FinancingPlan | None = None) -> FinancingPlan:
    """The plan of some inputs. What they share with those of `like`, a plan made before, is not computed again: a
    scenario that changes an aid leaves thousands of expenses as they are."""
    spent = like.expenses if like and _same_spending(inputs, like.inputs) else _expenses(inputs)
    known = like and spent is like.expenses and _same_aids(inputs, like.inputs)
    operations = {operation.code: operation for operation in inputs.operations}
    funders = {funder.code: funder for funder in inputs.funders}
    return FinancingPlan(
        inputs=inputs,
        years=inputs.years,
        operations=inputs.operations,
        funders=inputs.funders,
        expenses=spent,
        grants=like.grants
        if like and known
        else grants(
            inputs.lines,
            funders,
            operations,
            spent,
            inputs.rules,
            inputs.on,
            refused=inputs.refused,
            settled=inputs.settled,
        ),
    )


def _expenses(inputs: Inputs) -> tuple[Expense, ...]:
    return expenses(
        inputs.costs,
        inputs.calendar,
        inputs.rules,
        inputs.on,
        dearer=inputs.dearer,
        dearer_from=inputs.dearer_from,
    )


def _same_spending(one: Inputs, other: Inputs) -> bool:
    return (
        one.costs is other.costs
        and one.calendar is other.calendar
        and one.rules is other.rules
        and one.on == other.on
        and one.dearer == other.dearer
        and (not one.dearer or one.dearer_from == other.dearer_from)
    )


def _same_aids(one: Inputs, other: Inputs) -> bool:
    return (
        (one.lines is other.lines or one.lines == other.lines)
        and one.funders is other.funders
        and one.operations is other.operations
        and one.refused == other.refused
    )


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
    step_starts: Mapping[str, date | None] | None = None,
) -> FinancingPlan:
    """Build the plan. `on` is the day whose rules apply where no year does."""
    return plan_of_inputs(
        Inputs(
            operations=tuple(operations),
            costs=tuple(costs),
            funders=tuple(funders),
            lines=tuple(lines),
            years=years,
            calendar=Calendar(starts=step_starts or {}, ends=step_ends),
            rules=rules,
            on=on,
        )
    )


def changed(plan: FinancingPlan, **given: object) -> FinancingPlan:
    """The plan computed again from its inputs, some of them replaced."""
    return plan_of_inputs(replace(plan.inputs, **given))  # type: ignore[arg-type]
