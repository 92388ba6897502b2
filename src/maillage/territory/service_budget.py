"""The digital budget of the service as a list: by year and nature, HT and TTC apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from maillage.base.ui.components import Cell, Head, Listing
from maillage.base.ui.pages import to
from maillage.base.values.french import UNKNOWN, euros
from maillage.base.values.known import KnownTotal
from maillage.territory.inventory_screens import out_of
from maillage.territory.own_service import budgets_of


def budget_listing(request: Any) -> Listing:
    """A row a year and nature, and the totals of each year; HT and TTC are never added together."""
    rows: list[Sequence[Cell | str]] = []
    totals = []
    for budget in budgets_of(request.project):
        for line in budget.lines:
            rows.append(
                (
                    Cell(
                        f"{line.year}, {line.nature.label}",
                        to(request, "territory:servicebudgetline", line.code),
                        note=line.note,
                    ),
                    euros(line.voted),
                    euros(line.executed),
                    line.tax.label,
                )
            )
        totals.append(len(rows))
        whole = (total_told(budget.voted), total_told(budget.executed), budget.tax.label)
        rows.append((f"Total {budget.year}", *whole))
    return Listing(
        caption="Budget numérique du service",
        anchor="budget",
        heads=(Head("Année et nature"), Head("Voté", "right"), Head("Exécuté", "right"), Head("Montants")),
        rows=rows,
        totals=totals,
        empty="Le budget numérique du service n'est pas encore décrit.",
    )


def total_told(total: KnownTotal) -> str:
    if total.value is None:
        return UNKNOWN
    return f"{euros(total.value)} ({out_of(total, 'nature')})" if total.missing else euros(total.value)
