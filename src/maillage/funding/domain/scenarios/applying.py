"""A scenario laid over what a plan is computed from. What is notified or paid is acquired: no scenario takes it back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from maillage.base.values.euros import ZERO
from maillage.base.values.periods import add_months
from maillage.funding.domain.plan import FinancingPlan, Inputs
from maillage.funding.domain.spending import Calendar
from maillage.funding.domain.written import (
    CostFamily,
    CostLine,
    Funder,
    FunderKind,
    FundingLine,
    Postponement,
    WhatIf,
)

MONTHS_A_YEAR = 12


@dataclass(frozen=True, kw_only=True)
class Movable:
    """What may still move: the steps of each action that are not done, by its code, and the first year that is not
    over (what is typed on an earlier one stays)."""

    steps: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    from_year: int = 0


def settle(plan: FinancingPlan, movable: Movable) -> Inputs:
    """The inputs of a plan, what is notified to it settled for the years that are over."""
    found: dict[str, dict[int, Decimal]] = {}
    for grant in plan.grants:
        if grant.year < movable.from_year and grant.line.status.is_acquired:
            found.setdefault(grant.line.code, {})[grant.year] = grant.amount
    return replace(plan.inputs, settled=found)


def apply(inputs: Inputs, what_if: WhatIf, movable: Movable) -> Inputs:
    """The inputs of the plan as they would be: computing again gives the plan of the scenario."""
    absent = frozenset(what_if.without)
    lines = tuple(line for line in inputs.lines if line.status.is_acquired or line.funder not in absent)
    if what_if.dgd_rate is not None:
        lines = _at_rate(lines, inputs.funders, what_if)
    changed = replace(
        inputs,
        lines=lines,
        dearer=what_if.prices or inputs.dearer,
        dearer_from=movable.from_year,
        late_months=inputs.late_months + what_if.late_months,
        refused=inputs.refused | refusals(what_if),
    )
    return moved(changed, what_if.moves, movable)


def refusals(what_if: WhatIf) -> frozenset[tuple[CostFamily, int]]:
    """The family and the year that funders refuse; none when the scenario says no year."""
    if what_if.refused_year is None or what_if.refused_family is None:
        return frozenset()
    return frozenset({(what_if.refused_family, what_if.refused_year)})


def _at_rate(
    lines: Iterable[FundingLine], funders: Iterable[Funder], what_if: WhatIf
) -> tuple[FundingLine, ...]:
    """Only aids at a rate that are still to be notified: amounts are what somebody wrote to the département."""
    dgd = {funder.code for funder in funders if funder.kind is FunderKind.DGD}
    return tuple(
        replace(line, rate=what_if.dgd_rate)
        if line.funder in dgd and line.rate is not None and not line.status.is_acquired
        else line
        for line in lines
    )


def moved(inputs: Inputs, moves: Iterable[Postponement], movable: Movable) -> Inputs:
    """The steps of each action at their new dates, and its costs with them.

    A cost of which only the year is known moves by whole years: nothing says in which month it falls. Aids of fixed
    amounts stay in the years in which they were written.
    """
    months = {move.action: move.months for move in moves if move.months}
    if not months:
        return inputs
    shift = {step: delta for action, delta in months.items() for step in movable.steps.get(action, ())}
    calendar = Calendar(
        starts={c: add_months(d, shift.get(c, 0)) if d else d for c, d in inputs.calendar.starts.items()},
        ends={c: add_months(d, shift.get(c, 0)) if d else d for c, d in inputs.calendar.ends.items()},
    )
    costs = tuple(
        _moved_cost(cost, months[cost.action], movable.from_year) if cost.action in months else cost
        for cost in inputs.costs
    )
    years = {
        *inputs.years,
        *(day.year for code, day in calendar.ends.items() if day and code in shift),
        *(year for cost in costs if cost.action in months for year in _years(cost)),
    }
    return replace(inputs, calendar=calendar, costs=costs, years=tuple(range(min(years), max(years) + 1)))


def _years(cost: CostLine) -> list[int]:
    return [cost.year] if cost.year else [year for year, _ in cost.spread]


def _moved_cost(cost: CostLine, months: int, from_year: int) -> CostLine:
    years = int(months / MONTHS_A_YEAR)  # whole years, forward or backward
    if not years or cost.step:
        return cost
    if cost.year:
        return cost if cost.year < from_year else replace(cost, year=cost.year + years)
    spread: dict[int, Decimal] = {}
    for year, amount in cost.spread:
        to = year if year < from_year else year + years
        spread[to] = spread.get(to, ZERO) + amount
    return replace(cost, spread=tuple(sorted(spread.items())))
