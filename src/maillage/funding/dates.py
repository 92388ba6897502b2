"""The days of money: requests to deposit, answers awaited, spending to commit, the next payment of each aid."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from maillage.base.plugs import DatedEvent, Project
from maillage.base.values.french import euros, month
from maillage.base.values.periods import add_months
from maillage.funding.domain import FundingStatus
from maillage.funding.domain.ladder import answer_by
from maillage.funding.domain.payments import awaited_payments
from maillage.funding.domain.standing import LineStanding
from maillage.funding.readings import lines_of, plan_of

_WAITING = (FundingStatus.REQUESTED, FundingStatus.PROMISED)


def dates(project: Project) -> Iterator[DatedEvent]:
    wait = int(project.rules.value("requests.answer.wait", on=project.today).value)
    for item in lines_of(project):
        line = item.line
        if line.status is FundingStatus.ENVISAGED and line.ask_by:
            yield _event(
                item, "ask", line.ask_by, "Demande d'aide à déposer", missed=line.ask_by < project.today
            )
        if line.status in _WAITING and (day := answer_by(line, wait)):
            yield _event(item, "answer", day, "Réponse attendue")
        if item.commit_by:
            yield DatedEvent(
                uid=f"funding-{line.code}-commit",
                title=f"Dépenses à engager avant cette date : {item.operation.title}",
                day=item.commit_by,
                kind="échéance",
                detail=f"{item.funder.name}, aide de {euros(item.amount)} (délai à confirmer)",
                target=f"funding.Operation/{item.operation.code}",
            )
        yield from _payment(project, item)


def _event(item: LineStanding, name: str, day: date, title: str, *, missed: bool = False) -> DatedEvent:
    return DatedEvent(
        uid=f"funding-{item.line.code}-{name}",
        title=f"{title} : {item.funder.name}",
        day=day,
        kind="échéance",
        detail=f"{item.operation.title}, aide de {euros(item.amount)}",
        target=f"funding.FundingLine/{item.line.code}",
        missed=missed,
    )


def _payment(project: Project, item: LineStanding) -> Iterator[DatedEvent]:
    """The next payment of an aid that was notified: the month is known, so its last day is."""
    if not item.line.status.is_acquired:
        return
    for first, amount in awaited_payments(plan_of(project), item.line)[:1]:
        yield DatedEvent(
            uid=f"funding-{item.line.code}-payment",
            title=f"Versement attendu : {item.funder.name}",
            day=add_months(first, 1) - timedelta(days=1),
            kind="échéance",
            detail=f"{item.operation.title}, {euros(amount)} en {month(first)}",
            target=f"funding.FundingLine/{item.line.code}",
        )
