"""Multi-year authorisations and their yearly credits: AP/CP for investment, AE/CP for running costs (CGCT L3312-4).

Credits are what is paid in the year, TTC. An AE is for what commits the département to a third party beyond the
year, never for staff (CGCT L3312-4, L5217-10-7).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from maillage.base.values.euros import cents, total
from maillage.base.values.french import euros, listed
from maillage.base.values.verdict import Verdict, no, unknown, yes
from maillage.funding.domain.plan import FinancingPlan
from maillage.funding.domain.written import Authorisation, BudgetSection, CostFamily, Operation
from maillage.rulebook.domain import Rules


@dataclass(frozen=True, kw_only=True)
class Credits:
    """An authorisation with the credits of each year, TTC; `undated`: what has no year yet. `voted` compares what was
    voted with what its operations cost."""

    authorisation: Authorisation
    operations: tuple[Operation, ...]
    by_year: Mapping[int, Decimal]
    undated: Decimal
    voted: Verdict
    staff: tuple[str, ...]

    @property
    def cost_ttc(self) -> Decimal:
        return total(self.by_year.values()) + self.undated


def credits_of(
    plan: FinancingPlan, authorisations: tuple[Authorisation, ...], rules: Rules, on: date
) -> tuple[Credits, ...]:
    """Every authorisation, in the order written."""
    return tuple(_credits(plan, one, rules, on) for one in authorisations)


def _credits(plan: FinancingPlan, one: Authorisation, rules: Rules, on: date) -> Credits:
    by_code = {operation.code: operation for operation in plan.operations}
    spent = [e for e in plan.expenses if e.cost.operation in one.operations]
    by_year = {year: total(e.ttc for e in spent if e.year == year) for year in plan.years}
    return Credits(
        authorisation=one,
        operations=tuple(by_code[code] for code in one.operations if code in by_code),
        by_year=by_year,
        undated=total(e.ttc for e in spent if e.year is None),
        voted=_voted(one, total(e.ttc for e in spent), rules, on),
        staff=tuple(dict.fromkeys(e.cost.code for e in spent if e.cost.family is CostFamily.STAFF)),
    )


def _voted(one: Authorisation, cost_ttc: Decimal, rules: Rules, on: date) -> Verdict:
    source = rules.value(_rule(one.section), on=on).source
    if one.amount_ttc is None:
        return unknown(missing=("montant voté",), sources=(source,))
    if cost_ttc <= one.amount_ttc:
        left = one.amount_ttc - cost_ttc
        return yes(f"{euros(one.amount_ttc)} votés : il reste {euros(left)}.", sources=(source,))
    return no(
        f"Les opérations coûtent {euros(cost_ttc)} TTC pour {euros(one.amount_ttc)} votés : il manque "
        f"{euros(cost_ttc - one.amount_ttc)}.",
        sources=(source,),
    )


def _rule(section: BudgetSection) -> str:
    return "funding.credits.ap" if section is BudgetSection.INVESTMENT else "funding.credits.ae"


def before_vote(one: Authorisation, rules: Rules, on: date) -> tuple[int, Decimal] | None:
    """The year that follows the vote of an AP, and what may be paid of it, TTC, before that year's budget is voted.
    None for an AE, while nothing is voted, or once that year is over."""
    if one.section is not BudgetSection.INVESTMENT or one.amount_ttc is None or one.voted_on is None:
        return None
    if one.voted_on.year + 1 < on.year:
        return None
    part = rules.value("funding.credits.before_vote", on=on).value
    return one.voted_on.year + 1, cents(one.amount_ttc * part)


def without_authorisation(
    plan: FinancingPlan, authorisations: tuple[Authorisation, ...]
) -> tuple[tuple[Operation, tuple[int, ...]], ...]:
    """Investment operations that spend in several years and that no authorisation holds, with these years."""
    held = {code for one in authorisations for code in one.operations}
    found = []
    for operation in plan.operations:
        years = tuple(year for year in plan.years if plan.cost_ht(year=year, operation=operation.code))
        if operation.section is BudgetSection.INVESTMENT and operation.code not in held and len(years) > 1:
            found.append((operation, years))
    return tuple(found)


def told_years(years: tuple[int, ...]) -> str:
    return listed([str(year) for year in years])
