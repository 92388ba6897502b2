"""The annex of a funder: the table of its request, what it leaves out and why, and when its money is awaited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from maillage.base.plugs import Project
from maillage.base.values.euros import total
from maillage.base.values.french import euros, listed
from maillage.base.values.tree import Block, Column, Part, Table, body, note
from maillage.funding.asked import Asked, asked_of
from maillage.funding.domain import Funder
from maillage.funding.domain.spending import Expense
from maillage.funding.readings import funding_of, plan_of
from maillage.funding.tables.aids import told_limits, told_rate, told_status
from maillage.funding.tables.years import Row


def request_parts(project: Project) -> Iterator[Part]:
    """One part a funder that something is asked of."""
    for funder in funding_of(project).funders:
        if found := asked_of(project, funder.code):
            yield Part(title=f"Demande : {funder.name}", blocks=tuple(request_blocks(project, funder, found)))


def request_blocks(project: Project, funder: Funder, found: Sequence[Asked]) -> Iterator[Block]:
    """What the annex says: a paragraph, the request, the eligible costs by year, what is left out, the schedule."""
    amount, cost = total(one.amount for one in found), total(_costs(found).values())
    one = "opération" if len(_costs(found)) == 1 else "opérations"
    yield body(
        f"{funder.name} ({funder.kind.label}) : {euros(amount)} pour {len(_costs(found))} {one} de {euros(cost)} HT."
        + (f" Calendrier de dépôt : {funder.window}." if funder.window else "")
    )
    yield request_table(found)
    yield eligible_table(project, found)
    if any(one.left_out for one in found):
        yield left_out_table(found)
    if any(one.receipts for one in found):
        yield schedule_table(found)
    if funder.note:
        yield note(f"Conditions : {' '.join(funder.note.split())}")


def _costs(found: Sequence[Asked]) -> dict[str, Decimal]:
    return {one.operation.code: one.cost_ht for one in found}


def request_table(found: Sequence[Asked]) -> Table:
    """One row an aid: what the operation costs, what may be aided, the rate, who else pays, what is left."""
    rows = [
        (
            f"{one.operation.code}. {one.operation.title}",
            euros(one.cost_ht),
            euros(one.eligible_ht),
            told_rate(one.line),
            euros(one.amount) + (" *" if told_limits(one.grants) else ""),
            listed([f"{name} {euros(amount)}" for name, amount in one.others.items()]) or "–",
            euros(one.own_share),
            told_status(one.line),
        )
        for one in found
    ]
    whole = total(one.amount for one in found)
    rows.append(("Total", "", "", "", euros(whole), "", "", ""))
    limits = [f"{one.operation.code} : {told}" for one in found if (told := told_limits(one.grants))]
    return Table(
        caption="La demande, opération par opération (HT)",
        columns=(
            Column("Opération", width=2),
            Column("Coût", align="right", width=1),
            Column("Éligible", align="right", width=1),
            Column("Taux", align="right", width=0.75),
            Column("Aide", align="right", width=1),
            Column("Autres financeurs", width=1.7),
            Column("Département", align="right", width=1.1),
            Column("État", width=1.2),
        ),
        rows=tuple(rows),
        totals=(len(rows) - 1,),
        source=f"Lecture : * {listed(limits)}." if limits else "",
    )


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
    rows: list[Row] = []
    totals: list[int] = []
    for mine in by_operation(found).values():
        borne = borne_by(mine)
        for cost in dict.fromkeys(expense.cost for expense in borne):
            spent = [expense for expense in borne if expense.cost is cost]
            amounts = (total(e.ht for e in spent if e.year == year) for year in years)
            told = (euros(amount) if amount else "–" for amount in amounts)
            rows.append((f"{cost.code}. {cost.label}", *told, euros(total(e.ht for e in spent))))
        kept = (euros(total(e.ht for e in borne if e.year == year)) for year in years)
        rows.append((f"Éligible, {mine[0].operation.code}", *kept, euros(total(e.ht for e in borne))))
        for one in mine:
            aided = (euros(one.amount_in(year)) for year in years)
            rows.append((f"Aide {one.line.code} ({told_rate(one.line)})", *aided, euros(one.amount)))
        totals += range(len(rows) - len(mine) - 1, len(rows))
    return Table(
        caption="Dépenses que l'aide peut porter, par année (HT)",
        columns=(
            Column("Dépense", width=3.2),
            *(Column(str(year), align="right", width=1.1) for year in years),
            Column("Total", align="right", width=1.2),
        ),
        rows=tuple(rows),
        totals=tuple(totals),
    )


def left_out_table(found: Sequence[Asked]) -> Table:
    """What the operation costs and the aid does not bear, with the rule."""
    rows = tuple(
        (
            f"{cost.code}. {cost.label}",
            one.operation.code,
            euros(amount),
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
        rows=rows,
    )


def schedule_table(found: Sequence[Asked]) -> Table:
    """When the money is awaited, year by year."""
    years = sorted({year for one in found for year in one.receipts})
    rows = [
        (
            f"{one.operation.code}. {one.operation.title}",
            *(euros(one.receipts[year]) if one.receipts.get(year) else "–" for year in years),
            euros(one.amount),
        )
        for one in found
    ]
    sums = (euros(total(one.receipts.get(year, one.amount * 0) for one in found)) for year in years)
    rows.append(("Total", *sums, euros(total(one.amount for one in found))))
    return Table(
        caption="Versements attendus, par année",
        columns=(
            Column("Opération", width=3),
            *(Column(str(year), align="right") for year in years),
            Column("Total", align="right", width=1.1),
        ),
        rows=tuple(rows),
        totals=(len(rows) - 1,),
        source="Lecture : ce qui est reçu l'est à sa date ; le reste suit l'échéancier du financeur.",
    )
