"""What other rooms know of an action, for its printed sheet: its costs and funders, its courses, its indicators."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from maillage.base.plugs import Project
from maillage.base.values.euros import total
from maillage.base.values.french import count, euros, number
from maillage.dossier.action_sheets.parts import Line
from maillage.evaluation.readings import attainments_of
from maillage.evaluation.screens import line as indicator_line
from maillage.funding.domain.spending import Expense
from maillage.funding.readings import plan_of
from maillage.funding.telling import told_when
from maillage.training.readings import training_of


def _spent(project: Project) -> dict[str, list[Expense]]:
    found: dict[str, list[Expense]] = {}
    for expense in plan_of(project).expenses:
        found.setdefault(expense.cost.action, []).append(expense)
    return found


def money_told(project: Project, action: str) -> str:
    """The whole cost of an action, HT; "à chiffrer" without any cost line, that may still come."""
    spent = project.once(_spent).get(action)
    return euros(total(one.ht for one in spent)) if spent else "à chiffrer"


def money_lines(project: Project, action: str) -> Iterator[Line]:
    """Each cost line with its amount and years, then the operations that bear them and their funders."""
    spent = project.once(_spent).get(action, [])
    if not spent:
        yield Line("Aucune dépense n'est encore chiffrée.")
        return
    for cost in {one.cost.code: one.cost for one in spent}.values():
        mine = [one for one in spent if one.cost.code == cost.code]
        amount = euros(total(one.ht for one in mine))
        told = f"{cost.label} : {amount} HT, {cost.section.label}, {told_when(cost, mine)}"
        yield Line(told, bullet=True)
    for operation in dict.fromkeys(one.cost.operation for one in spent):
        yield Line(_funders(project, operation), f"Opération {operation}")


def _funders(project: Project, operation: str) -> str:
    """`Équipements : État (DGD) 40 %, Département 60 %`: shares of the operation, of which the action is a part."""
    plan = plan_of(project)
    title = next((one.title for one in plan.operations if one.code == operation), operation)
    whole = plan.cost_ht(operation=operation)
    given: dict[str, Decimal] = {}
    for grant in plan.grants:
        if grant.operation.code == operation and grant.amount:
            given[grant.funder.name] = given.get(grant.funder.name, Decimal(0)) + grant.amount
    shares = [f"{name} {_share(amount, whole)}" for name, amount in given.items()]
    own = plan.own_share_of(operation)
    told = (
        ", ".join([*shares, f"Département {_share(own, whole)}"])
        if shares
        else "sans financeur pour l'instant"
    )
    return f"{title} : {told}"


def _share(amount: Decimal, whole: Decimal) -> str:
    return f"{number(amount * 100 / whole)}\u00a0%" if whole else euros(amount)


def training_lines(project: Project, action: str) -> Iterator[Line]:
    for course in training_of(project).courses:
        if course.action == action:
            yield Line(f"{course.title} : {count(course.places(), 'place')}, {course.audience}", bullet=True)


def indicator_lines(project: Project, objective: str) -> Iterator[Line]:
    """The indicators of an objective, from their baseline to their target; one that is missing is said."""
    found = [item for item in attainments_of(project) if item.indicator.objective == objective]
    for item in found:
        shown = indicator_line(project, item)
        year = f" fin {shown.target_year}" if shown.target_year else ""
        told = f"au départ : {shown.baseline} ; dernière mesure : {shown.measured} ; cible{year} : {shown.target}"
        yield Line(f"{shown.title} ({told})", bullet=True)
    if not found:
        yield Line("Aucun indicateur ne dira si l'objectif est atteint.")
