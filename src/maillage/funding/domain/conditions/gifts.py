"""Equipment given away: what it loses of the FCTVA, and who is helped."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.values.euros import cents, total
from maillage.base.values.french import euros
from maillage.base.values.verdict import Verdict, no, unknown
from maillage.funding.domain.conditions.fctva import RATE, of_cost
from maillage.funding.domain.conditions.ruling import Condition, Facts, Ruling
from maillage.funding.domain.known_rules import in_force, sources_of
from maillage.funding.domain.spending import Expense
from maillage.funding.domain.written import BudgetSection

GIVEN, OWNER = "funding.fctva.given_away", "funding.dgd.owner"


def gift_rulings(facts: Facts) -> Iterator[Ruling]:
    by_cost: dict[str, list[Expense]] = {}
    for expense in facts.plan.expenses:
        if expense.cost.given_away:
            by_cost.setdefault(expense.cost.code, []).append(expense)
    aided = {item.operation.code for item in facts.dgd()}
    for spent in by_cost.values():
        cost = spent[0].cost
        if cost.section is BudgetSection.INVESTMENT:
            yield of_cost(Condition.GIVEN_AWAY, cost, (GIVEN, RATE), given_verdict(facts, spent))
        if cost.operation in aided:
            yield of_cost(Condition.OWNER, cost, (OWNER,), owner_verdict(facts))


def given_verdict(facts: Facts, spent: list[Expense]) -> Verdict:
    """What is given away brings no FCTVA; how much it would have brought, lent."""
    rate, ttc = in_force(facts.rules, RATE, facts.on), total(e.ttc for e in spent)
    lost = f" : {euros(cents(ttc * rate.value), 2)} qu'un prêt garderait" if rate else ""
    return no(
        f"{euros(ttc, 2)} TTC de matériel donné en propriété, sans FCTVA{lost}.",
        sources=sources_of(facts.rules, [GIVEN], facts.on),
    )


def owner_verdict(facts: Facts) -> Verdict:
    return unknown(
        "La DGD n'aide que le maître d'ouvrage direct, et ce matériel change de propriétaire.",
        missing=("accord de la DRAC sur ce matériel donné",),
        sources=sources_of(facts.rules, [OWNER], facts.on),
    )
