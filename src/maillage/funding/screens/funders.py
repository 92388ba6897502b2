"""Funders on screen: on what terms each pays, and what was asked of it, promised, notified and received."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from maillage.base.plugs import Project
from maillage.base.ui.components import Cell, Fact, Head, Link, Listing
from maillage.base.ui.pages import to
from maillage.base.ui.panels import PagePanel
from maillage.base.values.euros import total
from maillage.base.values.french import UNKNOWN, count, euros
from maillage.funding.domain import Funder, FundingStatus
from maillage.funding.domain.ladder import RUNGS, received
from maillage.funding.domain.standing import LineStanding
from maillage.funding.readings import funding_of, lines_of
from maillage.funding.screens.grants import lines_listing, sum_of
from maillage.funding.screens.terms import told_excluded, told_rate, told_schedule, told_terms
from maillage.funding.telling import capital, exact


def items_of(project: Project, funder: Funder) -> list[LineStanding]:
    return [item for item in lines_of(project) if item.funder.code == funder.code]


def funders_listing(request: Any, project: Project) -> Listing:
    """Who pays besides the département, on which terms, and where its aids stand."""
    return Listing(
        caption="Financeurs",
        heads=(
            Head("Financeur"),
            Head("Ce qu'il paie"),
            Head("Demande et versement"),
            Head("Dans le plan", "right"),
            Head("Demandé", "right"),
            Head("Promis", "right"),
            Head("Notifié", "right"),
            Head("Reçu", "right"),
        ),
        rows=[_funder(request, project, funder) for funder in funding_of(project).funders],
        empty="Aucun financeur n'est encore décrit : le Département paierait tout.",
        anchor="financeurs",
    )


def _funder(request: Any, project: Project, funder: Funder) -> list[Cell | str]:
    items = items_of(project, funder)
    excluded = told_excluded(project, funder)
    return [
        Cell(funder.name, to(request, "funding:funder", funder.code), note=funder.kind.label),
        Cell(capital(told_terms(funder)), note=f"ne se cumule pas avec : {excluded}" if excluded else ""),
        Cell(funder.window or UNKNOWN, note=f"versement {told_schedule(funder)}"),
        Cell(euros(sum_of(items)), note=count(len(items), "aide")),
        *(
            euros(reached(items, status))
            for status in (FundingStatus.REQUESTED, FundingStatus.PROMISED, FundingStatus.NOTIFIED)
        ),
        euros(came(items)),
    ]


def reached(items: Iterable[LineStanding], status: FundingStatus) -> Decimal | None:
    """What reached a status or went further; None while an amount is unknown."""
    rank = RUNGS.index(status)
    return sum_of(item for item in items if RUNGS.index(item.line.status) >= rank)


def came(items: Iterable[LineStanding]) -> Decimal | None:
    """What came in: the receipts written; an aid that is all received without any counts whole."""
    amounts = [
        item.amount
        if item.line.status is FundingStatus.RECEIVED and not item.line.receipts
        else received(item.line)
        for item in items
    ]
    return None if None in amounts else total(amount for amount in amounts if amount is not None)


def funder_facts(project: Project, funder: Funder) -> list[Fact]:
    items = items_of(project, funder)
    excluded = told_excluded(project, funder)
    facts = [
        Fact("Nature", funder.kind.label),
        Fact("Section aidée", funder.pays.label if funder.pays else "les deux"),
        Fact("Taux maximal", told_rate(funder) if funder.max_rate is not None else UNKNOWN),
        Fact("Plafond de ses aides", exact(funder.ceiling)),
        Fact("Ne se cumule pas avec", excluded or "rien d'écrit"),
        Fact("Calendrier de dépôt", funder.window or UNKNOWN),
        Fact("Versement", capital(told_schedule(funder))),
        Fact("Compte dans l'argent public", "oui" if funder.kind.is_public else "non"),
        Fact("Dans le plan", exact(sum_of(items))),
    ]
    if funder.floor_ht is not None:
        facts.insert(4, Fact("Dépense minimale", f"{exact(funder.floor_ht)} HT par opération"))
    rungs = (("Demandé", FundingStatus.REQUESTED), ("Promis", FundingStatus.PROMISED))
    facts += [Fact(label, exact(reached(items, status))) for label, status in rungs]
    return [
        *facts,
        Fact("Notifié", exact(reached(items, FundingStatus.NOTIFIED))),
        Fact("Reçu", exact(came(items))),
    ]


def funder_panels(request: Any, funder: Funder) -> list[PagePanel]:
    aid = f"{to(request, 'funding:fundingline-new')}?funder={funder.code}"
    return [
        PagePanel(
            title="Aides",
            listing=lines_listing(
                request, items_of(request.project, funder), caption="Aides de ce financeur"
            ),
            edits=[Link("Ajouter une recette", aid, "button", "plus")],
        ),
        PagePanel(
            title="Échéancier de versement",
            lead=f"{capital(told_schedule(funder))}. La trésorerie en dépend.",
            edits=[
                Link(
                    "Modifier l'échéancier",
                    to(request, "funding:funder-echeancier", funder.code),
                    "button",
                    "pencil",
                )
            ],
        ),
    ]
