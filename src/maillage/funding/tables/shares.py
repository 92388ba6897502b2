"""The plan by axis, kind of action and scope: what each costs, who helps to pay it, what is left."""

from __future__ import annotations

from collections.abc import Callable

from maillage.base.plugs import Project
from maillage.base.values.tree import Column, Table
from maillage.funding.domain import FinancingPlan
from maillage.funding.domain.allocation import Share
from maillage.funding.domain.breakdowns import groups
from maillage.funding.domain.why import Part
from maillage.funding.readings import loose_of, plan_of, shares_of
from maillage.funding.tables.amounts import written
from maillage.funding.tables.years import Figures
from maillage.programme.domain.actions import ActionKind, Scope
from maillage.programme.readings import programme_of

LOOSE = "Aides sans dépense éligible"


def by_axis(project: Project) -> Table:
    programme = programme_of(project)
    axes = {action.code: axis.code for axis, _, action in programme.actions()}
    names = {axis.code: f"{axis.code}. {axis.title}" for axis in programme.axes}
    return _table(project, "Axe", "Le plan par axe", names, lambda share: axes[share.expense.cost.action])


def by_kind(project: Project) -> Table:
    actions = {action.code: action for _, _, action in programme_of(project).actions()}
    names = {kind.value: _capital(kind.label) for kind in ActionKind}
    return _table(
        project,
        "Nature",
        "Le plan par nature d'action",
        names,
        lambda share: actions[share.expense.cost.action].kind.value,
    )


def by_scope(project: Project) -> Table:
    actions = {action.code: action for _, _, action in programme_of(project).actions()}
    names = {scope.value: _capital(scope.label) for scope in Scope}
    return _table(
        project,
        "Portée",
        "Le plan selon que l'action équipe le service ou le réseau",
        names,
        lambda share: actions[share.expense.cost.action].scope.value,
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _table(
    project: Project, head: str, caption: str, names: dict[str, str], key: Callable[[Share], str]
) -> Table:
    plan, shares, loose = plan_of(project), shares_of(project), loose_of(project)
    found = groups(shares, loose, key, list(names))
    rows = [_row(names.get(group.key, LOOSE), group.whole) for group in found]
    rows.append(_total(plan))
    return Table(
        caption=caption,
        columns=(
            Column(head, width=2.6),
            Column("Dépenses HT", align="right", width=1.2),
            Column("Dépenses TTC", align="right", width=1.2),
            Column("Aides", align="right", width=1.2),
            Column("FCTVA", align="right", width=1.1),
            Column("Département HT", align="right", width=1.5),
        ),
        rows=written(rows),
        totals=(len(rows) - 1,),
    )


def _row(label: str, part: Part) -> Figures:
    return (label, part.ht, part.ttc, part.aids, part.fctva, part.ht - part.aids)


def _total(plan: FinancingPlan) -> Figures:
    amounts = (plan.cost_ht(), plan.cost_ttc(), plan.granted(), plan.fctva(), plan.own_share())
    return ("Total", *amounts)
