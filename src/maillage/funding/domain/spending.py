"""When each cost falls, and what it becomes: HT, VAT, TTC, FCTVA."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from maillage.base.values.euros import cents, share_out
from maillage.funding.domain.written import CostLine, FctvaBase, StepTiming
from maillage.rulebook.domain import Rules

WHOLE_YEAR = (1, 12)


@dataclass(frozen=True, kw_only=True)
class Expense:
    """One year of a cost line, to the cent, at the prices of that year. `year=None`: not yet dated.

    `months`: the first and the last month (1 to 12) in which it is paid, evenly; `fctva` comes back in `fctva_year`.
    """

    cost: CostLine
    year: int | None
    months: tuple[int, int]
    ht: Decimal
    vat_rate: Decimal
    vat: Decimal
    fctva_rate: Decimal
    fctva: Decimal
    fctva_year: int | None

    @property
    def ttc(self) -> Decimal:
        return self.ht + self.vat


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """The first and the last day of each step, by code; None, or no entry, while it has none."""

    starts: Mapping[str, date | None]
    ends: Mapping[str, date | None]


@dataclass(frozen=True, kw_only=True)
class _InForce:
    """The rules of a year that every cost of it asks for."""

    standard: Decimal
    fctva: Mapping[FctvaBase, Decimal]
    lag: int
    inflation: Decimal


def expenses(
    costs: Iterable[CostLine],
    calendar: Calendar,
    rules: Rules,
    on: date,
    *,
    dearer: Decimal = Decimal(0),
    dearer_from: int = 0,
) -> tuple[Expense, ...]:
    """Every cost by year; a cost without an amount gives none. `on` dates the rules when no year does; `dearer` raises
    every price from the year `dearer_from`: 0.10 for 10 %."""
    in_force: dict[int | None, _InForce] = {}
    found: list[Expense] = []
    for cost in costs:
        for year, months, amount in _parts(cost, calendar):
            if year not in in_force:
                in_force[year] = _rates(rules, date(year, 12, 31) if year else on)
            if dearer and (year is None or year >= dearer_from):
                amount *= 1 + dearer
            found.append(_expense(cost, year, months, amount, in_force[year], on))
    return tuple(found)


def _rates(rules: Rules, day: date) -> _InForce:
    return _InForce(
        standard=rules.value("funding.vat.standard", on=day).value,
        fctva={base: fctva_rate_of(base, rules, day) for base in FctvaBase},
        lag=int(rules.value("funding.fctva.lag", on=day).value),
        inflation=rules.value("funding.prices.inflation", on=day).value,
    )


def _expense(
    cost: CostLine, year: int | None, months: tuple[int, int], amount: Decimal, rates: _InForce, on: date
) -> Expense:
    if cost.indexed and year and rates.inflation:
        since = (cost.priced_on or on).year
        amount *= (1 + rates.inflation) ** max(0, year - since)
    ht = cents(amount)
    vat_rate = cost.vat_rate if cost.vat_rate is not None else rates.standard
    vat = cents(ht * vat_rate)
    fctva_rate = rates.fctva[cost.fctva_base]
    return Expense(
        cost=cost,
        year=year,
        months=months,
        ht=ht,
        vat_rate=vat_rate,
        vat=vat,
        fctva_rate=fctva_rate,
        fctva=cents((ht + vat) * fctva_rate),
        fctva_year=year + rates.lag if year else None,
    )


def _parts(cost: CostLine, calendar: Calendar) -> list[tuple[int | None, tuple[int, int], Decimal]]:
    """Year, months and amount HT, at the prices of the day it was priced."""
    amount = cost.ht
    if amount is None:
        return []
    if cost.spread:
        years = [year for year, _ in cost.spread]
        # The amounts written add up to the total already; sharing out only settles fractions of a cent.
        weights = [weight for _, weight in cost.spread]
        if not any(weights):
            return [(year, WHOLE_YEAR, Decimal("0.00")) for year in years]
        shares = share_out(cents(amount), weights)
        return [(year, WHOLE_YEAR, share) for year, share in zip(years, shares, strict=True)]
    if cost.year:
        return [(cost.year, WHOLE_YEAR, amount)]
    return _with_step(cost, amount, calendar)


def years_of(cost: CostLine, calendar: Calendar) -> frozenset[int | None]:
    """The years in which a cost falls, also when it has no amount; None: it has no date yet."""
    priced = cost if cost.ht is not None else replace(cost, amount_ht=Decimal(1))
    return frozenset(year for year, _, _ in _parts(priced, calendar))


def _with_step(
    cost: CostLine, amount: Decimal, calendar: Calendar
) -> list[tuple[int | None, tuple[int, int], Decimal]]:
    start, end = calendar.starts.get(cost.step or ""), calendar.ends.get(cost.step or "")
    if end is None:
        return [(None, WHOLE_YEAR, amount)]
    if cost.timing is StepTiming.EVENLY and start and start <= end:
        spans = [
            (year, (start.month if year == start.year else 1, end.month if year == end.year else 12))
            for year in range(start.year, end.year + 1)
        ]
        shares = share_out(amount, [Decimal(last - first + 1) for _, (first, last) in spans])
        return [(year, span, share) for (year, span), share in zip(spans, shares, strict=True)]
    day = start if cost.timing is StepTiming.START and start else end
    return [(day.year, (day.month, day.month), amount)]


def fctva_rate_of(base: FctvaBase, rules: Rules, on: date) -> Decimal:
    """The rate on the TTC amount (CGCT L1615-6): 100 000 HT, 120 000 TTC give back 19 684.80."""
    if base is FctvaBase.NONE:
        return Decimal(0)
    rule = "funding.fctva.investment" if base is FctvaBase.STANDARD else "funding.fctva.cloud"
    return rules.value(rule, on=on).value
