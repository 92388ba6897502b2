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
    """Every grant over the expenses of its year that it may bear on, to the cent: the parts of a grant add up to it, and
    do not depend on the order in which things were written.

    An aid at a rate, or that names its costs, is shared in proportion to their HT; an amount given to a whole operation,
    in proportion to what those leave to pay.
    """
    eligibility = Eligibility(plan.inputs.rules, plan.inputs.on)
    by_place: dict[tuple[str, int | None], list[Expense]] = {}
    for expense in plan.expenses:
        by_place.setdefault((expense.cost.operation, expense.year), []).append(expense)
    paid: dict[tuple[str, int | None], Decimal] = {}
    found: list[list[Allocation]] = [[] for _ in plan.grants]
    for rank, grant in sorted(enumerate(plan.grants), key=lambda one: _is_free(one[1])):
        spent = by_place.get((grant.operation.code, grant.year), ())
        borne = supported(grant.line, spent, eligibility, grant.funder, grant.operation, plan.inputs.refused)
        found[rank] = _over(grant, borne, eligibility, paid if _is_free(grant) else {})
        if not _is_free(grant):
            for part in found[rank]:
                if part.expense is not None:
                    place = _place(part.expense)
                    paid[place] = paid.get(place, ZERO) + part.amount
    return tuple(part for parts in found for part in parts)


def _is_free(grant: Grant) -> bool:
    """An amount that names no cost: it may go wherever its operation still has something to pay."""
    return grant.line.rate is None and not grant.line.costs


def _place(expense: Expense) -> tuple[str, int | None]:
    return expense.cost.code, expense.year


def _over(
    grant: Grant,
    borne: Iterable[Expense],
    eligibility: Eligibility,
    paid: Mapping[tuple[str, int | None], Decimal],
) -> list[Allocation]:
    spent = sorted((expense for expense in borne if expense.ht), key=lambda expense: expense.cost.code)
    if not grant.amount:
        return []
    if not spent:
        return [Allocation(grant=grant, expense=None, amount=grant.amount)]
    return [
        Allocation(
            grant=grant,
            expense=expense,
            amount=part,
            why=eligibility.verdict(expense.cost, grant.funder, grant.operation, grant.line),
        )
        for expense, part in zip(spent, share_out(grant.amount, _weights(spent, paid)), strict=True)
        if part
    ]


def _weights(spent: list[Expense], paid: Mapping[tuple[str, int | None], Decimal]) -> list[Decimal]:
    """What is left to pay of each expense; their HT where nothing is."""
    left = [max(expense.ht - paid.get(_place(expense), ZERO), ZERO) for expense in spent]
    return left if any(left) else [expense.ht for expense in spent]


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
