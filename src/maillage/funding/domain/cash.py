"""Cash month by month: what is paid TTC, what funders and the FCTVA give back, each with its own delay.

Where only a year is known, spending is spread over its twelve months, and what is to come is awaited in December.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal

from maillage.base.values.euros import CENT, ZERO, share_out, total
from maillage.base.values.periods import add_months
from maillage.funding.domain.granting import Grant
from maillage.funding.domain.spending import Expense
from maillage.funding.domain.written import FundingLine, PaymentEvent
from maillage.rulebook.domain import Rules

DECEMBER = 12


@dataclass(frozen=True, kw_only=True)
class CashFlow:
    """A month: `month` is its first day. `balance` is what the département has advanced so far: negative when money
    is missing."""

    month: date
    spent_ttc: Decimal
    grants: Decimal
    fctva: Decimal
    balance: Decimal

    @property
    def net(self) -> Decimal:
        return self.grants + self.fctva - self.spent_ttc


def cash_flows(
    years: Sequence[int],
    spent: Iterable[Expense],
    grants: Iterable[Grant],
    *,
    rules: Rules,
    late_months: int = 0,
) -> tuple[CashFlow, ...]:
    """Every month from the first of `years` to the last flow; undated expenses are in none.

    The months add up to the plan: spending to the TTC cost that has a year, grants and FCTVA to theirs.
    """
    out, grants_in, fctva_in = _Months(), _Months(), _Months()
    by_operation = _Spent()
    for expense in spent:
        by_operation.setdefault(expense.cost.operation, []).append(expense)
        if expense.year is None:
            continue
        for month, amount in _by_month(expense, expense.ttc):
            out.add(month, amount)
        if expense.fctva and expense.fctva_year:
            on = date(expense.year, 12, 31)
            fctva_in.add(
                date(expense.fctva_year, int(rules.value("funding.fctva.month", on=on).value), 1),
                expense.fctva,
            )
    for line_grants in _by_line(grants):
        for month, amount in receipts(line_grants, by_operation, late_months):
            grants_in.add(month, amount)
    return tuple(_flows(years, out, grants_in, fctva_in))


class _Months(dict[date, Decimal]):
    """Amounts by first day of month."""

    def add(self, month: date, amount: Decimal) -> None:
        self[month] = self.get(month, ZERO) + amount


class _Spent(dict[str, list[Expense]]):
    """Expenses by operation. What several payments wait for is worked out once."""

    def __init__(self, by_operation: Mapping[str, list[Expense]] | None = None) -> None:
        super().__init__(by_operation or {})
        self._weights: dict[tuple[str, int], list[tuple[date, Decimal]]] = {}

    def weights(self, operation: str, year: int) -> list[tuple[date, Decimal]]:
        """The months in which an operation spends in a year, each with its part of the HT: they add up to 1."""
        if (operation, year) not in self._weights:
            months = _Months()
            for expense in self.get(operation, ()):
                if expense.year == year:
                    for month, part in _by_month(expense, expense.ht):
                        months.add(month, part)
            whole = total(months.values())
            # In the order of months: an odd cent goes to the same one whatever the order of the costs.
            self._weights[operation, year] = [
                (month, part / whole) for month, part in sorted(months.items()) if whole
            ]
        return self._weights[operation, year]


def _flows(years: Sequence[int], out: _Months, grants_in: _Months, fctva_in: _Months) -> Iterator[CashFlow]:
    first = min([date(years[0], 1, 1), *out, *grants_in])
    last = max([date(years[-1], 12, 1), *out, *grants_in, *fctva_in])
    month, balance = first, ZERO
    while month <= last:
        spent, aid, fctva = (kind.get(month, ZERO) for kind in (out, grants_in, fctva_in))
        balance += aid + fctva - spent
        yield CashFlow(month=month, spent_ttc=spent, grants=aid, fctva=fctva, balance=balance)
        month = add_months(month, 1)


def _by_line(grants: Iterable[Grant]) -> Iterator[list[Grant]]:
    lines: dict[str, list[Grant]] = {}
    for grant in grants:
        lines.setdefault(grant.line.code, []).append(grant)
    yield from lines.values()


def _by_month(expense: Expense, amount: Decimal) -> list[tuple[date, Decimal]]:
    """The same amount each month, the odd cents to the first ones: what `share_out` gives, at a tenth of its cost."""
    assert expense.year is not None
    first, last = expense.months
    if not amount:
        return []
    if first == last:
        return [(date(expense.year, first, 1), amount)]
    count = last - first + 1
    each = (amount / count).quantize(CENT, ROUND_FLOOR)
    odd = int((amount - each * count) / CENT)
    return [
        (date(expense.year, first + rank, 1), each + CENT if rank < odd else each) for rank in range(count)
    ]


def receipts(
    grants: Sequence[Grant], by_operation: Mapping[str, list[Expense]], late_months: int = 0
) -> list[tuple[date, Decimal]]:
    """When the money of one line comes, as (first day of month, amount): what came already, on its day; the rest by the
    funder's schedule, or `payment_lag` years after the expense. Adds up to the grants of the line."""
    line = grants[0].line
    spent = by_operation if isinstance(by_operation, _Spent) else _Spent(by_operation)
    awaited = _awaited(grants, spent, late_months)
    came = [(receipt.day.replace(day=1), receipt.amount) for receipt in line.receipts]
    left = total(amount for _, amount in awaited) - total(amount for _, amount in came)
    if not came:
        return awaited
    if left <= 0 or not any(amount for _, amount in awaited):
        # More came than was expected: the plan counts no more than it granted.
        return _cut(came, total(grant.amount for grant in grants))
    return [*came, *_last(awaited, left)]


