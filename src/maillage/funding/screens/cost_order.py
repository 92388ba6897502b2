"""The cost lines in the order asked for: all of them, before a page of them is shown or a file made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from maillage.base.ui.components import Cell, Listing
from maillage.base.ui.listings import sorted_listing
from maillage.base.values.euros import total
from maillage.funding.screens.costs import Spent, cost_heads


def in_order(
    spent: Sequence[Spent], years: Sequence[int], params: Mapping[str, Any], *, whole: bool
) -> list[Spent]:
    """As `sorted_listing` would order their rows, of which only the keys are made."""
    if not params.get("tri"):
        return list(spent)
    light = Listing(
        caption="",
        heads=cost_heads(years, whole=whole),
        rows=[[*_keys(one, years, whole), str(rank)] for rank, one in enumerate(spent)],
    )
    return [spent[int(str(row[-1]))] for row in sorted_listing(light, params).rows]


def _keys(one: Spent, years: Sequence[int], whole: bool) -> list[Cell | str]:
    cost, expenses = one
    amounts = [total(e.ht for e in expenses if e.year == year) for year in years]
    return [
        *(cost.label, cost.action, cost.operation, cost.section.label),
        *(Cell("", sort=amount) for amount in amounts),
        *([Cell("", sort=cost.ht)] if whole else []),
    ]
