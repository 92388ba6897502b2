"""What the linter says of requests: deposits that are late or near, and stories that contradict themselves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from maillage.base.plugs import Project
from maillage.base.values.french import euros, plain_date
from maillage.base.values.remarks import Remark, Severity
from maillage.funding.domain import FundingStatus
from maillage.funding.domain.contradictions import amount_is_missing, contradictions
from maillage.funding.domain.standing import LineStanding
from maillage.funding.readings import lines_of


def request_checks(project: Project) -> Iterator[Remark]:
    yield from _deposits(project)
    yield from _stories(project)


def _where(item: LineStanding) -> str:
    return f"Recette {item.line.code}, {item.funder.name}"


def _deposits(project: Project) -> Iterator[Remark]:
    """An aid that the plan counts on, and that nobody has asked for by the last day, or just before it."""
    notice = project.rules.value("requests.deposit.notice", on=project.today)
    for item in lines_of(project):
        day = item.line.ask_by
        if day is None or item.line.status is not FundingStatus.ENVISAGED:
            continue
        late = day < project.today
        if not late and day > project.today + timedelta(weeks=int(notice.value)):
            continue
        yield Remark(
            code="FIN-29",
            severity=Severity.WARNING,
            where=_where(item),
            message=f"La date limite de dépôt est passée depuis le {plain_date(day)}, et le plan compte toujours "
            f"{euros(item.amount)} pour « {item.operation.title} »."
            if late
            else f"La demande est à déposer avant le {plain_date(day)} : {euros(item.amount)} en dépendent.",
            remedy="Si elle est partie, notez le jour du dépôt ; sinon visez l'appel suivant, ou retirez l'aide du plan."
            if late
            else "Déposez-la, puis notez le jour du dépôt (« faire avancer »).",
            sources=() if late else (notice.source,),
            target=f"funding.FundingLine/{item.line.code}",
        )


def _stories(project: Project) -> Iterator[Remark]:
    for item in lines_of(project):
        target = f"funding.FundingLine/{item.line.code}"
        if found := contradictions(item.line, item.amount, project.today):
            yield Remark(
                code="FIN-30",
                severity=Severity.WARNING,
                where=_where(item),
                message=" ".join(found),
                remedy="Corrigez la date, le montant ou l'état de cette recette.",
                target=target,
            )
        if amount_is_missing(item.line):
            yield Remark(
                code="FIN-30",
                severity=Severity.ADVICE,
                where=_where(item),
                message=f"L'aide est {item.line.status.label}, mais son montant n'est pas écrit : le plan compte encore "
                f"son taux, soit {euros(item.amount)}.",
                remedy="Notez le montant de la décision (« notified_amount »).",
                target=target,
            )
