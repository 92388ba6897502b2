"""Each funder within the rate and the ceiling that it wrote."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from maillage.base.values.euros import total
from maillage.base.values.french import euros, percent
from maillage.base.values.verdict import Verdict, no, unknown, yes
from maillage.funding.domain.conditions.ruling import Condition, Facts, Ruling, of_line
from maillage.funding.domain.granting import Limit
from maillage.funding.domain.standing import LineStanding
from maillage.funding.domain.written import Funder


def term_rulings(facts: Facts) -> Iterator[Ruling]:
    for item in facts.items:
        if item.funder.max_rate is not None:
            yield Ruling(
                rule=(),
                target=of_line(item),
                of=Condition.FUNDER_RATE,
                verdict=own_rate_verdict(facts, item, item.funder.max_rate),
            )
    for funder in facts.plan.funders:
        if funder.ceiling is not None and any(item.funder.code == funder.code for item in facts.items):
            yield Ruling(
                rule=(),
                target=f"funding.Funder/{funder.code}",
                of=Condition.FUNDER_CEILING,
                verdict=ceiling_verdict(facts, funder, funder.ceiling),
            )


def own_rate_verdict(facts: Facts, item: LineStanding, most: Decimal) -> Verdict:
    """What an aid asks of the costs that its funder may bear, beside the funder's own rate."""
    grants = facts.plan.grants_of(item.line.code)
    base = total(grant.base for grant in grants)
    if item.line.rate is not None:
        asked = item.line.rate
    elif not base:
        return unknown(missing=("dépenses que cette aide peut payer, ces années-là",))
    else:
        asked = total(grant.amount for grant in grants) / base
    told = f"{percent(asked, 1)} de la dépense retenue, pour un maximum de {percent(most, 1)}"
    return yes(f"{told}.") if asked <= most else no(f"{item.funder.name} : {told}.")


def ceiling_verdict(facts: Facts, funder: Funder, ceiling: Decimal) -> Verdict:
    grants = [grant for grant in facts.plan.grants if grant.funder.code == funder.code]
    counted = total(grant.amount for grant in grants)
    if any(Limit.FUNDER in grant.limits for grant in grants):
        return no(
            f"Les aides demandées à {funder.name} dépassent son plafond de {euros(ceiling, 2)} : le plan n'en compte que "
            "ce plafond."
        )
    if counted > ceiling:
        return no(f"{euros(counted, 2)} pour un plafond de {euros(ceiling, 2)}.")
    return yes(f"{euros(counted, 2)} pour un plafond de {euros(ceiling, 2)}.")
