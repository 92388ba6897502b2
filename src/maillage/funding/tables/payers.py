"""Who pays what: each cost of an operation, the aids that pay it, the rule that allows it and its source."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import Project
from maillage.base.values.euros import total
from maillage.base.values.french import euros, listed
from maillage.base.values.tree import Block, Column, Part, Table, body, note
from maillage.funding.domain import Funder, Operation
from maillage.funding.domain.allocation import Allocation, Share
from maillage.funding.readings import loose_of, plan_of, shares_of
from maillage.funding.tables.amounts import written
from maillage.funding.tables.years import Figures
from maillage.funding.telling import exact


def payers_part(project: Project) -> Iterator[Part]:
    """A table an operation; nothing while no aid pays anything."""
    shares = shares_of(project)
    if not any(share.aids for share in shares):
        return
    blocks: list[Block] = [
        body(
            "Chaque dépense est rattachée aux aides qui la paient, à proportion de son coût parmi celles que l'aide peut "
            "porter la même année ; un montant donné à toute une opération, à proportion de ce qui reste à payer. Le reste "
            "est à la charge du Département."
        )
    ]
    for operation in plan_of(project).operations:
        mine = [share for share in shares if share.expense.cost.operation == operation.code]
        if any(share.aids for share in mine):
            blocks.append(_table(operation, mine))
            blocks += _rules(mine)
    alone = [f"{one.code}. {one.title}" for one in plan_of(project).operations if not _helped(one, shares)]
    if alone:
        blocks.append(note(f"Sans aide, et donc payées par le Département : {listed(alone)}."))
    loose = loose_of(project)
    if loose:
        blocks.append(
            note(f"{euros(total(one.amount for one in loose))} d'aides ne rencontrent aucune dépense.")
        )
    yield Part(title="Qui paie quoi", blocks=tuple(blocks))


def _helped(operation: Operation, shares: tuple[Share, ...]) -> bool:
    return any(share.aids for share in shares if share.expense.cost.operation == operation.code)


def _table(operation: Operation, shares: list[Share]) -> Table:
    rows = [_row(share) for share in shares]
    paid = total(aid.amount for share in shares for aid in share.aids)
    spent = total(share.expense.ht for share in shares)
    rows.append(("Total", "", spent, exact(paid), spent - paid))
    return Table(
        caption=f"{operation.code}. {operation.title} : qui paie quoi (HT)",
        columns=(
            Column("Dépense", width=2.8),
            Column("Année", width=0.7),
            Column("Coût", align="right", width=1),
            Column("Aides", width=2.4),
            Column("Département", align="right", width=1.1),
        ),
        rows=written(rows),
        totals=(len(rows) - 1,),
    )


def _row(share: Share) -> Figures:
    expense = share.expense
    aids: dict[str, list[Allocation]] = {}
    for aid in share.aids:
        aids.setdefault(aid.grant.funder.code, []).append(aid)
    told = [f"{code} {exact(total(one.amount for one in mine))}" for code, mine in aids.items()]
    return (
        f"{expense.cost.code}. {expense.cost.label}",
        str(expense.year or "à dater"),
        expense.ht,
        listed(told) or "–",
        share.own,
    )


def _rules(shares: list[Share]) -> Iterator[Block]:
    """What allows it, said once for each funder and reason, with its source; and who the codes of the table are."""
    found: dict[tuple[Funder, str], None] = {}
    for share in shares:
        for aid in share.aids:
            found[aid.grant.funder, told_rule(aid)] = None
    for funder, told in found:
        named = told if told.startswith(funder.name) else f"{funder.name} : {told}"
        yield note(f"{funder.code}. {named}")


def told_rule(aid: Allocation) -> str:
    """The reasons of the rule that lets an aid pay a cost, and where they are written."""
    if aid.why is None:
        return "montant fixé, sans dépense."
    sources = listed(list(dict.fromkeys(source.title for source in aid.why.sources)))
    reasons = " ".join(aid.why.reasons) or f"à confirmer : {listed(list(aid.why.missing))}."
    return f"{reasons} ({sources})" if sources else reasons
