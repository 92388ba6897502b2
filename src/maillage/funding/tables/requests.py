"""The annex of a funder: the table of its request, what it leaves out and why, and when its money is awaited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from maillage.base.plugs import Project
from maillage.base.values.euros import ZERO, total
from maillage.base.values.french import listed
from maillage.base.values.tree import Block, Column, Part, Table, body, note
from maillage.funding.asked import Asked, asked_of
from maillage.funding.domain import Funder, FundingStatus
from maillage.funding.domain.spending import Expense
from maillage.funding.readings import funding_of, plan_of
from maillage.funding.tables.aids import told_limits, told_rate, told_status
from maillage.funding.tables.amounts import Figure, marked, some, written
from maillage.funding.telling import exact


def request_parts(project: Project) -> Iterator[Part]:
    """One part a funder that something is asked of."""
    for funder in funding_of(project).funders:
        if found := asked_of(project, funder.code):
            yield Part(title=f"Demande : {funder.name}", blocks=tuple(request_blocks(project, funder, found)))


def request_blocks(project: Project, funder: Funder, found: Sequence[Asked]) -> Iterator[Block]:
    """What the annex says: a paragraph, the request, the eligible costs by year, what is left out, the schedule."""
    cost = total(_costs(found).values())
    one = "opération" if len(_costs(found)) == 1 else "opérations"
    yield body(
        f"{funder.name}{_fractions(found)} : {_told_amounts(found)}, pour {len(_costs(found))} {one} de {exact(cost)} HT."
        + (f" Calendrier de dépôt : {funder.window}." if funder.window else "")
    )
    yield request_table(found)
    if len(found) > len(_costs(found)):
        yield aids_table(found)
    yield eligible_table(project, found)
    if any(one.left_out for one in found):
        yield left_out_table(found)
    if any(one.receipts for one in found):
        yield schedule_table(found)
    if funder.note:
        yield note(f"Conditions : {' '.join(funder.note.split())}")


def _fractions(found: Sequence[Asked]) -> str:
    """Of the DGD: which part of it is asked, and so who decides."""
    known = dict.fromkeys(one.line.fraction.label for one in found if one.line.fraction)
    return f", {listed(list(known))}" if known else ""


# How far the money has come, the nearest first.
WORDS = {
    FundingStatus.RECEIVED: "versés",
    FundingStatus.NOTIFIED: "notifiés",
    FundingStatus.PROMISED: "promis",
    FundingStatus.REQUESTED: "sollicités",
    FundingStatus.ENVISAGED: "à solliciter",
}


def _told_amounts(found: Sequence[Asked]) -> str:
    """As "58 000 € au plan, dont 37 000 € notifiés et 5 000 € à solliciter"."""
    sums = {
        word: total(one.amount for one in found if one.line.status is status)
        for status, word in WORDS.items()
    }
    told = {word: amount for word, amount in sums.items() if amount}
    whole = total(told.values())
    if len(told) < 2:
        return f"{exact(whole)} {''.join(told)}".strip()
    return (
        f"{exact(whole)} au plan, dont {listed([f'{exact(amount)} {word}' for word, amount in told.items()])}"
    )


def _costs(found: Sequence[Asked]) -> dict[str, Decimal]:
    return {one.operation.code: one.cost_ht for one in found}


def request_table(found: Sequence[Asked]) -> Table:
    """One row an operation: what it costs, what may be aided, what this funder brings, who else pays, what is left."""
    rows: list[tuple[Figure, ...]] = []
    for mine in by_operation(found).values():
        one = mine[0]
        cut = any(told_limits(each.grants) for each in mine)
        rows.append(
            (
                f"{one.operation.code}. {one.operation.title}",
                one.cost_ht,
                total(expense.ht for expense in borne_by(mine)),
                told_rate(one.line) if len(mine) == 1 else "–",
                marked(total(each.amount for each in mine), "*" if cut else ""),
                listed([f"{name} {exact(amount)}" for name, amount in one.others.items()]) or "–",
                one.own_share,
                told_status(one.line) if len(mine) == 1 else "voir plus bas",
            )
        )
    rows.append(_summed(found))
    limits = [f"{one.operation.code} : {told}" for one in found if (told := told_limits(one.grants))]
    return Table(
        caption="La demande, opération par opération (HT)",
        columns=(
            Column("Opération", width=1.8),
            Column("Coût", align="right", width=0.95),
            Column("Éligible", align="right", width=0.95),
            Column("Taux", align="right", width=0.65),
            Column("Aide", align="right", width=0.95),
            Column("Autres financeurs", width=2.3),
            Column("Département", align="right", width=1.1),
            Column("État", width=1.2),
        ),
        rows=written(rows),
        totals=(len(rows) - 1,),
        source=f"Lecture : * {listed(limits)}." if limits else "",
    )


def _summed(found: Sequence[Asked]) -> tuple[Figure, ...]:
    """Each operation once."""
    groups = by_operation(found).values()
    firsts = [mine[0] for mine in groups]
    others = total(total(one.others.values()) for one in firsts)
    return (
        "Total",
        total(one.cost_ht for one in firsts),
        total(total(expense.ht for expense in borne_by(mine)) for mine in groups),
        "",
        total(one.amount for one in found),
        exact(others) if others else "–",
        total(one.own_share for one in firsts),
        "",
    )


def aids_table(found: Sequence[Asked]) -> Table:
    """One row an aid, where an operation has several of this funder."""
    rows: list[tuple[Figure, ...]] = [
        (
            f"{one.line.code}. {one.operation.title}",
            one.eligible_ht,
            told_rate(one.line),
            one.amount,
            told_status(one.line),
            " ".join(one.line.note.split()) or "–",
        )
        for one in found
    ]
    rows.append(("Total", "", "", total(one.amount for one in found), "", ""))
    return Table(
        caption="La demande, aide par aide (HT)",
        columns=(
            Column("Aide", width=2),
            Column("Éligible", align="right", width=0.95),
            Column("Taux", align="right", width=0.65),
            Column("Montant", align="right", width=0.95),
            Column("État", width=1.2),
            Column("Objet", width=2.4),
        ),
        rows=written(rows),
        totals=(len(rows) - 1,),
    )


def named(one: Asked, found: Sequence[Asked]) -> str:
    """The operation of an aid, with the code of the aid where there are several for it."""
    several = len(by_operation(found)[one.operation.code]) > 1
    return f"{one.operation.code}. {one.operation.title}" + (f" ({one.line.code})" if several else "")


def by_operation(found: Sequence[Asked]) -> dict[str, list[Asked]]:
    """The aids of each operation, in the order met."""
    groups: dict[str, list[Asked]] = {}
    for one in found:
        groups.setdefault(one.operation.code, []).append(one)
    return groups


def borne_by(aids: Sequence[Asked]) -> list[Expense]:
    """The expenses that some aids of an operation bear, each once."""
    return list({(e.cost.code, e.year): e for one in aids for e in one.borne}.values())


def eligible_table(project: Project, found: Sequence[Asked]) -> Table:
    """The eligible costs of each operation by year, HT, then the aid of each year."""
    years = plan_of(project).years
    rows: list[tuple[Figure, ...]] = []
    totals: list[int] = []
    for mine in by_operation(found).values():
        borne = borne_by(mine)
        for cost in dict.fromkeys(expense.cost for expense in borne):
            spent = [expense for expense in borne if expense.cost is cost]
            amounts = (total(e.ht for e in spent if e.year == year) for year in years)
            told = (some(amount) for amount in amounts)
            rows.append((f"{cost.code}. {cost.label}", *told, total(e.ht for e in spent)))
        kept = (total(e.ht for e in borne if e.year == year) for year in years)
        rows.append((f"Éligible, {mine[0].operation.code}", *kept, total(e.ht for e in borne)))
        for one in mine:
            aided = (one.amount_in(year) for year in years)
            rows.append((f"Aide {one.line.code} ({told_rate(one.line)})", *aided, one.amount))
        totals += range(len(rows) - len(mine) - 1, len(rows))
    if len(by_operation(found)) > 1:
        aided = (total(one.amount_in(year) for one in found) for year in years)
        rows.append(("Total des aides", *aided, total(one.amount for one in found)))
        totals.append(len(rows) - 1)
    return Table(
        caption="Dépenses que l'aide peut porter, par année (HT)",
        columns=(
            Column("Dépense", width=3.2),
            *(Column(str(year), align="right", width=1.1) for year in years),
            Column("Total", align="right", width=1.2),
        ),
        rows=written(rows),
        totals=tuple(totals),
    )


def left_out_table(found: Sequence[Asked]) -> Table:
    """What the operation costs and the aid does not bear, with the rule."""
    rows = tuple(
        (
            f"{cost.code}. {cost.label}",
            one.operation.code,
            amount,
            " ".join(why.reasons),
            listed(list(dict.fromkeys(source.title for source in why.sources))) or "–",
        )
        for one in found
        for cost, amount, why in one.left_out
    )
    return Table(
        caption="Dépenses que l'aide ne porte pas, et pourquoi (HT)",
        columns=(
            Column("Dépense", width=2.3),
            Column("Opération", width=0.9),
            Column("Montant", align="right", width=1),
            Column("Pourquoi", width=2.6),
            Column("Source", width=1.6),
        ),
        rows=written(rows),
    )


def schedule_table(found: Sequence[Asked]) -> Table:
    """When the money is awaited, year by year."""
    years = sorted({year for one in found for year in one.receipts})
    rows: list[tuple[Figure, ...]] = [
        (
            named(one, found),
            *(some(one.receipts.get(year, ZERO)) for year in years),
            one.amount,
        )
        for one in found
    ]
    sums = (total(one.receipts.get(year, ZERO) for one in found) for year in years)
    rows.append(("Total", *sums, total(one.amount for one in found)))
    return Table(
        caption="Versements attendus, par année",
        columns=(
            Column("Opération", width=3),
            *(Column(str(year), align="right") for year in years),
            Column("Total", align="right", width=1.1),
        ),
        rows=written(rows),
        totals=(len(rows) - 1,),
        source="Lecture : ce qui est reçu l'est à sa date ; le reste suit l'échéancier du financeur.",
    )
