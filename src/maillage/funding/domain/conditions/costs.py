"""The costs of the operations that the DGD helps: which it may bear, which it may not."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.values.french import count
from maillage.base.values.verdict import Verdict, yes
from maillage.funding.domain.conditions.ruling import Condition, Facts, Ruling, of_line
from maillage.funding.domain.dgd.costs import INITIAL, RECURRENT, SERVICES, TRAINING, YEARLY
from maillage.funding.domain.eligibility import Eligibility
from maillage.funding.domain.known_rules import in_force, sources_of
from maillage.funding.domain.standing import LineStanding
from maillage.funding.domain.written import CostLine

ASKED = (RECURRENT, YEARLY, SERVICES, INITIAL, TRAINING)


def cost_rulings(facts: Facts) -> Iterator[Ruling]:
    """Every cost that is refused or in doubt, once for each answer that its aids give; those that are fine, and those
    that only the kind or the surface of their operation shuts out, are told together, aid by aid."""
    eligibility = Eligibility(facts.rules, facts.on)
    by_operation: dict[str, list[CostLine]] = {}
    for cost in facts.plan.inputs.costs:
        by_operation.setdefault(cost.operation, []).append(cost)
    told: set[tuple[str, Verdict]] = set()
    for item in facts.dgd():
        kept = [
            cost
            for cost in by_operation.get(item.operation.code, ())
            if not item.line.costs or cost.code in item.line.costs
        ]
        whole = eligibility.of_operation(item.operation, item.line)
        fine, shut = 0, 0
        for cost in kept:
            verdict = eligibility.verdict(cost, item.funder, item.operation, item.line)
            if verdict.is_yes:
                fine += 1
            elif whole.is_no and verdict == whole:
                shut += 1
            elif (cost.code, verdict) not in told:
                told.add((cost.code, verdict))
                yield _ruling(facts, f"funding.CostLine/{cost.code}", verdict)
        if fine:
            yield _ruling(facts, of_line(item), _fine(facts, item, fine))
        if shut:
            yield _ruling(facts, of_line(item), whole)


def _fine(facts: Facts, item: LineStanding, fine: int) -> Verdict:
    told = f"{count(fine, 'dépense')} de l'opération {item.operation.code} que la DGD peut aider."
    return yes(told, sources=sources_of(facts.rules, [RECURRENT], facts.on))


def _ruling(facts: Facts, target: str, verdict: Verdict) -> Ruling:
    found = ((rule, in_force(facts.rules, rule, facts.on)) for rule in ASKED)
    return Ruling(
        of=Condition.COST,
        rule=tuple(rule for rule, value in found if value and value.source in verdict.sources),
        target=target,
        verdict=verdict,
    )
