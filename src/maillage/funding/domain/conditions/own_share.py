"""What the département must bear itself of an investment operation."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.values.french import percent
from maillage.base.values.verdict import yes
from maillage.funding.domain.conditions.ruling import Condition, Facts, Ruling, of_operation
from maillage.funding.domain.known_rules import in_force
from maillage.funding.domain.own_share import own_share_verdict
from maillage.funding.domain.written import BudgetSection

MINIMUM = "funding.own_share.minimum"
LEAD = "funding.own_share.lead_competence"
OLD_CAP = "funding.subsidy_cap"


def own_share_rulings(facts: Facts) -> Iterator[Ruling]:
    for operation in facts.plan.operations:
        if operation.section is BudgetSection.INVESTMENT:
            yield Ruling(
                rule=(MINIMUM,),
                target=of_operation(operation.code),
                of=Condition.OWN_SHARE,
                verdict=own_share_verdict(facts.plan, operation, facts.rules, facts.on),
            )
    if any(operation.section is BudgetSection.INVESTMENT for operation in facts.plan.operations):
        yield from _not_concerned(facts)


def _not_concerned(facts: Facts) -> Iterator[Ruling]:
    """Two rates that one still reads about, and that do not bear on this plan."""
    least = in_force(facts.rules, MINIMUM, facts.on)
    lead = in_force(facts.rules, LEAD, facts.on)
    if lead and least:
        told = (
            "La lecture publique n'est pas citée parmi les compétences dont le chef de file garde davantage à sa charge : "
            f"une part de {percent(least.value)} suffit."
        )
        yield Ruling(
            of=Condition.LEAD_COMPETENCE,
            rule=(LEAD, MINIMUM),
            target="",
            named=lead.rule.title,
            verdict=yes(told, sources=(lead.source,)),
        )
    cap = in_force(facts.rules, OLD_CAP, facts.on)
    if cap and least and not cap.value:
        told = (
            "L'ancien plafond d'aides publiques est abrogé. Sans argent privé, elles ne dépassent pas "
            f"{percent(1 - least.value)} du coût HT, par la seule part minimale du Département."
        )
        yield Ruling(
            of=Condition.OLD_CAP,
            rule=(OLD_CAP, MINIMUM),
            target="",
            named=cap.rule.title,
            verdict=yes(told, sources=(cap.source,)),
        )