def _cut(came: Iterable[tuple[date, Decimal]], most: Decimal) -> list[tuple[date, Decimal]]:
    kept = []
    for month, amount in came:
        kept.append((month, min(amount, most)))
        most -= min(amount, most)
    return kept


def _last(awaited: Iterable[tuple[date, Decimal]], left: Decimal) -> list[tuple[date, Decimal]]:
    """The latest payments, up to `left`: the first ones are those that came."""
    return _cut(sorted(awaited, key=lambda one: one[0], reverse=True), left)


def _awaited(grants: Sequence[Grant], by_operation: _Spent, late_months: int) -> list[tuple[date, Decimal]]:
    funder = grants[0].funder
    if not funder.payments:
        return [
            (add_months(date(grant.paid_year, DECEMBER, 1), late_months), grant.amount)
            for grant in grants
            if grant.amount
        ]
    found = _Months()
    for grant in grants:
        parts = share_out(grant.amount, [part.share for part in funder.payments])
        for part, amount in zip(funder.payments, parts, strict=True):
            # Each instalment to the cent on its own: one that moves in time leaves the others as they were.
            for month, share in _shared(
                amount, _events(part.after, grant, grants, by_operation, late_months)
            ):
                found.add(add_months(month, part.months), share)
    return list(found.items()) if any(found.values()) else []


def _shared(amount: Decimal, events: list[tuple[date, Decimal]]) -> list[tuple[date, Decimal]]:
    if len(events) == 1:
        return [(events[0][0], amount)]
    months, weights = zip(*events, strict=True)
    return list(zip(months, share_out(amount, weights), strict=True))


def _events(
    after: PaymentEvent,
    grant: Grant,
    grants: Sequence[Grant],
    by_operation: _Spent,
    late_months: int,
) -> list[tuple[date, Decimal]]:
    """The months in which what a payment waits for happens, each with its weight: they add up to 1."""
    if after is PaymentEvent.NOTIFIED:
        return [(notified_month(grant.line, grant.year, late_months), Decimal(1))]
    if after is PaymentEvent.SPENT:
        weights = by_operation.weights(grant.operation.code, grant.year)
        return weights or [(date(grant.year, DECEMBER, 1), Decimal(1))]
    years = {one.year for one in grants}
    spent = [e for e in by_operation.get(grant.operation.code, ()) if e.year and e.ht]
    ends = [
        date(e.year, e.months[0 if after is PaymentEvent.STARTED else 1], 1)
        for e in spent
        if e.year in years and e.year
    ]
    edge = min if after is PaymentEvent.STARTED else max
    return [(edge(ends, default=date(grant.year, DECEMBER, 1)), Decimal(1))]


def notified_month(line: FundingLine, year: int, late_months: int = 0) -> date:
    """The month of the notification: as it was, as it is expected, or else December of the year aided. Only what has
    not happened may be late."""
    if line.notified_on:
        return line.notified_on.replace(day=1)
    expected = line.expected_on.replace(day=1) if line.expected_on else date(year, DECEMBER, 1)
    return add_months(expected, late_months)
