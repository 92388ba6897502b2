"""One aid on screen: its facts, its ladder, what it brings each year and why no more, what came and what will."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.timezone import localtime

from maillage.base.ui.components import Badge, Cell, Fact, Head, Link, Listing, Tone
from maillage.base.ui.editing.history import Line
from maillage.base.ui.editing.history import lines as history_lines
from maillage.base.ui.pages import to
from maillage.base.ui.panels import PagePanel
from maillage.base.values.french import UNKNOWN, euros, month, plain_date, short_date
from maillage.base.values.tree import Block, Column, Table
from maillage.funding.domain import FundingStatus
from maillage.funding.domain.granting import Grant
from maillage.funding.domain.ladder import DAY_OF, Rung, due, received, rungs, to_come
from maillage.funding.domain.payments import awaited_payments
from maillage.funding.domain.standing import LineStanding
from maillage.funding.domain.written import FundingLine
from maillage.funding.readings import plan_of
from maillage.funding.screens.grants import status_history
from maillage.funding.telling import capital, exact, status_badge, told_base


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
    if line.fraction:
        facts.append(Fact("Fraction de la DGD", line.fraction.label))
    if line.base_ht is not None:
        facts.append(Fact("Dépense subventionnable plafonnée à", f"{exact(line.base_ht)} HT"))
    if line.ceiling is not None:
        facts.append(Fact("Plafond de l'aide", exact(line.ceiling)))
    if line.costs:
        facts.append(Fact("Dépenses retenues", ", ".join(line.costs)))
    if item.commit_by:
        badge = Badge("à confirmer", Tone.WARNING)
        facts.append(Fact("Dépenses à engager avant le", plain_date(item.commit_by), badge=badge))
    return [*facts, Fact("Précision", line.note)] if line.note else facts


def line_panels(request: Any, item: LineStanding) -> list[PagePanel]:
    """The years, the money that came and will, and the changes; the ladder is `ladder`, on top of the page."""
    plan = plan_of(request.project)
    grants = [grant for grant in plan.grants if grant.line.code == item.line.code]
    trail = history_lines(request.network, f"funding.FundingLine/{item.line.code}", FundingLine)
    return [
        PagePanel(
            title="Par année",
            blocks=(_by_year(grants),) if grants else (),
            lead="" if grants else _no_amount(item),
        ),
        PagePanel(
            title="Versements",
            lead=_told_receipts(item),
            blocks=_payments(request, item),
            edits=[
                Link(
                    "Modifier les versements",
                    to(request, "funding:fundingline-versements", item.line.code),
                    "button",
                    "pencil",
                )
            ],
        ),
        PagePanel(title="Où en est cette aide", listing=status_history(trail)),
    ]


def _by_year(grants: Sequence[Grant]) -> Block:
    """What it bears on, what it would bring, what it brings; the limits met say why it is less."""
    return Table(
        caption="Montants par année",
        columns=(
            Column("Année des dépenses"),
            Column("Dépense éligible HT", align="right"),
            Column("Montant voulu", align="right"),
            Column("Montant compté", align="right"),
            Column("Pourquoi moins"),
        ),
        rows=tuple(
            (
                str(one.year),
                euros(one.base, 2),
                euros(one.wanted, 2),
                euros(one.amount, 2),
                capital(" ; ".join(limit.label for limit in one.limits)) or "–",
            )
            for one in grants
        ),
    )


def _payments(request: Any, item: LineStanding) -> tuple[Block, ...]:
    came = [
        (plain_date(one.day), euros(one.amount, 2), one.label or "reçu")
        for one in sorted(item.line.receipts, key=lambda receipt: receipt.day)
    ]
    waited = "attendu" if item.line.status.is_acquired else "attendu, si l'aide est notifiée"
    awaited = [
        (capital(month(day)), euros(amount, 2), waited)
        for day, amount in awaited_payments(plan_of(request.project), item.line)
    ]
    if not came and not awaited:
        return ()
    columns = (Column("Quand"), Column("Montant", align="right"), Column("Versement"))
    return (Table(caption="Versements reçus et attendus", columns=columns, rows=(*came, *awaited)),)


def _told_receipts(item: LineStanding) -> str:
    left = to_come(item.line, item.amount)
    if not item.line.receipts:
        return f"Rien n'est encore noté comme reçu ; reste à venir : {exact(left)}."
    return f"{exact(received(item.line))} reçus sur {exact(due(item.line, item.amount))} ; reste à venir : {exact(left)}."


def _no_amount(item: LineStanding) -> str:
    if item.amount is None:
        return "Une dépense de l'opération n'a pas encore d'année : le montant de l'aide est inconnu."
    return "Cette aide ne rapporte encore rien : l'opération n'a pas de dépense éligible."


def ladder(request: Any, item: LineStanding) -> Listing:
    """Every rung with its day, its amount, and who noted it last."""
    line = item.line
    trail = history_lines(request.network, f"funding.FundingLine/{line.code}", FundingLine)
    found = rungs(line)
    following = next((one.status for one in found if not one.reached), None)
    rows = [_rung(item, one, following, _noted(trail, one.status)) for one in found]
    return Listing(
        caption="Étapes de cette aide",
        heads=(
            Head("Étape"),
            Head("Date"),
            Head("Montant", "right"),
            Head("Référence"),
            Head("Noté par"),
        ),
        rows=rows,
        anchor="etapes",
    )


def _rung(
    item: LineStanding, rung: Rung, following: FundingStatus | None, noted: str
) -> tuple[Cell | str, ...]:
    badge = Badge("fait", Tone.GOOD) if rung.reached else Badge("plus tard")
    if rung.status is following:
        badge = Badge("ensuite", Tone.INFO)
    first = rung.status is FundingStatus.ENVISAGED
    amount = exact(item.amount) if first else exact(rung.amount) if rung.amount is not None else "–"
    day = plain_date(rung.day) if rung.day else ("–" if first or not rung.reached else UNKNOWN)
    reference = item.line.reference if rung.status is FundingStatus.NOTIFIED and rung.reached else ""
    return (
        Cell(capital(rung.status.label), badge=badge),
        day,
        amount,
        reference or "–",
        noted if rung.reached else "–",
    )


def _noted(trail: Sequence[Line], status: FundingStatus) -> str:
    """`Léa, le 9 avril 2027`: who last wrote this rung; "–" when the trail does not say."""
    for line in trail:
        for change in line.changes:
            is_rung = change.name == "status" and change.after.casefold() == status.label.casefold()
            if is_rung or change.name == DAY_OF.get(status):
                return f"{line.who}, le {short_date(localtime(line.at).date())}"
    return "–"
