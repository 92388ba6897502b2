"""The columns of a table by year: those of the plan, what has no year yet, and the total."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TypeAlias

from maillage.base.values.euros import total
from maillage.base.values.tree import Column
from maillage.funding.domain import FinancingPlan

Row: TypeAlias = "tuple[str, ...]"
# Its amounts are still figures: `amounts.written` gives all those of a table the same places.
Figures: TypeAlias = "tuple[str | Decimal, ...]"


def year_columns(plan: FinancingPlan, first: str) -> tuple[Column, ...]:
    """The first column, a column a year, « À dater » when some cost has no year, the total."""
    years = [*map(str, plan.years), *(["À dater"] if plan.undated else [])]
    amounts = tuple(Column(year, align="right", width=1.15) for year in years)
    return (Column(first, width=3.2), *amounts, Column("Total", align="right", width=1.25))


def year_row(plan: FinancingPlan, label: str, amount: Callable[[int | None], Decimal]) -> Figures:
    """`amount` of a year, or of all of it; what has no year is the difference."""
    years, whole = [amount(year) for year in plan.years], amount(None)
    loose = [whole - total(years)] if plan.undated else []
    return (label, *years, *loose, whole)
