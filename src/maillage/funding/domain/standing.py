"""What is asked of funders, promised, notified, and still missing: overall, year by year and line by line.

The statuses are a ladder: what is notified was promised, what is promised was asked. An aid at a rate on costs
without a date has no amount yet: it is unknown, and so is every sum that it is part of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from maillage.base.values.euros import cents, total
from maillage.base.values.periods import add_months
from maillage.funding.domain.plan import FinancingPlan
from maillage.funding.domain.spending import Expense
from maillage.funding.domain.written import Funder, FunderKind, FundingLine, FundingStatus, Operation
from maillage.rulebook.domain import Rules, UnknownRule

_LADDER = tuple(FundingStatus)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Aids by status, in a year or overall (`year` None). An amount is None while it is unknown."""

    year: int | None
    by_status: Mapping[FundingStatus, Decimal | None]

    def at_least(self, status: FundingStatus) -> Decimal | None:
        """What reached a status or went further."""
        return _sum(self.by_status[one] for one in _LADDER[_LADDER.index(status) :])

    @property
    def expected(self) -> Decimal | None:
        return self.at_least(FundingStatus.ENVISAGED)

    @property
    def requested(self) -> Decimal | None:
        return self.at_least(FundingStatus.REQUESTED)

    @property
    def promised(self) -> Decimal | None:
        return self.at_least(FundingStatus.PROMISED)

    @property
    def notified(self) -> Decimal | None:
        return self.at_least(FundingStatus.NOTIFIED)

    @property
    def received(self) -> Decimal | None:
        return self.by_status[FundingStatus.RECEIVED]

    @property
    def missing(self) -> Decimal | None:
        """Counted on in the plan, and not notified."""
        return _sum(self.by_status[one] for one in _LADDER if not one.is_acquired)


@dataclass(frozen=True, kw_only=True)
class LineStanding:
    """A line with what it brings. `first_use`: the first day on which its money is needed, as far as the calendar
    says. `commit_by`: the day by which spending must be committed once it is notified (DGD)."""

    line: FundingLine
    funder: Funder
    operation: Operation
    amount: Decimal | None
    first_use: date | None
    commit_by: date | None


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    known = list(amounts)
    return None if None in known else total(amount for amount in known if amount is not None)


def line_amount(plan: FinancingPlan, line: FundingLine, year: int | None = None) -> Decimal | None:
    """What a line brings, in a year or overall. While a cost that its rate bears on has no date, what each year brings
    is None, and the whole too until it is notified."""
    given = total(g.amount for g in plan.grants_of(line.code) if year in (None, g.year))
    if not bears_undated(plan, line):
        return given
    if year is not None or line.notified_amount is None:
        return None
    return given or cents(line.notified_amount)


def bears_undated(plan: FinancingPlan, line: FundingLine) -> bool:
    """Whether the rate of a line bears on a cost that has no year yet."""
    return line.rate is not None and any(
        expense.year is None and (not line.costs or expense.cost.code in line.costs)
        for expense in plan.spent_on(line.operation)
    )


def awaits_aids(plan: FinancingPlan) -> bool:
    """Whether the plan holds less than some aid brings, or nobody knows what it brings: what comes in is then a
    minimum, what is left to pay a maximum."""
    return any(
        line_amount(plan, line) != total(grant.amount for grant in plan.grants_of(line.code))
        for line in plan.inputs.lines
    )


def standings(plan: FinancingPlan, lines: Iterable[FundingLine]) -> tuple[Standing, ...]:
    """Overall, then each year of the plan."""
    lines = tuple(lines)
    return tuple(
        Standing(
            year=year,
            by_status={
                status: _sum(line_amount(plan, line, year) for line in lines if line.status is status)
                for status in FundingStatus
            },
        )
        for year in (None, *plan.years)
    )


def line_standings(
    plan: FinancingPlan, lines: Iterable[FundingLine], step_starts: Mapping[str, date | None], rules: Rules
) -> tuple[LineStanding, ...]:
    """Every line, in the order written. `step_starts`: the first day of each dated step."""
    funders = {funder.code: funder for funder in plan.funders}
    operations = {operation.code: operation for operation in plan.operations}
    return tuple(
        LineStanding(
            line=line,
            funder=funders[line.funder],
            operation=operations[line.operation],
            amount=line_amount(plan, line),
            first_use=_first_use(plan, line, step_starts),
            commit_by=_commit_by(line, funders[line.funder], rules),
        )
        for line in lines
    )


def _first_use(plan: FinancingPlan, line: FundingLine, step_starts: Mapping[str, date | None]) -> date | None:
    years = {grant.year for grant in plan.grants_of(line.code)}
    days = [
        # Amounts are credits of a year: a step begun before it does not need them sooner.
        max(day, date(expense.year, 1, 1)) if line.amounts else day
        for expense in plan.spent_on(line.operation)
        if expense.year in years
        if expense.year and (day := spent_from(expense, step_starts))
    ]
    return min(days, default=None)


def spent_from(expense: Expense, step_starts: Mapping[str, date | None]) -> date | None:
    """The first day on which an expense may be committed: that of its step, else the last of its year, the only day
    by which a cost of which only the year is known must be."""
    if expense.cost.step:
        return step_starts.get(expense.cost.step)
    return date(expense.year, 12, 31) if expense.year else None


def _commit_by(line: FundingLine, funder: Funder, rules: Rules) -> date | None:
    if line.notified_on is None or funder.kind is not FunderKind.DGD:
        return None
    try:
        months = rules.value("funding.dgd.commitment", on=line.notified_on).value
    except UnknownRule:  # a day of which the rule knows nothing: a slip of the hand
        return None
    return add_months(line.notified_on, int(months))


def committed_by(
    plan: FinancingPlan, operation: str, day: date, step_starts: Mapping[str, date | None]
) -> Decimal:
    """HT costs of an operation that the calendar commits before `day`."""
    return total(
        expense.ht
        for expense in plan.spent_on(operation)
        if (spent := spent_from(expense, step_starts)) and spent < day
    )
