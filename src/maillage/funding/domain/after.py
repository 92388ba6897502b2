"""What the programme goes on costing once it is over: what recurs, and what has to be replaced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from maillage.base.values.euros import ZERO, total
from maillage.funding.domain.plan import FinancingPlan
from maillage.funding.domain.spending import Expense
from maillage.funding.domain.written import BudgetSection, CostFamily, CostLine

# What wears out; a study or a website built once is not bought again as it was.
REPLACED = (CostFamily.HARDWARE, CostFamily.FURNITURE, CostFamily.VEHICLE)


@dataclass(frozen=True, kw_only=True)
class Lasting:
    """What one cost line weighs in a year after the programme, HT; `replaced`: bought again at the end of its life."""

    cost: CostLine
    year: int
    ht: Decimal
    replaced: bool


@dataclass(frozen=True, kw_only=True)
class Afterwards:
    """The `years` that follow the programme. `unknown`: equipment whose life is not told, so that its replacement is
    in no year; `stopped`: running costs HT of the last year that do not come back."""

    years: tuple[int, ...]
    lasting: tuple[Lasting, ...]
    unknown: tuple[CostLine, ...]
    stopped: Decimal

    def cost_ht(self, *, year: int | None = None, replaced: bool | None = None) -> Decimal:
        return total(
            one.ht
            for one in self.lasting
            if (year is None or one.year == year) and (replaced is None or one.replaced is replaced)
        )


def afterwards(plan: FinancingPlan, *, years: int) -> Afterwards:
    """So many `years` after the last of the plan, at the prices of the plan."""
    last = plan.years[-1]
    ahead = tuple(range(last + 1, last + 1 + years))
    by_cost: dict[str, list[Expense]] = {}
    for expense in plan.expenses:
        by_cost.setdefault(expense.cost.code, []).append(expense)
    costs = plan.inputs.costs
    lasting = [one for cost in costs for one in _of(cost, by_cost.get(cost.code, []), last, ahead)]
    return Afterwards(
        years=ahead,
        lasting=tuple(lasting),
        unknown=tuple(cost for cost in costs if _of_unknown_life(cost)),
        stopped=total(_stopped(cost, by_cost.get(cost.code, []), last) for cost in costs),
    )


def _of(cost: CostLine, spent: Iterable[Expense], last: int, ahead: tuple[int, ...]) -> Iterator[Lasting]:
    spent = list(spent)
    yearly = _yearly(cost, spent, last)
    for year in ahead:
        if yearly:
            yield Lasting(cost=cost, year=year, ht=yearly, replaced=False)
        if again := _replaced(cost, spent, year):
            yield Lasting(cost=cost, year=year, ht=again, replaced=True)


def _yearly(cost: CostLine, spent: Iterable[Expense], last: int) -> Decimal:
    if cost.yearly_after_ht is not None:
        return cost.yearly_after_ht
    return total(e.ht for e in spent if cost.recurrent and e.year == last)


def _stopped(cost: CostLine, spent: Iterable[Expense], last: int) -> Decimal:
    """What does not come back of each line: what another goes on costing makes up for nothing."""
    if cost.section is not BudgetSection.RUNNING:
        return ZERO
    spent = list(spent)
    return max(ZERO, total(e.ht for e in spent if e.year == last) - _yearly(cost, spent, last))


def _of_unknown_life(cost: CostLine) -> bool:
    """Running costs have no life to tell."""
    wears = cost.family in REPLACED and cost.section is BudgetSection.INVESTMENT
    return wears and cost.lifetime is None


def _replaced(cost: CostLine, spent: Iterable[Expense], year: int) -> Decimal:
    """What was bought a whole number of lives before."""
    if cost.lifetime is None:
        return ZERO
    return total(e.ht for e in spent if e.year and year > e.year and (year - e.year) % cost.lifetime == 0)
