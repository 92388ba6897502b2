"""The facts and the panels of one operation or cost line."""

from __future__ import annotations

from typing import Any

from maillage.base.plugs import Project
from maillage.base.ui.components import Badge, Fact, Link, Tone
from maillage.base.ui.listings import without
from maillage.base.ui.pages import thing_url, to
from maillage.base.ui.panels import PagePanel
from maillage.base.values.french import UNKNOWN, number, percent
from maillage.base.values.tree import Column, Table
from maillage.funding.domain import CostLine, Operation
from maillage.funding.domain.spending import Expense
from maillage.funding.readings import funding_of, lines_of, plan_of
from maillage.funding.screens.cost_price import after_facts, price_facts
from maillage.funding.screens.costs import costs_listing
from maillage.funding.screens.grants import lines_listing
from maillage.funding.telling import exact, told_when
from maillage.programme.readings import programme_of


def operation_facts(project: Project, operation: Operation) -> list[Fact]:
    plan, code = plan_of(project), operation.code
    share = plan.public_share_of(code)
    return [
        Fact("Section", operation.section.label),
        Fact("Type d'opération", operation.kind.label if operation.kind else UNKNOWN),
        *(
            [Fact("Surface", f"{number(operation.surface_m2)} m²")]
            if operation.surface_m2 is not None
            else []
        ),
        Fact("Dépenses HT", exact(plan.cost_ht(operation=code))),
        Fact("Recettes attendues", exact(plan.granted(operation=code))),
        Fact("Reste à charge", exact(plan.own_share_of(code))),
        Fact(
            "Part du Département dans l'argent public",
            percent(share, 1) if share is not None else "sans objet",
        ),
    ]


def operation_panels(request: Any, operation: Operation) -> list[PagePanel]:
    project, code = request.project, operation.code
    spent = [(cost, _spent(project, cost)) for cost in funding_of(project).costs if cost.operation == code]
    items = [item for item in lines_of(project) if item.operation.code == code]
    aid = f"{to(request, 'funding:fundingline-new')}?operation={code}"
    cost = f"{to(request, 'funding:costline-new')}?operation={code}&section={operation.section.value}"
    return [
        PagePanel(
            title="Dépenses",
            listing=without(
                costs_listing(request, project, spent, caption="Dépenses de l'opération"),
                ("operation", "section"),
            ),
            edits=[Link("Ajouter une dépense", cost, "button", "plus")],
        ),
        PagePanel(
            title="Recettes",
            listing=without(lines_listing(request, items, caption="Recettes de l'opération"), ("operation",)),
            edits=[Link("Ajouter une recette", aid, "button", "plus")],
        ),
    ]


def cost_facts(request: Any, cost: CostLine) -> list[Fact]:
    project, department = request.project, request.network.department
    spent = _spent(project, cost)
    action = next(one for _, _, one in programme_of(project).actions() if one.code == cost.action)
    operation = next(one for one in funding_of(project).operations if one.code == cost.operation)
    undated = any(expense.year is None for expense in spent)
    return [
        Fact(
            "Action",
            f"{action.code}. {action.title}",
            thing_url(department, f"programme.Action/{action.code}"),
        ),
        Fact(
            "Opération",
            f"{operation.code}. {operation.title}",
            to(request, "funding:operation", operation.code),
        ),
        *price_facts(project, cost),
        Fact("Quand", told_when(cost, spent), badge=Badge("à dater", Tone.WARNING) if undated else None),
        Fact("Se renouvelle chaque année", "oui" if cost.recurrent else "non"),
        *after_facts(cost),
        Fact("FCTVA", cost.fctva_base.label),
        Fact("Base du chiffrage", cost.basis or UNKNOWN),
    ]


def cost_panels(project: Project, cost: CostLine) -> list[PagePanel]:
    spent = _spent(project, cost)
    table = Table(
        caption="Du hors taxes au coût net",
        columns=(
            Column("Année"),
            *(Column(label, align="right") for label in ("HT", "TVA", "TTC", "FCTVA", "Rendu en")),
        ),
        rows=tuple(
            (
                str(one.year or "à dater"),
                exact(one.ht),
                f"{exact(one.vat)} ({percent(one.vat_rate, 1 if one.vat_rate * 1000 % 10 else 0)})",
                exact(one.ttc),
                exact(one.fctva),
                str(one.fctva_year or "–") if one.fctva else "–",
            )
            for one in spent
        ),
    )
    return [PagePanel(title="Montants", blocks=(table,))]


def _spent(project: Project, cost: CostLine) -> list[Expense]:
    return [expense for expense in plan_of(project).expenses if expense.cost.code == cost.code]
