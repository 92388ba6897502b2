"""The costs of the operations that the DGD helps: which it may bear, which it may not."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.values.french import count
from maillage.base.values.verdict import Verdict, yes
from maillage.funding.domain.conditions.ruling import Facts, Ruling, Topic, of_line
from maillage.funding.domain.dgd.costs import INITIAL, RECURRENT, SERVICES, TRAINING, YEARLY
from maillage.funding.domain.eligibility import Eligibility
from maillage.funding.domain.known_rules import in_force, sources_of
from maillage.funding.domain.standing import LineStanding
from maillage.funding.domain.written import CostLine

ASKED = (RECURRENT, YEARLY, SERVICES, INITIAL, TRAINING)


def cost_rulings(facts: Facts) -> Iterator[Ruling]:
    """Every cost that is refused or in doubt; those that are fine are told together, aid by aid."""
    eligibility = Eligibility(facts.rules, facts.on)
    by_operation: dict[str, list[CostLine]] = {}
    for cost in facts.plan.inputs.costs:
        by_operation.setdefault(cost.operation, []).append(cost)
    seen: set[str] = set()
    for item in facts.dgd():
        fine = 0
        for cost in by_operation.get(item.operation.code, ()):
            if item.line.costs and cost.code not in item.line.costs:
                continue
            verdict = eligibility.verdict(cost, item.funder, item.operation, item.line)
            if verdict.is_yes:
                fine += 1
            elif cost.code not in seen:
                seen.add(cost.code)
                yield _ruling(facts, f"funding.CostLine/{cost.code}", verdict)
        if fine:
            yield _ruling(facts, of_line(item), _fine(facts, item, fine))


def _fine(facts: Facts, item: LineStanding, fine: int) -> Verdict:
    told = f"{count(fine, 'dépense')} de l'opération {item.operation.code} que la DGD peut aider."
    return yes(told, sources=sources_of(facts.rules, [RECURRENT], facts.on))


def _ruling(facts: Facts, target: str, verdict: Verdict) -> Ruling:
    found = ((rule, in_force(facts.rules, rule, facts.on)) for rule in ASKED)
    return Ruling(
        rule=tuple(rule for rule, value in found if value and value.source in verdict.sources),
        target=target,
        title="Dépense que la DGD peut aider",
        verdict=verdict,
        topic=Topic.COST,
    )
