"""Days that break a rule: an aid committed too late, money needed before it is notified."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from maillage.base.values.french import euros, plain_date
from maillage.base.values.periods import add_months
from maillage.funding.domain.measures import committed
from maillage.funding.domain.plan import FinancingPlan
from maillage.funding.domain.scenarios.kinds import Breach, Kind
from maillage.funding.domain.standing import LineStanding, line_standings
from maillage.funding.domain.written import FundingLine


def of_lines(plan: FinancingPlan) -> Iterator[Breach]:
    """Delays: only lines of which a day is known can break one."""
    inputs = plan.inputs
    told = [line for line in inputs.lines if line.notified_on or line.expected_on]
    for item in line_standings(plan, told, inputs.calendar.starts, inputs.rules):
        if not item.amount:
            continue
        yield from _late_commitment(plan, item)
        yield from _too_soon(plan, item)


def _late_commitment(plan: FinancingPlan, item: LineStanding) -> Iterator[Breach]:
    spent = committed(plan, item, plan.inputs.calendar.starts)
    if spent is not None and item.amount is not None and spent < item.amount:
        yield Breach(
            kind=Kind.COMMITMENT,
            subject=item.line.code,
            message=f"{item.line.code}, {item.funder.name} : au {plain_date(item.commit_by)}, {euros(spent)} HT engagés "
            f"pour une aide de {euros(item.amount)} ; {euros(item.amount - spent)} seraient à reverser.",
            amount=item.amount - spent,
            day=item.commit_by,
            target=f"funding.FundingLine/{item.line.code}",
        )


def expected_day(line: FundingLine, late_months: int) -> date | None:
    """The day on which an aid that is not notified should be; None when nobody said it."""
    if line.notified_on or line.expected_on is None or line.status.is_acquired:
        return None
    return add_months(line.expected_on, late_months)


def _too_soon(plan: FinancingPlan, item: LineStanding) -> Iterator[Breach]:
    day = expected_day(item.line, plan.inputs.late_months)
    if day is None or item.first_use is None or item.first_use >= day:
        return
    yield Breach(
        kind=Kind.TOO_SOON,
        subject=item.line.code,
        message=f"{item.line.code}, {item.funder.name} : l'opération {item.operation.code} a besoin des "
        f"{euros(item.amount)} dès le {plain_date(item.first_use)}, la notification viendrait le {plain_date(day)}.",
        amount=item.amount,
        day=day,
        target=f"funding.FundingLine/{item.line.code}",
    )
