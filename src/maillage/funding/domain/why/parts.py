"""A part of the plan: its expenses with who pays them, and the aids that pay none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from maillage.base.values.euros import ZERO, total
from maillage.funding.domain.allocation import Allocation, Share
from maillage.funding.domain.granting import Grant
from maillage.funding.domain.plan import FinancingPlan
from maillage.funding.domain.why.selecting import Selection


@dataclass(frozen=True, kw_only=True)
class Loose:
    """What is left of one year of an aid once every expense that it may bear on is paid: money without a use."""

    grant: Grant
    amount: Decimal


def loose_aids(plan: FinancingPlan, shares: Iterable[Share]) -> tuple[Loose, ...]:
    """The aids of the plan less what they pay: what makes every breakdown add up to the plan, to the cent."""
    paid: dict[tuple[str, int], Decimal] = {}
    for share in shares:
        for aid in share.aids:
            key = (aid.grant.line.code, aid.grant.year)
            paid[key] = paid.get(key, ZERO) + aid.amount
    left = ((grant, grant.amount - paid.get((grant.line.code, grant.year), ZERO)) for grant in plan.grants)
    return tuple(Loose(grant=grant, amount=amount) for grant, amount in left if amount)


@dataclass(frozen=True, kw_only=True)
class Part:
    """What a selection holds: the shares, then the aids without a use."""

    selection: Selection
    shares: tuple[Share, ...]
    loose: tuple[Loose, ...]

    @property
    def ht(self) -> Decimal:
        return total(share.expense.ht for share in self.shares)

    @property
    def ttc(self) -> Decimal:
        return total(share.expense.ttc for share in self.shares)

    @property
    def fctva(self) -> Decimal:
        return total(share.expense.fctva for share in self.shares)

    @property
    def allocations(self) -> tuple[Allocation, ...]:
        """What aids pay here, the money without a use last."""
        paid = [aid for share in self.shares for aid in self.selection.aids_of(share)]
        return (*paid, *(Allocation(grant=one.grant, expense=None, amount=one.amount) for one in self.loose))

    @property
    def aids(self) -> Decimal:
        return total(aid.amount for aid in self.allocations)

    def aids_by_funder(self) -> dict[str, Decimal]:
        """By code, in the order in which they are met."""
        found: dict[str, Decimal] = {}
        for aid in self.allocations:
            code = aid.grant.funder.code
            found[code] = found.get(code, ZERO) + aid.amount
        return found

    def own_of(self, share: Share) -> Decimal:
        """What is left of an expense once the aids that count are paid."""
        return share.expense.ht - total(aid.amount for aid in self.selection.aids_of(share))


def part_of_plan(shares: Iterable[Share], loose: Iterable[Loose], selection: Selection) -> Part:
    return Part(
        selection=selection,
        shares=tuple(share for share in shares if selection.spends(share.expense)),
        loose=tuple(one for one in loose if selection.holds_loose(one.grant)),
    )
