"""What the accounts contradict: aids not committed in time, lines overspent, entries not tied, orders too early."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from maillage.base.plugs import Project
from maillage.base.values.french import count, euros, percent, plain_date
from maillage.base.values.periods import add_months
from maillage.base.values.remarks import Remark, Severity
from maillage.funding.domain import FunderKind
from maillage.funding.domain.commitment import helped
from maillage.funding.domain.execution import Books, first_day
from maillage.funding.domain.standing import LineStanding
from maillage.funding.readings import lines_of
from maillage.funding.screens.overspending import spent_over
from maillage.funding.spent import books_of, open_entries, pledges_of


def execution_checks(project: Project) -> Iterator[Remark]:
    """None while nothing was imported: the calendar alone is then judged (FIN-12)."""
    books = books_of(project)
    if books is None:
        return
    yield from _aids_are_really_committed(project)
    yield from _lines_are_not_overspent(project, books)
    yield from _entries_are_tied(project)
    yield from _nothing_is_ordered_too_early(project, books)


def _where(item: LineStanding) -> str:
    return f"Recette {item.line.code}, {item.funder.name}"


def _aids_are_really_committed(project: Project) -> Iterator[Remark]:
    delay = project.rules.value("funding.dgd.commitment", on=project.today)
    notice = int(project.rules.value("execution.commitment.notice", on=project.today).value)
    for one in pledges_of(project):
        if not one.missing or one.end > add_months(project.today, notice):
            continue
        left = (
            f"Il reste {count(one.days_left, 'jour')}, jusqu'au {plain_date(one.end)}, pour engager"
            if one.days_left >= 0
            else f"Le délai a pris fin le {plain_date(one.end)} : il manquait"
        )
        yield Remark(
            code="FIN-31",
            severity=Severity.WARNING,
            where=_where(one.item),
            message=f"{left} {euros(one.missing)} HT : {euros(one.committed)} sont engagés d'après la comptabilité, pour une "
            f"aide de {euros(one.item.amount)}. La différence serait à reverser.",
            remedy="Engagez d'autres dépenses de cette opération, ou demandez une prolongation à la DRAC.",
            sources=(delay.source,),
            target=f"funding.FundingLine/{one.item.line.code}",
        )


def _lines_are_not_overspent(project: Project, books: Books) -> Iterator[Remark]:
    for one in spent_over(project, books):
        whole = one.whole
        paid = whole.paid.ttc > whole.committed.ttc
        spent = whole.paid if paid else whole.committed
        over = spent.ttc - whole.planned.ttc
        rate = f", {percent(over / whole.planned.ttc)} de plus que prévu" if whole.planned.ttc else ""
        yield Remark(
            code="FIN-32",
            severity=Severity.WARNING,
            where=f"Dépense {one.cost.code}, {one.cost.label}",
            message=f"{euros(spent.ttc)} TTC {'payés' if paid else 'engagés'} pour {euros(whole.planned.ttc)} prévus : "
            f"{euros(over)} de trop{rate}.",
            remedy="Corrigez le montant prévu, ou rattachez une écriture à une autre dépense.",
            target=f"funding.CostLine/{one.cost.code}",
        )


def _entries_are_tied(project: Project) -> Iterator[Remark]:
    left = open_entries(project)
    if left:
        yield Remark(
            code="FIN-33",
            severity=Severity.ADVICE,
            where="Écritures",
            message=f"{count(left, 'écriture')} du logiciel financier ne {'se rattache' if left == 1 else 'se rattachent'} à "
            "aucune ligne du plan : aucun total ne les compte.",
            remedy="Rattachez chacune à une dépense ou à une aide, ou mettez-la hors du programme.",
        )


def _nothing_is_ordered_too_early(project: Project, books: Books) -> Iterator[Remark]:
    rule = project.rules.value("funding.start.after_notification", on=project.today)
    if not rule.value:
        return
    for item in lines_of(project):
        first = _first(item, books)
        notified = item.line.notified_on
        if first is None or (notified is not None and first >= notified):
            continue
        told = (
            f"elle n'a été notifiée que le {plain_date(notified)}" if notified else "elle n'est pas notifiée"
        )
        yield Remark(
            code="FIN-34",
            severity=Severity.WARNING,
            where=_where(item),
            message=f"« {item.operation.title} » : une dépense est engagée depuis le {plain_date(first)}, et {told}.",
            remedy="Vérifiez auprès de la DRAC que l'aide n'est pas perdue, et notez sa réponse sur la recette.",
            sources=(rule.source,),
            target=f"funding.FundingLine/{item.line.code}",
        )


def _first(item: LineStanding, books: Books) -> date | None:
    """The first day on which something that a DGD helps was committed."""
    return first_day(books, helped(item, books)) if item.funder.kind is FunderKind.DGD else None
