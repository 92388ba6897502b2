"""The columns of a table by year: those of the plan, what has no year yet, and the total."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TypeAlias

from maillage.base.values.euros import total
from maillage.base.values.tree import Column
from maillage.funding.domain import FinancingPlan
from maillage.funding.domain.unknown import KNOWN, Bound, Doubt
from maillage.funding.tables.amounts import Figure, Marked

# Its amounts are still figures: `amounts.written` gives all those of a table the same places.
Figures: TypeAlias = "tuple[Figure, ...]"


def year_columns(plan: FinancingPlan, first: str, years: Sequence[int] | None = None) -> tuple[Column, ...]:
    """The first column, a column a year, « À dater » when some cost has no year, the total."""
    heads = [*map(str, plan.years if years is None else years), *(["À dater"] if plan.undated else [])]
    amounts = tuple(Column(head, align="right", width=1.15) for head in heads)
    return (Column(first, width=3.2), *amounts, Column("Total", align="right", width=1.25))


def year_row(
    plan: FinancingPlan, label: str, amount: Callable[[int | None], Decimal], doubt: Doubt = KNOWN
) -> Figures:
    """`amount` of a year, or of all of it; what has no year is the difference. What `doubt` says is unknown is said."""
    years, whole = [amount(year) for year in plan.years], amount(None)
    told = [
        value or None if year in doubt.years else value for year, value in zip(plan.years, years, strict=True)
    ]
    loose = [bounded(whole - total(years), doubt.undated)] if plan.undated else []
    return (label, *told, *loose, bounded(whole, doubt.whole))


def bounded(amount: Decimal, bound: Bound | None) -> Figure:
    """`au moins 5 000 €`; at least nothing is unknown."""
    if bound is None:
        return amount
    return Marked(amount, before=bound.label) if amount or bound is Bound.MOST else None
