"""What each aid brings, year by year: a rate or amounts, never above a ceiling, and what was notified once it is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from maillage.base.values.euros import ZERO, cents, share_out, total
from maillage.base.values.fields import Choice
from maillage.funding.domain.eligibility import Eligibility
from maillage.funding.domain.spending import Expense
from maillage.funding.domain.written import CostFamily, Funder, FundingLine, Operation
from maillage.rulebook.domain import Rules

# Families of costs that funders do not pay in a year: a scenario says so, no rule does.
Refused = frozenset[tuple[CostFamily, int]]
# What lines brought in years that are over: amounts by year, by code of the line.
Settled = Mapping[str, Mapping[int, Decimal]]


class Limit(Choice):
    """Why an aid brings less than its rate or its amounts say."""

    BASE = "base", "la dépense subventionnable est plafonnée"
    LINE = "line", "l'aide est plafonnée"
    FUNDER = "funder", "les aides de ce financeur sont plafonnées"
    NOTIFIED = "notified", "le montant notifié est plus faible"
    REFUSED = "refused", "des dépenses de cette année sont refusées"


@dataclass(frozen=True, kw_only=True)
class Grant:
    """One year of a funding line, to the cent. `base` is the eligible HT cost of that year; `wanted` what the line
    would bring without the limits that were met."""

    line: FundingLine
    funder: Funder
    operation: Operation
    year: int
    base: Decimal
    wanted: Decimal
    amount: Decimal
    limits: tuple[Limit, ...] = ()

    @property
    def paid_year(self) -> int:
        """The year in which it comes, when the funder has no schedule of payments."""
        return self.year + self.funder.payment_lag


def supported(
    line: FundingLine,
    spent: Iterable[Expense],
    eligibility: Eligibility,
    funder: Funder,
    operation: Operation,
    refused: Refused = frozenset(),
) -> list[Expense]:
    """The dated expenses that a line bears on: those of its operation, or of its costs, that no rule refuses, nor,
    while it is not acquired, its funder."""
    borne = [
        expense
        for expense in spent
        if expense.year
        and (not line.costs or expense.cost.code in line.costs)
        and not eligibility.verdict(expense.cost, funder, operation, line).is_no
    ]
    return borne if line.status.is_acquired else _not_refused(borne, refused)


def _not_refused(borne: list[Expense], refused: Refused) -> list[Expense]:
    if not refused:
        return borne
    return [e for e in borne if not (e.cost.family and e.year and (e.cost.family, e.year) in refused)]


def grants(
    lines: Iterable[FundingLine],
    funders: Mapping[str, Funder],
    operations: Mapping[str, Operation],
    spent: Iterable[Expense],
    rules: Rules,
    on: date,
    *,
    refused: Refused = frozenset(),
    settled: Settled = MappingProxyType({}),
) -> tuple[Grant, ...]:
    """Every line year by year, in the order written. The amounts do not depend on that order."""
    by_operation: dict[str, list[Expense]] = {}
    for expense in spent:
        by_operation.setdefault(expense.cost.operation, []).append(expense)
    eligibility = Eligibility(rules, on)
    found: list[Grant] = []
    for line in lines:
        funder, operation = funders[line.funder], operations[line.operation]
        borne = supported(line, by_operation.get(line.operation, ()), eligibility, funder, operation)
        kept = borne if line.status.is_acquired else _not_refused(borne, refused)
        found += _of(line, funder, operation, borne, kept, settled.get(line.code, {}))
    return tuple(_within_funders(found))


def _of(
    line: FundingLine,
    funder: Funder,
    operation: Operation,
    borne: Sequence[Expense],
    kept: Sequence[Expense],
    settled: Mapping[int, Decimal],
) -> list[Grant]:
    """`borne`: what the rules let the line pay; `kept`: what is left of it once some is refused; `settled`: what it
    brought in years that are over."""
    bases = _by_year(kept)
    limits: dict[int, tuple[Limit, ...]]
    if line.amounts:
        wanted, limits = _amounts(line, _by_year(borne), bases)
    else:
        wanted, limits = _at_rate(line, bases)
    found = [
        Grant(
            line=line, funder=funder, operation=operation, year=year, base=bases.get(year, ZERO),
            wanted=wanted[year], amount=wanted[year], limits=limits[year],
        )
        for year in sorted(wanted)
        if wanted[year]
    ]  # fmt: skip
    if line.ceiling is not None:
        found = _capped(found, line.ceiling, Limit.LINE)
    if line.notified_amount is not None:
        found = _notified(found, cents(line.notified_amount), settled)
    return found


def _by_year(spent: Iterable[Expense]) -> dict[int, Decimal]:
    found: dict[int, Decimal] = {}
    for expense in spent:
        assert expense.year is not None
        found[expense.year] = found.get(expense.year, ZERO) + expense.ht
    return found


def _amounts(
    line: FundingLine, borne: Mapping[int, Decimal], kept: Mapping[int, Decimal]
) -> tuple[dict[int, Decimal], dict[int, tuple[Limit, ...]]]:
    """The amounts written; of a year of which costs are refused, what would have paid those is lost."""
    wanted: dict[int, Decimal] = {}
    limits: dict[int, tuple[Limit, ...]] = {}
    for year, amount in line.amounts:
        whole, left = borne.get(year, ZERO), kept.get(year, ZERO)
        cut = left < whole
        wanted[year] = cents(amount * left / whole) if cut else cents(amount)
        limits[year] = (Limit.REFUSED,) if cut else ()
    return wanted, limits


def _at_rate(
    line: FundingLine, bases: Mapping[int, Decimal]
) -> tuple[dict[int, Decimal], dict[int, tuple[Limit, ...]]]:
    """Each year is rounded to the cent: aids are filed and notified year by year. The first years fill the base."""
    assert line.rate is not None
    left = line.base_ht
    wanted: dict[int, Decimal] = {}
    limits: dict[int, tuple[Limit, ...]] = {}
    for year in sorted(bases):
        base = bases[year] if left is None else min(bases[year], left)
        wanted[year] = cents(base * line.rate)
        limits[year] = (Limit.BASE,) if base < bases[year] else ()
        left = None if left is None else left - base
    return wanted, limits


def _capped(found: Iterable[Grant], ceiling: Decimal, limit: Limit) -> list[Grant]:
    """The years in order, until the ceiling is reached. A year cut to nothing stays, to say why."""
    left = ceiling
    kept: list[Grant] = []
    for grant in found:
        amount = min(grant.amount, left)
        left -= amount
        cut = amount < grant.amount
        kept.append(replace(grant, amount=amount, limits=(*grant.limits, limit)) if cut else grant)
    return kept


def _notified(found: list[Grant], notified: Decimal, settled: Mapping[int, Decimal]) -> list[Grant]:
    """The amount notified, over the years in proportion to what was expected of each; what is settled stays."""
    shared = _shared(found, notified)
    if all(grant.amount == settled.get(grant.year, grant.amount) for grant in shared):
        return shared
    coming = [grant for grant in found if grant.year not in settled]
    left = notified - total(settled[grant.year] for grant in found if grant.year in settled)
    if left < 0 or not any(grant.amount for grant in coming):
        return shared
    rest = {grant.year: grant for grant in _shared(coming, left)}
    return [rest.get(grant.year) or _brought(grant, settled[grant.year]) for grant in found]


def _shared(found: list[Grant], notified: Decimal) -> list[Grant]:
    asked = [grant.amount for grant in found]
    if not any(asked):
        return found
    return [_brought(grant, share) for grant, share in zip(found, share_out(notified, asked), strict=True)]


def _brought(grant: Grant, amount: Decimal) -> Grant:
    less = amount < grant.amount
    return replace(grant, amount=amount, limits=(*grant.limits, Limit.NOTIFIED) if less else grant.limits)


def _within_funders(found: list[Grant]) -> list[Grant]:
    """Every funder within its ceiling: the first years, then the codes of the lines, whatever the order written."""
    capped: dict[tuple[str, int], Grant] = {}
    by_funder: dict[str, list[Grant]] = {}
    for grant in found:
        if grant.funder.ceiling is not None:
            by_funder.setdefault(grant.funder.code, []).append(grant)
    for aids in by_funder.values():
        ceiling = aids[0].funder.ceiling
        assert ceiling is not None
        if total(aid.amount for aid in aids) > ceiling:
            ordered = sorted(aids, key=lambda aid: (aid.year, aid.line.code))
            capped |= {(a.line.code, a.year): a for a in _capped(ordered, ceiling, Limit.FUNDER)}
    return [capped.get((grant.line.code, grant.year), grant) for grant in found]
