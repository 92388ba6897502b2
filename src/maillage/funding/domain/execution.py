"""What was committed, paid and received beside what was planned: line by line, then added up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from maillage.base.values.euros import ZERO, cents, total
from maillage.funding.domain.entries import Entry, EntryKind
from maillage.funding.domain.spending import Expense
from maillage.funding.domain.written import CostLine

# What a line plans, by year; under None, what has no year yet.
Planned = Mapping[int | None, "Amounts"]


@dataclass(frozen=True, kw_only=True)
class Amounts:
    """TTC and HT, to the cent."""

    ttc: Decimal = ZERO
    ht: Decimal = ZERO

    def __add__(self, other: Amounts) -> Amounts:
        return Amounts(ttc=self.ttc + other.ttc, ht=self.ht + other.ht)

    def __sub__(self, other: Amounts) -> Amounts:
        return Amounts(ttc=self.ttc - other.ttc, ht=self.ht - other.ht)


NOTHING = Amounts()


@dataclass(frozen=True, kw_only=True)
class Execution:
    """Planned, committed, paid of a line or of several. `landing`: what it should cost in the end."""

    planned: Amounts = NOTHING
    committed: Amounts = NOTHING
    paid: Amounts = NOTHING
    landing: Amounts = NOTHING

    def __add__(self, other: Execution) -> Execution:
        return Execution(
            planned=self.planned + other.planned,
            committed=self.committed + other.committed,
            paid=self.paid + other.paid,
            landing=self.landing + other.landing,
        )

    @property
    def variance(self) -> Amounts:
        """Landing less planned: positive when it should cost more."""
        return self.landing - self.planned

    def rate(self, part: Amounts) -> Decimal | None:
        """A part of the planned TTC; None when nothing is planned."""
        return part.ttc / self.planned.ttc if self.planned.ttc else None


@dataclass(frozen=True, kw_only=True)
class LineExecution:
    """A cost line and its execution, in a year or overall. `settled`: it will not spend any more."""

    cost: CostLine
    whole: Execution
    settled: bool


@dataclass(frozen=True, kw_only=True)
class Books:
    """Every line with its expenses and its entries; sums are asked for. `vat`: the rate of a line that plans nothing."""

    costs: tuple[CostLine, ...]
    planned: Mapping[str, Planned]
    entries: Mapping[str, Sequence[Entry]]
    vat: Mapping[str, Decimal]
    over: frozenset[str]

    def line(self, cost: CostLine, year: int | None = None) -> LineExecution:
        """The execution of a line; in a `year`, its landing is that of the whole line and is left at zero."""
        code = cost.code
        years = self.planned.get(code, {})
        planned = total_of(years.values()) if year is None else years.get(year, NOTHING)
        committed = self._said(code, EntryKind.COMMITMENT, year)
        paid = self._said(code, EntryKind.PAYMENT, year)
        settled = code in self.over and paid.ttc > 0 and paid.ttc >= committed.ttc
        landing = NOTHING if year else landed(planned, committed, paid, settled=settled)
        return LineExecution(
            cost=cost,
            whole=Execution(planned=planned, committed=committed, paid=paid, landing=landing),
            settled=settled,
        )

    def lines(self, year: int | None = None) -> tuple[LineExecution, ...]:
        return tuple(self.line(cost, year) for cost in self.costs)

    @property
    def years(self) -> tuple[int, ...]:
        """Those in which something is planned, committed or paid."""
        spent = {entry.day.year for entries in self.entries.values() for entry in entries}
        planned = {year for years in self.planned.values() for year in years if year is not None}
        return tuple(sorted(planned | spent))

    @property
    def undated(self) -> Amounts:
        """What is planned without a year."""
        return total_of(years.get(None, NOTHING) for years in self.planned.values())

    def _said(self, code: str, kind: EntryKind, year: int | None) -> Amounts:
        said = [
            entry.amount_ttc
            for entry in self.entries.get(code, ())
            if entry.kind is kind and year in (None, entry.day.year)
        ]
        return Amounts(ttc=total(said), ht=total(self.ht(code, ttc) for ttc in said))

    def ht(self, code: str, ttc: Decimal) -> Decimal:
        """An entry without its VAT, at the rate of its line; entry by entry, so that years add up to the whole."""
        return cents(ttc / (1 + self.vat[code]))


def landed(planned: Amounts, committed: Amounts, paid: Amounts, *, settled: bool) -> Amounts:
    """Paid, what is committed and still to pay, and what is planned and still to commit: nothing of it once settled."""
    if settled:
        return paid
    return max(planned, committed, paid, key=lambda amounts: amounts.ttc)


def total_of(amounts: Iterable[Amounts]) -> Amounts:
    return sum(amounts, NOTHING)


def summed(lines: Iterable[LineExecution]) -> Execution:
    return sum((line.whole for line in lines), Execution())


def grouped(
    lines: Iterable[LineExecution], name: Callable[[CostLine], str]
) -> dict[str, tuple[LineExecution, ...]]:
    """Lines by operation, by action…, in the order met."""
    found: dict[str, list[LineExecution]] = {}
    for line in lines:
        found.setdefault(name(line.cost), []).append(line)
    return {key: tuple(some) for key, some in found.items()}


def books(
    *,
    costs: Sequence[CostLine],
    expenses: Iterable[Expense],
    entries: Iterable[Entry],
    standard_vat: Decimal,
    over: frozenset[str] = frozenset(),
) -> Books:
    """`costs`: those of the plan, then those that count no more but may have been paid. `over`: codes of the lines whose
    step is done, or whose years have passed. `standard_vat`: of a line that says none and plans nothing."""
    planned: dict[str, dict[int | None, Amounts]] = {}
    for expense in expenses:
        years = planned.setdefault(expense.cost.code, {})
        years[expense.year] = years.get(expense.year, NOTHING) + Amounts(ttc=expense.ttc, ht=expense.ht)
    tied: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.cost is not None:
            tied.setdefault(entry.cost, []).append(entry)
    return Books(
        costs=tuple(costs),
        planned=planned,
        entries=tied,
        vat={cost.code: standard_vat if cost.vat_rate is None else cost.vat_rate for cost in costs},
        over=over,
    )


def committed_before(books: Books, codes: Iterable[str], day: date) -> Decimal:
    """HT really committed on some lines before `day`; what was paid without a commitment was committed too."""
    kinds = (EntryKind.COMMITMENT, EntryKind.PAYMENT)
    return total(max(_before(books, code, kind, day) for kind in kinds) for code in codes)


def _before(books: Books, code: str, kind: EntryKind, day: date) -> Decimal:
    said = (e for e in books.entries.get(code, ()) if e.kind is kind and e.day < day)
    return total(books.ht(code, e.amount_ttc) for e in said)


def first_day(books: Books, codes: Iterable[str]) -> date | None:
    """The first day on which money of some lines was committed, or paid."""
    days = (
        e.day
        for code in codes
        for e in books.entries.get(code, ())
        if e.kind in (EntryKind.COMMITMENT, EntryKind.PAYMENT) and e.amount_ttc > 0
    )
    return min(days, default=None)
