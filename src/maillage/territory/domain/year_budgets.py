"""The digital budget of the service added up year by year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from maillage.base.values.known import KnownTotal, known_total
from maillage.territory.domain.service import BudgetNature, ServiceBudgetLine, TaxBasis


@dataclass(frozen=True, kw_only=True)
class YearBudget:
    """What is known of a year, in one way of counting tax: amounts HT and TTC are never added together."""

    year: int
    tax: TaxBasis
    lines: tuple[ServiceBudgetLine, ...]

    @property
    def voted(self) -> KnownTotal:
        return known_total(line.voted for line in self.lines)

    @property
    def executed(self) -> KnownTotal:
        return known_total(line.executed for line in self.lines)

    def line(self, nature: BudgetNature) -> ServiceBudgetLine | None:
        return next((line for line in self.lines if line.nature is nature), None)


def budgets_by_year(lines: Iterable[ServiceBudgetLine]) -> tuple[YearBudget, ...]:
    """By year, then TTC before HT."""
    found: dict[tuple[int, TaxBasis], list[ServiceBudgetLine]] = {}
    for line in lines:
        found.setdefault((line.year, line.tax), []).append(line)
    order = list(TaxBasis)
    keys = sorted(found, key=lambda key: (key[0], order.index(key[1])))
    return tuple(YearBudget(year=year, tax=tax, lines=tuple(found[year, tax])) for year, tax in keys)
