"""Least expenses and least surfaces."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from maillage.base.values.euros import total
from maillage.base.values.french import euros, listed
from maillage.base.values.verdict import Verdict, no, unknown, yes
from maillage.funding.domain.conditions.ruling import Condition, Facts, Ruling, of_line, of_operation
from maillage.funding.domain.dgd.surfaces import RULES_OF, WITH_SURFACE, surface_verdict
from maillage.funding.domain.eligibility import Eligibility
from maillage.funding.domain.known_rules import in_force
from maillage.funding.domain.standing import LineStanding
from maillage.funding.domain.written import Operation, OperationKind

DIGITAL = "funding.dgd.digital.floor"


def floor_rulings(facts: Facts) -> Iterator[Ruling]:
    for item in facts.items:
        if item.funder.floor_ht is not None:
            yield Ruling(
                rule=(),
                target=of_line(item),
                of=Condition.FUNDER_FLOOR,
                verdict=floor_verdict(facts, item, item.funder.floor_ht),
            )
    for operation in {item.operation.code: item.operation for item in facts.dgd()}.values():
        yield from _of_operation(facts, operation)


def _of_operation(facts: Facts, operation: Operation) -> Iterator[Ruling]:
    target = of_operation(operation.code)
    if operation.kind in WITH_SURFACE:
        assert operation.kind is not None
        verdict = surface_verdict(operation.kind, operation.surface_m2, facts.rules, facts.on)
        rule = RULES_OF[operation.kind]
        yield Ruling(of=Condition.SURFACE, rule=rule, target=target, verdict=verdict)
    if operation.kind is OperationKind.DIGITAL:
        yield Ruling(
            rule=(DIGITAL,),
            target=target,
            of=Condition.DIGITAL_FLOOR,
            verdict=digital_verdict(facts, operation),
        )


def floor_verdict(facts: Facts, item: LineStanding, floor: Decimal) -> Verdict:
    """The costs that the aid bears on, HT, beside the least that its funder helps."""
    eligibility, line = Eligibility(facts.rules, facts.on), item.line
    kept = [
        cost
        for cost in facts.plan.inputs.costs
        if cost.operation == item.operation.code
        and (not line.costs or cost.code in line.costs)
        and not eligibility.verdict(cost, item.funder, item.operation, line).is_no
    ]
    codes = {cost.code for cost in kept}
    spent = total(e.ht for e in facts.plan.spent_on(item.operation.code) if e.cost.code in codes)
    told = f"{euros(spent, 2)} HT, pour un minimum de {euros(floor, 2)} HT"
    if spent >= floor:
        return yes(f"{told}.")
    unpriced = tuple(cost.code for cost in kept if cost.ht is None)
    if unpriced or not kept:
        return unknown(missing=_prices(unpriced))
    return no(f"{item.funder.name} : {told}.")


def _prices(unpriced: tuple[str, ...]) -> tuple[str, ...]:
    return (f"prix de {listed(unpriced)}",) if unpriced else ("dépenses chiffrées de l'opération",)


def digital_verdict(facts: Facts, operation: Operation) -> Verdict:
    """A floor of another region, in thousands of euros HT: below it one asks, nothing is refused."""
    rule, spent = in_force(facts.rules, DIGITAL, facts.on), facts.plan.cost_ht(operation=operation.code)
    if rule is None:
        return unknown(missing=("minimum que demande la DRAC de la région",))
    if not spent:
        return unknown(missing=_prices(()), sources=(rule.source,))
    told = f"{euros(spent)} HT ; en Île-de-France, le minimum était de {rule.text}."
    if spent >= rule.value * 1000:
        return yes(told, sources=(rule.source,))
    return unknown(told, missing=("minimum que demande la DRAC de la région",), sources=(rule.source,))
