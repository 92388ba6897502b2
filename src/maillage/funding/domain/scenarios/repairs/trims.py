"""Too much aid: the exact amount to take off, and off which aid; or the year to which an amount should go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from maillage.base.values.euros import ZERO, total
from maillage.base.values.french import euros
from maillage.funding.domain.granting import Grant
from maillage.funding.domain.plan import FinancingPlan, Inputs
from maillage.funding.domain.scenarios.kinds import Breach, Kind
from maillage.funding.domain.scenarios.repairs.case import Case, Change, Repair
from maillage.funding.domain.written import FunderKind, FundingLine, FundingStatus

_LADDER = tuple(FundingStatus)


def trim(case: Case, breach: Breach) -> Repair | None:
    """Take the excess off the fewest aids: the least sure, then the largest."""
    if breach.amount is None:
        return None
    grants = list(_concerned(case.after, breach))
    amounts: dict[str, Decimal] = {}
    for grant in grants:
        amounts[grant.line.code] = amounts.get(grant.line.code, ZERO) + grant.amount
    lines = {grant.line.code: grant.line for grant in grants}
    year = int(breach.subject) if breach.kind is Kind.OVER_YEAR else None
    if year is not None:
        lines = {code: line for code, line in lines.items() if line.amounts and not line.notified_amount}
    for chosen in _choices({code: amounts[code] for code in lines}, lines, breach.amount):
        changed = case.inputs
        for code, taken in chosen:
            changed = _without(changed, lines[code], amounts[code] - taken, year, taken)
        changes = [_told(lines[code], amounts[code], taken, case.after, year) for code, taken in chosen]
        # One aid alone, or the only way to reach the amount: nothing smaller would do.
        if found := case.proved(breach, changed, changes, exact=len(chosen) == 1):
            return found
    return None


def _concerned(plan: FinancingPlan, breach: Breach) -> Iterator[Grant]:
    for grant in plan.grants:
        here = {
            Kind.OWN_SHARE: grant.operation.code == breach.subject and grant.funder.kind.is_public,
            Kind.OVER: grant.operation.code == breach.subject,
            Kind.RATE: grant.operation.code == breach.subject and grant.funder.kind is FunderKind.DGD,
            Kind.OVER_YEAR: str(grant.year) == breach.subject,
            Kind.COMMITMENT: grant.line.code == breach.subject,
        }.get(breach.kind, False)
        if here and grant.amount:
            yield grant


def _choices(
    amounts: dict[str, Decimal], lines: dict[str, FundingLine], excess: Decimal
) -> Iterator[Sequence[tuple[str, Decimal]]]:
    """Which aids to take how much off: one alone where one is enough, else the largest together."""

    def rank(code: str) -> tuple[bool, int, Decimal, str]:
        status = lines[code].status
        return status.is_acquired, _LADDER.index(status), -amounts[code], code

    for code in sorted(amounts, key=rank):
        if amounts[code] >= excess:
            yield [(code, excess)]
    left, together = excess, []
    for code in sorted(amounts, key=lambda one: (-amounts[one], one)):
        taken = min(left, amounts[code])
        if taken:
            together.append((code, taken))
            left -= taken
    if not left and len(together) > 1:
        yield together


def _without(inputs: Inputs, line: FundingLine, left: Decimal, year: int | None, taken: Decimal) -> Inputs:
    """The inputs with `taken` euros less from an aid, of which `left` remain (in that year, when one is given)."""
    if year is not None:
        kept = tuple((y, a - taken if y == year else a) for y, a in line.amounts)
        changed: FundingLine | None = _amounted(line, kept)
    elif not left:
        changed = None
    elif line.notified_amount is not None:
        changed = replace(line, notified_amount=left)
    else:
        changed = replace(line, ceiling=left)
    return replaced(inputs, line.code, changed)


def _amounted(line: FundingLine, amounts: Iterable[tuple[int, Decimal]]) -> FundingLine | None:
    """An aid of other amounts; None when none is left."""
    kept = tuple((year, amount) for year, amount in sorted(amounts) if amount)
    return replace(line, amounts=kept) if kept else None


def replaced(inputs: Inputs, code: str, line: FundingLine | None) -> Inputs:
    """The inputs with an aid changed, or without it."""
    found = (line if one.code == code else one for one in inputs.lines)
    return replace(inputs, lines=tuple(one for one in found if one is not None))


def _told(
    line: FundingLine, amount: Decimal, taken: Decimal, plan: FinancingPlan, year: int | None
) -> Change:
    name = next(funder.name for funder in plan.funders if funder.code == line.funder)
    when = f" en {year}" if year else ""
    text = f"Retirez {euros(taken, 2)} de l'aide {line.code} ({name}){when} : {euros(amount, 2)} → {euros(amount - taken, 2)}."
    if taken == amount:
        text = f"Renoncez à l'aide {line.code} ({name}){when}, {euros(amount, 2)}."
    return Change(text=text, target=f"funding.FundingLine/{line.code}")


def shift(case: Case, breach: Breach) -> Repair | None:
    """An amount of a year that does not need it, moved to the nearest year whose costs have room for it."""
    if breach.amount is None:
        return None
    for line, year, taken in _movable_amounts(case, breach):
        for to in sorted(case.after.years, key=lambda one: (abs(one - year), one)):
            if to == year or _room(case.after, line, to) < taken:
                continue
            amounts = dict(line.amounts)
            amounts[year] -= taken
            amounts[to] = amounts.get(to, ZERO) + taken
            name = next(funder.name for funder in case.after.funders if funder.code == line.funder)
            text = f"Demandez que {euros(taken, 2)} de l'aide {line.code} ({name}) passent de {year} à {to}."
            changed = replaced(case.inputs, line.code, _amounted(line, amounts.items()))
            change = Change(text=text, target=f"funding.FundingLine/{line.code}")
            if found := case.proved(breach, changed, [change], exact=True):
                return found
    return None


def _movable_amounts(case: Case, breach: Breach) -> Iterator[tuple[FundingLine, int, Decimal]]:
    """The aids of fixed amounts, not notified, that can give what a year has too much of."""
    assert breach.amount is not None
    for grant in sorted(case.after.grants, key=lambda one: (-one.amount, one.line.code)):
        line = grant.line
        if not line.amounts or line.status.is_acquired or line.notified_amount is not None:
            continue
        if breach.kind is Kind.UNUSED and f"{line.code} {grant.year}" == breach.subject:
            yield line, grant.year, grant.amount
        elif (
            breach.kind is Kind.OVER_YEAR
            and str(grant.year) == breach.subject
            and grant.amount >= breach.amount
        ):
            yield line, grant.year, breach.amount


def _room(plan: FinancingPlan, line: FundingLine, year: int) -> Decimal:
    """What the operation of an aid spends in a year and that no aid pays."""
    spent = total(e.ht for e in plan.expenses if e.year == year and e.cost.operation == line.operation)
    return spent - plan.granted(year=year, operation=line.operation)
