"""Every euro of aid tied to the cost that it pays, with the rule that allows it: line, rule, source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from maillage.base.values.euros import ZERO, share_out, total
from maillage.base.values.verdict import Verdict
from maillage.funding.domain.eligibility import Eligibility
from maillage.funding.domain.granting import Grant, supported
from maillage.funding.domain.plan import FinancingPlan
from maillage.funding.domain.spending import Expense


@dataclass(frozen=True, kw_only=True)
class Allocation:
    """What one year of an aid pays of one expense. `expense` is None where an aid of a fixed amount meets no cost that
    it may bear on that year: money without a use. `why` says what allows it."""

    grant: Grant
    expense: Expense | None
    amount: Decimal
    why: Verdict | None = None


@dataclass(frozen=True, kw_only=True)
class Share:
    """Who pays one expense: the aids, and what is left to the département (negative when aids exceed the cost)."""

    expense: Expense
    aids: tuple[Allocation, ...]

    @property
    def own(self) -> Decimal:
        return self.expense.ht - total(aid.amount for aid in self.aids)


def allocate(plan: FinancingPlan) -> tuple[Allocation, ...]:
    """Every grant over the expenses of its year that it may bear on, in proportion to their HT cost, to the cent: the
    parts of a grant add up to it, and do not depend on the order in which things were written."""
    eligibility = Eligibility(plan.inputs.rules, plan.inputs.on)
    by_place: dict[tuple[str, int | None], list[Expense]] = {}
    for expense in plan.expenses:
        by_place.setdefault((expense.cost.operation, expense.year), []).append(expense)
    found: list[Allocation] = []
    for grant in plan.grants:
        spent = by_place.get((grant.operation.code, grant.year), ())
        borne = supported(grant.line, spent, eligibility, grant.funder, grant.operation, plan.inputs.refused)
        found += _over(grant, borne, eligibility)
    return tuple(found)


def _over(grant: Grant, borne: Iterable[Expense], eligibility: Eligibility) -> list[Allocation]:
    paid = sorted((expense for expense in borne if expense.ht), key=lambda expense: expense.cost.code)
    if not grant.amount:
        return []
    if not paid:
        return [Allocation(grant=grant, expense=None, amount=grant.amount)]
    parts = share_out(grant.amount, [expense.ht for expense in paid])
    return [
        Allocation(
            grant=grant,
            expense=expense,
            amount=part,
            why=eligibility.verdict(expense.cost, grant.funder, grant.operation, grant.line),
        )
        for expense, part in zip(paid, parts, strict=True)
    ]


def shares(plan: FinancingPlan, allocations: Iterable[Allocation]) -> tuple[Share, ...]:
    """Every expense with who pays it, in the order of the plan."""
    aids: dict[tuple[str, int | None], list[Allocation]] = {}
    for allocation in allocations:
        if allocation.expense is not None:
            key = (allocation.expense.cost.code, allocation.expense.year)
            aids.setdefault(key, []).append(allocation)
    return tuple(
        Share(expense=expense, aids=tuple(aids.get((expense.cost.code, expense.year), ())))
        for expense in plan.expenses
    )


@dataclass(frozen=True, kw_only=True)
class Slice:
    """A part of the plan: what it costs, who pays. `aids` by code of funder; `own_share` is what is left."""

    ht: Decimal
    ttc: Decimal
    fctva: Decimal
    aids: Mapping[str, Decimal]

    @property
    def granted(self) -> Decimal:
        return total(self.aids.values())

    @property
    def own_share(self) -> Decimal:
        return self.ht - self.granted


def slice_of(shares: Iterable[Share]) -> Slice:
    """What some expenses weigh together: those of an axis, of a kind of action, of a year, of all at once."""
    ht = ttc = fctva = ZERO
    aids: dict[str, Decimal] = {}
    for share in shares:
        ht, ttc, fctva = ht + share.expense.ht, ttc + share.expense.ttc, fctva + share.expense.fctva
        for aid in share.aids:
            code = aid.grant.funder.code
            aids[code] = aids.get(code, ZERO) + aid.amount
    return Slice(ht=ht, ttc=ttc, fctva=fctva, aids=aids)
