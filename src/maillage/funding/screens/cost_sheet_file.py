"""The cost lines as a sheet to take away: in columns that the page where one pastes reads back."""

from __future__ import annotations

from collections.abc import Sequence

from maillage.base.spreadsheets import Sheet, Value
from maillage.base.values.euros import total
from maillage.base.values.fields import Kind, specs
from maillage.funding.domain import CostLine
from maillage.funding.pasting import TEMPLATE
from maillage.funding.screens.costs import Spent

# Not pasted: the section is that of the operation, a distribution is typed on the page of its line.
_TOLD_ONLY = ("section", "spread")


def costs_sheet(spent: Sequence[Spent], years: Sequence[int]) -> Sheet:
    """Every field, to the cent, then the section and what falls each year."""
    known = specs(CostLine)
    names = [*TEMPLATE, *(name for name in known if name not in (*TEMPLATE, *_TOLD_ONLY))]
    heads = [*(known[name].label for name in names), known["section"].label]
    rows: list[list[Value]] = []
    for cost, expenses in spent:
        row = [_value(cost, name) for name in names]
        amounts = [total(e.ht for e in expenses if e.year == year) for year in years]
        rows.append([*row, cost.section.label, *amounts])
    return Sheet(name="Dépenses", heads=[*heads, *(f"HT en {year}" for year in years)], rows=rows)


def _value(cost: CostLine, name: str) -> Value:
    if name == "amount_ht":
        return cost.ht
    value: Value = getattr(cost, name)
    if specs(CostLine)[name].kind is Kind.CHOICE:
        return getattr(value, "label", None)
    return value
