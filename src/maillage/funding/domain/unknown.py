"""What a plan does not know: costs without a year or an amount, aids that wait for them. Unknown is not nought."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from maillage.base.values.euros import total
from maillage.base.values.fields import Choice
from maillage.funding.domain.plan import FinancingPlan
from maillage.funding.domain.spending import years_of
from maillage.funding.domain.standing import bears_undated, line_amount
from maillage.funding.domain.written import BudgetSection, CostLine, FundingLine


class Bound(Choice):
    """What an amount is, when it is not the amount."""

    LEAST = "least", "au moins"
    MOST = "most", "au plus"


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """What is not known of a row of years: the years in which a nought hides something, how the amount without a year
    and the total are bounded (None: they are known, or bounded on no side)."""

    years: frozenset[int] = frozenset()
    undated: Bound | None = None
    whole: Bound | None = None


KNOWN = Doubt()


def cost_doubt(
    plan: FinancingPlan, *, section: BudgetSection | None = None, operation: str | None = None
) -> Doubt:
    def counts(cost: CostLine) -> bool:
        return (section is None or cost.section is section) and operation in (None, cost.operation)

    unpriced = [cost for cost in plan.unpriced if counts(cost)]
    undated = any(counts(expense.cost) for expense in plan.undated)
    loose = any(None in years_of(cost, plan.inputs.calendar) for cost in unpriced)
    return Doubt(
        years=frozenset(plan.years) if undated else _years(plan, unpriced),
        undated=Bound.LEAST if loose else None,
        whole=Bound.LEAST if unpriced else None,
    )


def aid_doubt(plan: FinancingPlan, *, funder: str | None = None, operation: str | None = None) -> Doubt:
    """That of the aids, of a funder or for an operation."""
    lines = [
        line
        for line in plan.inputs.lines
        if funder in (None, line.funder) and operation in (None, line.operation)
    ]
    years: frozenset[int] = frozenset()
    waits = least = False
    for line in lines:
        unpriced = list(_unpriced(plan, line))
        late = bears_undated(plan, line)
        years |= frozenset(plan.years) if late else _years(plan, unpriced)
        if late and line_amount(plan, line) != total(grant.amount for grant in plan.grants_of(line.code)):
            waits = True
        if unpriced and line.notified_amount is None:
            least = True
            waits = waits or any(None in years_of(cost, plan.inputs.calendar) for cost in unpriced)
    return Doubt(
        years=years,
        undated=Bound.LEAST if waits else None,
        whole=Bound.LEAST if waits or least else None,
    )


def left_doubt(cost: Doubt, aids: Doubt) -> Doubt:
    """That of what is left to pay: costs less aids."""
    return Doubt(
        years=cost.years | aids.years,
        undated=_less(cost.undated, aids.undated),
        whole=_less(cost.whole, aids.whole),
    )


def _less(cost: Bound | None, aids: Bound | None) -> Bound | None:
    if bool(cost) == bool(aids):
        return None
    return Bound.LEAST if cost else Bound.MOST


def _years(plan: FinancingPlan, costs: list[CostLine]) -> frozenset[int]:
    """Those in which costs may fall; every one when a cost has no date."""
    found = {year for cost in costs for year in years_of(cost, plan.inputs.calendar)}
    return frozenset(plan.years) if None in found else frozenset(year for year in found if year)


def _unpriced(plan: FinancingPlan, line: FundingLine) -> Iterator[CostLine]:
    """The costs without an amount that a rate bears on."""
    for cost in plan.unpriced if line.rate is not None else ():
        if cost.operation == line.operation and (not line.costs or cost.code in line.costs):
            yield cost
