"""What a plan breaks: every rule of money that it does not keep, with the figures."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from maillage.base.values.euros import ZERO, cents
from maillage.base.values.french import euros
from maillage.funding.domain.plan import FinancingPlan
from maillage.funding.domain.scenarios.amounts import of_grants, of_operations, of_years
from maillage.funding.domain.scenarios.days import of_lines
from maillage.funding.domain.scenarios.kinds import Breach, Kind


def breaches(plan: FinancingPlan) -> tuple[Breach, ...]:
    """Every rule that the plan does not keep."""
    return tuple([*of_operations(plan), *of_years(plan), *of_grants(plan), *of_lines(plan)])


def heavier(before: FinancingPlan, after: FinancingPlan, tolerance: Decimal) -> Iterator[Breach]:
    """The years, then the whole, that weigh more on the département than in the plan. `tolerance`: 0.05 for 5 %."""
    for year in sorted({*before.years, *after.years}):
        was, now = before.own_share(year=year), after.own_share(year=year)
        if now > was + cents(max(was, ZERO) * tolerance):
            yield Breach(
                kind=Kind.YEAR,
                subject=str(year),
                message=f"En {year}, le reste à charge passe de {euros(was)} à {euros(now)} (+{euros(now - was)})."
                if year in before.years
                else f"{year}, que le plan n'a pas, porterait {euros(now)} de reste à charge.",
                amount=now - was,
            )
    was, now = before.own_share(), after.own_share()
    if now > was + cents(max(was, ZERO) * tolerance):
        yield Breach(
            kind=Kind.WHOLE,
            subject="",
            message=f"Sur tout le programme, le reste à charge passe de {euros(was)} à {euros(now)} "
            f"(+{euros(now - was)}).",
            amount=now - was,
        )


def broken(before: FinancingPlan, after: FinancingPlan, tolerance: Decimal) -> tuple[Breach, ...]:
    """What the plan kept and the scenario does not, the gravest first."""
    known = {breach.key for breach in breaches(before)}
    found = [breach for breach in breaches(after) if breach.key not in known]
    order = list(Kind)
    return tuple(sorted([*found, *heavier(before, after, tolerance)], key=lambda one: order.index(one.kind)))


def mended(before: FinancingPlan, after: FinancingPlan) -> tuple[Breach, ...]:
    """What the plan breaks and the scenario does not."""
    left = {breach.key for breach in breaches(after)}
    return tuple(breach for breach in breaches(before) if breach.key not in left)
