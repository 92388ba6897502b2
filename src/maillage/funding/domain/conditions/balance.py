"""Aids beside what they pay: no operation, no expense above its cost, no money without a use."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from maillage.base.values.euros import ZERO, total
from maillage.base.values.french import euros, listed
from maillage.base.values.verdict import no, unknown, yes
from maillage.funding.domain.allocation import Share
from maillage.funding.domain.conditions.ruling import Condition, Facts, Ruling, of_operation
from maillage.funding.domain.granting import Grant
from maillage.funding.domain.measures import excess


def balance_rulings(facts: Facts) -> Iterator[Ruling]:
    over = set()
    for operation in facts.plan.operations:
        cost = facts.plan.cost_ht(operation=operation.code)
        granted = facts.plan.granted(operation=operation.code)
        if not granted:
            continue
        told = f"{euros(granted, 2)} d'aides pour {euros(cost, 2)} HT de dépenses."
        above = excess(facts.plan, operation.code)
        if above:
            over.add(operation.code)
        verdict = no(told) if above else yes(told)
        yield Ruling(of=Condition.OPERATION_COST, target=of_operation(operation.code), verdict=verdict)
    yield from _expenses(facts, over)
    yield from _without_use(facts)


def _expenses(facts: Facts, over: set[str]) -> Iterator[Ruling]:
    """Several funders on one expense. An operation above its cost as a whole is told once, above; one whose costs are
    not all dated puts its aids on the few that are: nothing can be said of it yet."""
    told_elsewhere = over | _undated(facts)
    paid_twice: dict[str, list[Share]] = {}
    for share in facts.shares:
        cost = share.expense.cost
        if share.own < 0 and cost.operation not in told_elsewhere and len(_funders(share)) > 1:
            paid_twice.setdefault(cost.code, []).append(share)
    for code, shares in paid_twice.items():
        told = [
            f"En {share.expense.year}, {listed(_funders(share))} paient ensemble "
            f"{euros(share.expense.ht - share.own, 2)} pour {euros(share.expense.ht, 2)} HT."
            for share in shares
        ]
        yield Ruling(of=Condition.EXPENSE_COST, target=f"funding.CostLine/{code}", verdict=no(*told))
    if facts.items and not paid_twice and not told_elsewhere:
        fine = yes("Aucune dépense n'est payée deux fois par ses financeurs.")
        yield Ruling(of=Condition.EXPENSE_COST, verdict=fine)


def _undated(facts: Facts) -> set[str]:
    return {expense.cost.operation for expense in facts.plan.undated}


def _funders(share: Share) -> list[str]:
    return sorted({aid.grant.funder.name for aid in share.aids})


def _without_use(facts: Facts) -> Iterator[Ruling]:
    left: dict[str, list[tuple[Grant, Decimal]]] = {}
    for one in facts.loose:
        if one.amount > ZERO:
            left.setdefault(one.grant.line.code, []).append((one.grant, one.amount))
    undated = _undated(facts)
    for code, parts in left.items():
        operation = parts[0][0].operation.code
        years = listed([str(year) for year in sorted({grant.year for grant, _ in parts})])
        told = f"{euros(total(amount for _, amount in parts), 2)} en {years}"
        verdict = (
            unknown(f"{told}.", missing=(f"année de toutes les dépenses de l'opération {operation}",))
            if operation in undated
            else no(
                f"{told}, sans dépense de l'opération {operation} que cette aide puisse payer cette année-là."
            )
        )
        yield Ruling(of=Condition.USED, target=f"funding.FundingLine/{code}", verdict=verdict)
    if facts.items and not left:
        yield Ruling(of=Condition.USED, verdict=yes("Chaque aide paie des dépenses de son année."))
