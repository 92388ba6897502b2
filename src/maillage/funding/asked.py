"""What a funder is asked, operation by operation: what its aid may bear, what it may not and why, who else pays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from maillage.base.plugs import Project
from maillage.base.values.euros import total
from maillage.base.values.verdict import Verdict, no, unknown
from maillage.funding.domain import CostLine, Funder, FundingLine, Operation
from maillage.funding.domain.cash import receipts
from maillage.funding.domain.eligibility import Eligibility
from maillage.funding.domain.granting import Grant, supported
from maillage.funding.domain.spending import Expense
from maillage.funding.readings import plan_of


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One aid asked of a funder. `left_out`: the costs of its operation that it does not bear, each with why; `others`:
    what other funders bring to the operation, by name; `own_share`: what is left once all of them pay."""

    line: FundingLine
    operation: Operation
    grants: tuple[Grant, ...]
    borne: tuple[Expense, ...]
    left_out: tuple[tuple[CostLine, Decimal, Verdict], ...]
    cost_ht: Decimal
    own_share: Decimal
    others: dict[str, Decimal]
    receipts: dict[int, Decimal]

    @property
    def eligible_ht(self) -> Decimal:
        return total(expense.ht for expense in self.borne)

    @property
    def amount(self) -> Decimal:
        return total(grant.amount for grant in self.grants)

    def amount_in(self, year: int) -> Decimal:
        return total(grant.amount for grant in self.grants if grant.year == year)


def asked_of(project: Project, funder: str) -> tuple[Asked, ...]:
    """Every aid asked of a funder, in the order written; none for a funder that nothing is asked of."""
    plan = plan_of(project)
    funders = {one.code: one for one in plan.funders}
    operations = {one.code: one for one in plan.operations}
    eligibility = Eligibility(plan.inputs.rules, plan.inputs.on)
    return tuple(
        _asked(project, line, funders[funder], operations[line.operation], eligibility)
        for line in plan.inputs.lines
        if line.funder == funder
    )


def _asked(
    project: Project, line: FundingLine, funder: Funder, operation: Operation, eligibility: Eligibility
) -> Asked:
    plan = plan_of(project)
    spent, grants = plan.spent_on(operation.code), plan.grants_of(line.code)
    borne = supported(line, spent, eligibility, funder, operation)
    kept = {(expense.cost.code, expense.year) for expense in borne}
    others: dict[str, Decimal] = {}
    for grant in plan.grants:
        if grant.operation.code == operation.code and grant.funder.code != funder.code:
            others[grant.funder.name] = others.get(grant.funder.name, Decimal(0)) + grant.amount
    by_year: dict[int, Decimal] = {}
    if grants:
        for month, amount in receipts(grants, {operation.code: list(spent)}, plan.inputs.late_months):
            by_year[month.year] = by_year.get(month.year, Decimal(0)) + amount
    return Asked(
        line=line,
        operation=operation,
        grants=grants,
        borne=tuple(borne),
        left_out=_left_out(
            (e.cost, e.ht, _why(line, e, eligibility.verdict(e.cost, funder, operation, line)))
            for e in spent
            if (e.cost.code, e.year) not in kept
        ),
        cost_ht=plan.cost_ht(operation=operation.code),
        own_share=plan.own_share_of(operation.code),
        others={name: amount for name, amount in others.items() if amount},
        receipts=dict(sorted(by_year.items())),
    )


def _left_out(
    found: Iterable[tuple[CostLine, Decimal, Verdict]],
) -> tuple[tuple[CostLine, Decimal, Verdict], ...]:
    """Each cost once for each reason, its years summed."""
    sums: dict[tuple[str, tuple[str, ...]], tuple[CostLine, Decimal, Verdict]] = {}
    for cost, amount, why in found:
        key = (cost.code, why.reasons)
        sums[key] = (cost, amount + (sums[key][1] if key in sums else Decimal(0)), why)
    return tuple(sums.values())


def _why(line: FundingLine, expense: Expense, rule: Verdict) -> Verdict:
    if rule.is_no:
        return rule
    if line.costs and expense.cost.code not in line.costs:
        return no("N'est pas parmi les dépenses que la demande retient.")
    return unknown("Sans année : elle compte dès que son étape est datée.", missing=("année",))
