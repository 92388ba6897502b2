"""What money adds to an action: its cost by section and year, and the operations it is part of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from django.urls import reverse

from maillage.base.plugs import Panel, Project
from maillage.base.ui.components import Badge, Cell, Head, Link, Listing, Tone
from maillage.base.ui.panels import PageColumn, PagePanel
from maillage.base.values.euros import total
from maillage.base.values.french import euros, number
from maillage.funding.readings import plan_of
from maillage.funding.rule_panels import rule_panels
from maillage.funding.screens.asleep import asleep_costs_listing
from maillage.funding.spent_panels import spent_panels
from maillage.funding.telling import amount_text, told_spending
from maillage.programme.readings import archived_codes, programme_of


def panels(project: Project) -> Iterator[Panel]:
    plan = plan_of(project)
    titles = {operation.code: operation.title for operation in plan.operations}
    for _, _, action in programme_of(project).actions():
        spent = [expense for expense in plan.expenses if expense.cost.action == action.code]
        if spent:
            yield Panel(
                target="programme.Action", code=action.code, label="Coût HT", text=told_spending(spent)
            )
            operations = dict.fromkeys(expense.cost.operation for expense in spent)
            named = " ; ".join(f"{code}. {titles[code]}" for code in operations)
            yield Panel(target="programme.Action", code=action.code, label="Opération", text=named)


def page_panels(project: Project, target: str, code: str) -> Iterator[PagePanel]:
    """Its costs on the page of an action; what was committed, paid and received on whatever spends or brings money."""
    if target == "programme.Action":
        yield from _action_panels(project, code)
    yield from spent_panels(project, target, code)
    yield from rule_panels(project, target, code)


def _action_panels(project: Project, code: str) -> Iterator[PagePanel]:
    """The costs of an action, by year, and the sheet that edits them all."""
    if code in archived_codes(project):
        if listing := asleep_costs_listing(project, code):
            yield PagePanel(title="Dépenses", listing=listing)
        return
    department = project.network.department
    spent = [expense for expense in plan_of(project).expenses if expense.cost.action == code]
    yield PagePanel(
        title="Dépenses",
        lead=f"{told_spending(spent)} (hors taxes)." if spent else "Aucune dépense n'est encore chiffrée.",
        listing=_costs(project, code) if spent else None,
        edits=[
            Link(
                "Modifier les dépenses" if spent else "Chiffrer les dépenses",
                reverse("funding:action-costs", args=[department, code]),
                "button",
                "coins",
            )
        ],
        links=[Link("Et si on la décalait ?", f"{reverse('funding:move', args=[department, code])}?mois=6")],
    )


def page_columns(project: Project, target: str) -> Iterator[PageColumn]:
    """What each action costs, in euros HT, over the whole programme."""
    if target == "programme.Action":
        spent: dict[str, list[Decimal]] = {}
        for expense in plan_of(project).expenses:
            spent.setdefault(expense.cost.action, []).append(expense.ht)
        values = {code: total(amounts) for code, amounts in spent.items()}
        yield PageColumn(key="cout", label="Coût HT", values=values, told=euros, wanted="un coût")


def _costs(project: Project, action: str) -> Listing:
    """The cost lines of an action, a column for each year in which it spends."""
    plan, department = plan_of(project), project.network.department
    spent = [expense for expense in plan.expenses if expense.cost.action == action]
    years = sorted({expense.year for expense in spent if expense.year})
    rows: list[Sequence[Cell | str]] = []
    for cost in {expense.cost.code: expense.cost for expense in spent}.values():
        mine = [expense for expense in spent if expense.cost.code == cost.code]
        undated = any(expense.year is None for expense in mine)
        rows.append(
            (
                Cell(cost.label, reverse("funding:costline", args=[department, cost.code]), note=cost.basis),
                Cell(cost.operation, reverse("funding:operation", args=[department, cost.operation])),
                *(amount_text(total(e.ht for e in mine if e.year == year)) for year in years),
                Cell(number(cost.ht), badge=Badge("à dater", Tone.WARNING) if undated else None),
            )
        )
    sums = (amount_text(total(e.ht for e in spent if e.year == year)) for year in years)
    rows.append(("Total", "", *sums, number(total(expense.ht for expense in spent))))
    heads = (Head("Dépense"), Head("Opération"), *(Head(str(year), "right") for year in years))
    return Listing(
        caption="Dépenses de l'action (€ HT)",
        heads=(*heads, Head("Total", "right")),
        rows=rows,
        totals=(len(rows) - 1,),
        anchor="depenses",
    )
