"""How a plan moves when money changes: what is not the same before and after, amount by amount."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from maillage.base.values.euros import total
from maillage.funding.domain.plan import FinancingPlan


@dataclass(frozen=True, kw_only=True)
class Move:
    """An amount of the plan, HT, before and after. `year` is None for an amount over the whole plan."""

    label: str
    before: Decimal
    after: Decimal
    year: int | None = None

    @property
    def change(self) -> Decimal:
        return self.after - self.before


def moves(before: FinancingPlan, after: FinancingPlan) -> tuple[Move, ...]:
    """What moved: the total, the grants, the own share, then the costs of each year. Empty when nothing did."""
    return tuple(move for move in _all(before, after) if move.change)


def _all(before: FinancingPlan, after: FinancingPlan) -> Iterator[Move]:
    yield Move(label="dépenses", before=before.cost_ht(), after=after.cost_ht())
    yield Move(label="recettes", before=before.granted(), after=after.granted())
    yield Move(label="reste à charge", before=before.own_share(), after=after.own_share())
    for year in sorted({*before.years, *after.years}):
        yield Move(
            label=f"en {year}", before=before.cost_ht(year=year), after=after.cost_ht(year=year), year=year
        )
    yield Move(label="sans année", before=_undated(before), after=_undated(after))


def _undated(plan: FinancingPlan) -> Decimal:
    return total(expense.ht for expense in plan.undated)
