"""The facts and the panels of one operation, cost line, funder or aid."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from maillage.base.plugs import Project
from maillage.base.ui.components import Badge, Fact, Link, Tone
from maillage.base.ui.editing.history import lines as history_lines
from maillage.base.ui.listings import without
from maillage.base.ui.pages import thing_url, to
from maillage.base.ui.panels import PagePanel
from maillage.base.values.french import UNKNOWN, euros, percent, plain_date
from maillage.base.values.tree import Block, Column, Table
from maillage.funding.domain import CostLine, Funder, Operation
from maillage.funding.domain.lines import FundingLine
from maillage.funding.domain.spending import Expense
from maillage.funding.domain.standing import LineStanding
from maillage.funding.readings import funding_of, lines_of, plan_of
from maillage.funding.screens.costs import costs_listing
from maillage.funding.screens.grants import lines_listing, notified, status_history, sum_of, told_lag
from maillage.funding.telling import capital, exact, status_badge, told_base, told_when
from maillage.programme.readings import programme_of


def operation_facts(project: Project, operation: Operation) -> list[Fact]:
    plan, code = plan_of(project), operation.code
    share = plan.public_share_of(code)
    return [
        Fact("Section", operation.section.label),
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
        Fact("Quand", told_when(cost, spent), badge=Badge("à dater", Tone.WARNING) if undated else None),
        Fact("Se renouvelle chaque année", "oui" if cost.recurrent else "non"),
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


def funder_facts(project: Project, funder: Funder) -> list[Fact]:
    items = [item for item in lines_of(project) if item.funder.code == funder.code]
    return [
        Fact("Nature", funder.kind.label),
        Fact("Compte dans l'argent public", "oui" if funder.kind.is_public else "non"),
        Fact("Versement", told_lag(funder)),
        Fact("Attendu", exact(sum_of(items))),
        Fact("Notifié", exact(sum_of(notified(items)))),
    ]


def funder_panels(request: Any, funder: Funder) -> list[PagePanel]:
    items = [item for item in lines_of(request.project) if item.funder.code == funder.code]
    aid = f"{to(request, 'funding:fundingline-new')}?funder={funder.code}"
    return [
        PagePanel(
            title="Aides",
            listing=lines_listing(request, items, caption="Aides de ce financeur"),
            edits=[Link("Ajouter une recette", aid, "button", "plus")],
        )
    ]


def line_facts(request: Any, item: LineStanding) -> list[Fact]:
    line, funder, operation = item.line, item.funder, item.operation
    day = f"le {plain_date(line.notified_on)}" if line.notified_on else ""
    facts = [
        Fact("État", day, badge=status_badge(line.status)),
        Fact("Financeur", funder.name, to(request, "funding:funder", funder.code)),
        Fact(
            "Opération",
            f"{operation.code}. {operation.title}",
            to(request, "funding:operation", operation.code),
        ),
        Fact("Base", capital(told_base(line))),
        Fact("Montant", exact(item.amount)),
        Fact("Utile à partir du", plain_date(item.first_use)),
    ]
    if item.commit_by:
        facts.append(
            Fact(
                "Dépenses à engager avant le",
                plain_date(item.commit_by),
                badge=Badge("à confirmer", Tone.WARNING),
            )
        )
    return [*facts, Fact("Précision", line.note)] if line.note else facts


def line_panels(request: Any, item: LineStanding) -> list[PagePanel]:
    plan = plan_of(request.project)
    grants = [grant for grant in plan.grants if grant.line.code == item.line.code]
    by_year: Sequence[Block] = (
        Table(
            caption="Montants par année",
            columns=(
                Column("Année des dépenses"),
                Column("Montant", align="right"),
                Column("Versement attendu"),
            ),
            rows=tuple((str(one.year), euros(one.amount, 2), f"en {one.paid_year}") for one in grants),
        ),
    )
    trail = history_lines(request.network, f"funding.FundingLine/{item.line.code}", FundingLine)
    return [
        PagePanel(
            title="Par année", blocks=by_year if grants else (), lead="" if grants else _no_amount(item)
        ),
        PagePanel(title="Où en est cette aide", listing=status_history(trail)),
    ]


def _no_amount(item: LineStanding) -> str:
    if item.amount is None:
        return "Une dépense de l'opération n'a pas encore d'année : le montant de l'aide est inconnu."
    return "Cette aide ne rapporte encore rien : l'opération n'a pas de dépense éligible."


def _spent(project: Project, cost: CostLine) -> list[Expense]:
    return [expense for expense in plan_of(project).expenses if expense.cost.code == cost.code]
