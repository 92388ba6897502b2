"""The cost lines on screen: filtered, by year, with the totals of what is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from maillage.base.plugs import Project
from maillage.base.ui.components import Badge, Cell, Head, Listing, Tone
from maillage.base.ui.filters import Filter, chosen
from maillage.base.ui.pages import thing_url, to
from maillage.base.values.euros import total
from maillage.base.values.french import count, folded, number
from maillage.funding.domain import BudgetSection, CostLine
from maillage.funding.domain.spending import Expense
from maillage.funding.readings import funding_of, plan_of
from maillage.funding.screens.cost_filters import price_filters, priced_as
from maillage.funding.telling import amount_text, exact
from maillage.programme.readings import programme_of

Spent = tuple[CostLine, list[Expense]]
TOTAL = "Total de ce qui est montré"


@dataclass(frozen=True, kw_only=True)
class CostQuery:
    """What the page of costs is asked for: the filters in force and the words sought."""

    filters: tuple[Filter, ...]
    words: str

    def value(self, name: str) -> str:
        return next(one.value for one in self.filters if one.name == name)

    @property
    def year(self) -> int | None:
        return int(self.value("annee")) if self.value("annee") else None

    @property
    def is_narrowed(self) -> bool:
        return bool(self.words) or any(one.value for one in self.filters)


def query_of(project: Project, params: Mapping[str, str]) -> CostQuery:
    axes = [(axis.code, f"{axis.code}. {axis.title}") for axis in programme_of(project).axes]
    actions = [(one.code, f"{one.code}. {one.title}") for _, _, one in programme_of(project).actions()]
    operations = [(one.code, f"{one.code}. {one.title}") for one in funding_of(project).operations]
    sections = [(one.value, one.label.capitalize()) for one in BudgetSection]
    years = [(str(year), str(year)) for year in plan_of(project).years]
    return CostQuery(
        filters=(
            chosen("axe", "Axe", axes, params, "Tous"),
            chosen("action", "Action", actions, params),
            chosen("operation", "Opération", operations, params),
            chosen("section", "Section", sections, params),
            chosen("annee", "Année", years, params),
            *price_filters(params),
        ),
        words=folded(params.get("q", "")[:200]),
    )


def matching(project: Project, query: CostQuery) -> list[Spent]:
    """The cost lines asked for, each with its expenses by year."""
    spent: dict[str, list[Expense]] = {}
    for expense in plan_of(project).expenses:
        spent.setdefault(expense.cost.code, []).append(expense)
    axes = {action.code: axis.code for axis, _, action in programme_of(project).actions()}
    actions = {action.code: action.title for _, _, action in programme_of(project).actions()}
    operations = {one.code: one.title for one in funding_of(project).operations}
    found = []
    for cost in funding_of(project).costs:
        text = f"{cost.code} {cost.label} {actions[cost.action]} {operations[cost.operation]} {cost.basis}"
        if (
            query.value("axe") in ("", axes[cost.action])
            and query.value("action") in ("", cost.action)
            and query.value("operation") in ("", cost.operation)
            and query.value("section") in ("", cost.section.value)
            and (query.year is None or any(e.year == query.year for e in spent.get(cost.code, ())))
            and priced_as(project, cost, query.value("famille"), query.value("prix"))
            and query.words in folded(text)
        ):
            found.append((cost, spent.get(cost.code, [])))
    return found


def told_totals(project: Project, spent: Sequence[Spent], query: CostQuery) -> str:
    """`127 dépenses retenues : 12 000 € HT ; 2027 : 8 000 €`: of all that the filters leave, every page of it."""
    years = (query.year,) if query.year else plan_of(project).years
    expenses = [expense for _, found in spent for expense in found]
    parts = [(str(year), total(e.ht for e in expenses if e.year == year)) for year in years]
    told = f"{count(len(spent), 'dépense retenue', 'dépenses retenues')}"
    if not spent:
        return told
    if not query.year:
        whole = total(expense.ht for expense in expenses)
        told += f" : {exact(whole)} HT"
        parts.append(("autres années ou à dater", whole - total(amount for _, amount in parts)))
    return f"{told}{''.join(f' ; {when} : {exact(amount)}' for when, amount in parts if amount)}."


def costs_listing(
    request: Any,
    project: Project,
    spent: Sequence[Spent],
    *,
    year: int | None = None,
    caption: str = "Dépenses",
    shown: Sequence[Spent] | None = None,
) -> Listing:
    """One row a cost line, a column a year, and the totals of all; `shown`: the lines of a page, all when None."""
    years = (year,) if year else plan_of(project).years
    asked = f"?{urlencode({'liste': request.GET.urlencode()})}" if shown is not None and request.GET else ""
    rows = [
        _row(request, cost, expenses, years, whole=not year, asked=asked)
        for cost, expenses in (spent if shown is None else shown)
    ]
    if rows:
        label = f"Total des {count(len(spent), 'dépense')}" if len(spent) > len(rows) else TOTAL
        rows.append(_totals(spent, years, whole=not year, label=label))
    return Listing(
        caption=f"{caption} (€ HT)",
        heads=cost_heads(years, whole=not year),
        rows=rows,
        totals=(len(rows) - 1,) if rows else (),
        empty="Aucune dépense ne répond à cette recherche."
        if plan_of(project).inputs.costs
        else "Aucune dépense n'est encore écrite.",
        anchor="depenses",
    )


def cost_heads(years: Sequence[int], *, whole: bool) -> list[Head]:
    return [
        Head("Dépense", key="depense"),
        Head("Action", key="action"),
        Head("Opération", key="operation"),
        Head("Section", key="section"),
        *(Head(str(one), "right", f"a{one}") for one in years),
        *([Head("Total HT", "right", "montant")] if whole else []),
    ]


def _row(
    request: Any,
    cost: CostLine,
    expenses: Sequence[Expense],
    years: Sequence[int],
    *,
    whole: bool,
    asked: str,
) -> list[Cell | str]:
    department = request.network.department
    row: list[Cell | str] = [
        Cell(
            cost.label,
            to(request, "funding:costline", cost.code),
            note=f"{cost.code}, {cost.basis or 'base du chiffrage inconnue'}",
        ),
        Cell(cost.action, thing_url(department, f"programme.Action/{cost.action}")),
        Cell(cost.operation, to(request, "funding:operation", cost.operation)),
        cost.section.label,
    ]
    row += [_amount(total(e.ht for e in expenses if e.year == year)) for year in years]
    if whole:
        undated = any(expense.year is None for expense in expenses)
        badge = Badge("à dater", Tone.WARNING) if undated else None
        if cost.ht is None:
            badge = Badge("à chiffrer", Tone.WARNING)
        price = f"{to(request, 'funding:costline-chiffrage', cost.code)}{asked}" if request.can_edit else ""
        row.append(Cell(number(cost.ht), price, sort=cost.ht, badge=badge))
    return row


def _amount(amount: Decimal) -> Cell:
    return Cell(amount_text(amount), sort=amount)


def _totals(spent: Sequence[Spent], years: Sequence[int], *, whole: bool, label: str) -> list[Cell | str]:
    expenses = [expense for _, found in spent for expense in found]
    row: list[Cell | str] = [label, "", "", ""]
    row += [_amount(total(e.ht for e in expenses if e.year == year)) for year in years]
    if whole:
        row.append(_amount(total(expense.ht for expense in expenses)))
    return row
