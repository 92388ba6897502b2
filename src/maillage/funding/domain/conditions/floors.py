"""Least expenses and least surfaces."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from maillage.base.values.euros import total
from maillage.base.values.french import euros
from maillage.base.values.verdict import Verdict, no, unknown, yes
from maillage.funding.domain.conditions.ruling import Facts, Ruling, Topic, of_line, of_operation
from maillage.funding.domain.dgd.surfaces import RULES_OF, WITH_SURFACE, surface_verdict
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
                title="Dépense minimale du financeur",
                verdict=floor_verdict(facts, item, item.funder.floor_ht),
                topic=Topic.FLOOR,
            )
    for operation in {item.operation.code: item.operation for item in facts.dgd()}.values():
        yield from _of_operation(facts, operation)


def _of_operation(facts: Facts, operation: Operation) -> Iterator[Ruling]:
    target = of_operation(operation.code)
    if operation.kind in WITH_SURFACE:
        assert operation.kind is not None
        verdict = surface_verdict(operation.kind, operation.surface_m2, facts.rules, facts.on)
        rule = RULES_OF[operation.kind]
        yield Ruling(rule=rule, target=target, title="Surface minimale", verdict=verdict, topic=Topic.FLOOR)
    if operation.kind is OperationKind.DIGITAL:
        yield Ruling(
            rule=(DIGITAL,),
            target=target,
            title="Dépense minimale d'un projet numérique",
            verdict=digital_verdict(facts, operation),
            topic=Topic.FLOOR,
        )


def floor_verdict(facts: Facts, item: LineStanding, floor: Decimal) -> Verdict:
    """The costs that the aid bears on, HT, beside the least that its funder helps."""
    kept = [
        e
        for e in facts.plan.spent_on(item.operation.code)
        if not item.line.costs or e.cost.code in item.line.costs
    ]
    if not kept:
        return unknown(missing=("dépenses chiffrées de l'opération",))
    spent = total(expense.ht for expense in kept)
    told = f"{euros(spent, 2)} HT, pour un minimum de {euros(floor, 2)}"
    return yes(f"{told}.") if spent >= floor else no(f"{item.funder.name} : {told}.")


def digital_verdict(facts: Facts, operation: Operation) -> Verdict:
    """A floor of another region: below it one asks, nothing is refused."""
    rule, spent = in_force(facts.rules, DIGITAL, facts.on), facts.plan.cost_ht(operation=operation.code)
    if rule is None or not spent:
        return unknown(missing=("dépenses chiffrées de l'opération",))
    told = f"{euros(spent)} HT ; en Île-de-France, le minimum était de {rule.text}."
    if spent >= rule.value * 1000:
        return yes(told, sources=(rule.source,))
    return unknown(told, missing=("minimum que demande la DRAC de la région",), sources=(rule.source,))
