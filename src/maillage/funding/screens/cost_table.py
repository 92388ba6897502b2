"""The table in which costs are typed: its rows, and the totals that follow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.forms.boundfield import BoundField

from maillage.base.plugs import Project
from maillage.base.ui.components import Badge, Tile, Tone
from maillage.base.ui.pages import to
from maillage.base.values.euros import total
from maillage.base.values.french import UNKNOWN
from maillage.funding.cost_rows import CostRow
from maillage.funding.readings import plan_of
from maillage.funding.screens.costs import Spent
from maillage.funding.telling import exact

HEADS = (
    ("quantity", "Quantité"),
    ("unit_price_ht", "Prix unitaire HT"),
    ("amount_ht", "Montant HT"),
    ("year", "Année"),
)


@dataclass(frozen=True, kw_only=True)
class ShownRow:
    """A row as the page shows it. `years` and `step`: when it falls, for a line whose year is not typed here."""

    row: CostRow
    url: str
    price_url: str
    place: str
    amount: str
    badge: Badge | None
    years: str
    step: str

    @property
    def cells(self) -> Iterator[tuple[str, BoundField | None]]:
        """Under each head its field, or None where nothing is typed."""
        form = self.row.form
        for name, label in HEADS:
            yield label, form[name] if form and name in form.fields else None

    @property
    def errors(self) -> list[str]:
        form = self.row.form
        return [*self.row.refusals, *(form.non_field_errors() if form else ())]


def shown_rows(request: Any, project: Project, rows: Iterable[CostRow]) -> list[ShownRow]:
    years: dict[str, set[int]] = {}
    for expense in plan_of(project).expenses:
        if expense.year:
            years.setdefault(expense.cost.code, set()).add(expense.year)
    return [_row(request, row, sorted(years.get(row.cost.code, ()))) for row in rows]


def _row(request: Any, row: CostRow, years: Sequence[int]) -> ShownRow:
    cost = row.cost
    unit = f", par {cost.unit}" if cost.unit and cost.quantity is not None else ""
    return ShownRow(
        row=row,
        url=to(request, "funding:costline", cost.code),
        price_url=to(request, "funding:costline-chiffrage", cost.code),
        place=f"{cost.code}, action {cost.action}, {cost.section.label}{unit}",
        amount=exact(cost.ht) if cost.ht is not None else UNKNOWN,
        badge=Badge("à chiffrer", Tone.WARNING) if cost.ht is None else None,
        years=", ".join(map(str, years)) or "à dater",
        step=f"étape {cost.step}" if cost.step else "",
    )


def totals(project: Project, spent: Sequence[Spent]) -> list[Tile]:
    """What is shown, then the whole plan: uses, aids, what is left to pay."""
    plan = plan_of(project)
    years = " ; ".join(f"{year} : {exact(plan.cost_ht(year=year))}" for year in plan.years)
    least = "au moins " if plan.unpriced else ""
    return [
        Tile("Lignes retenues", f"{exact(total(cost.ht or 0 for cost, _ in spent))} HT"),
        Tile("Dépenses du plan", f"{least}{exact(plan.cost_ht())} HT", note=years),
        Tile("Recettes attendues", exact(plan.granted())),
        Tile("À la charge du Département", exact(plan.own_share())),
    ]
