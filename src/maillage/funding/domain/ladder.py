"""The ladder that an aid climbs: where it stands, what each rung says, what comes next, and one rung more."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from maillage.base.values.euros import ZERO, total
from maillage.base.values.periods import add_months
from maillage.funding.domain.written import FundingLine, FundingStatus, Receipt

RUNGS = tuple(FundingStatus)
# The field of a line that dates each rung; what is received is dated by its receipts.
DAY_OF = {
    FundingStatus.REQUESTED: "asked_on",
    FundingStatus.PROMISED: "promised_on",
    FundingStatus.NOTIFIED: "notified_on",
}


@dataclass(frozen=True, kw_only=True)
class Rung:
    """A status of an aid: `reached` or not, on which day (None: nobody noted it), for which amount."""

    status: FundingStatus
    reached: bool
    day: date | None = None
    amount: Decimal | None = None


def rungs(line: FundingLine) -> tuple[Rung, ...]:
    """Every status in order. The amounts are those that a decision or a receipt gave: never what is only hoped."""
    here = RUNGS.index(line.status)
    amounts = {FundingStatus.NOTIFIED: line.notified_amount}
    if line.receipts:
        amounts[FundingStatus.RECEIVED] = received(line)
    return tuple(
        Rung(status=status, reached=rank <= here, day=day_of(line, status), amount=amounts.get(status))
        for rank, status in enumerate(RUNGS)
    )


def day_of(line: FundingLine, status: FundingStatus) -> date | None:
    """The day on which a status was reached; of what is received, that of the last receipt."""
    if status is FundingStatus.RECEIVED:
        return max((receipt.day for receipt in line.receipts), default=None)
    name = DAY_OF.get(status)
    day: date | None = getattr(line, name) if name else None
    return day


def received(line: FundingLine) -> Decimal:
    return total(receipt.amount for receipt in line.receipts)


def due(line: FundingLine, amount: Decimal | None) -> Decimal | None:
    """What the funder owes: the amount it notified, else what the plan counts (None while unknown)."""
    return amount if line.notified_amount is None else line.notified_amount


def to_come(line: FundingLine, amount: Decimal | None) -> Decimal | None:
    """What is still awaited of an aid that brings `amount`; None while that is unknown, never negative."""
    if line.status is FundingStatus.RECEIVED:
        return ZERO
    owed = due(line, amount)
    return None if owed is None else max(ZERO, owed - received(line))


def next_status(line: FundingLine) -> FundingStatus | None:
    """The rung above; None at the top."""
    rank = RUNGS.index(line.status) + 1
    return RUNGS[rank] if rank < len(RUNGS) else None


def answer_by(line: FundingLine, wait_months: int) -> date | None:
    """The day by which an answer is awaited: the one written, else `wait_months` after the deposit."""
    if line.expected_on or line.asked_on is None:
        return line.expected_on
    return add_months(line.asked_on, wait_months)


@dataclass(frozen=True, kw_only=True)
class Step:
    """One rung climbed: to `status` on `day`. `amount`: notified or received; `last`: nothing more will come."""

    status: FundingStatus
    day: date
    amount: Decimal | None = None
    reference: str = ""
    last: bool = False


def climbed(line: FundingLine, step: Step, amount: Decimal | None) -> FundingLine:
    """The line after a step. `amount`: what the plan counts, to know whether all of it came.

    Raises ValueError in French: a step down, a receipt without its amount.
    """
    if step.status is FundingStatus.RECEIVED:
        return _with_receipt(line, step, due(line, amount))
    if RUNGS.index(step.status) <= RUNGS.index(line.status):
        raise ValueError(
            f"L'aide est déjà {line.status.label}. Pour revenir en arrière, modifiez la recette."
        )
    given: dict[str, object] = {"status": step.status, DAY_OF[step.status]: step.day}
    if step.status is FundingStatus.NOTIFIED:
        given |= {"notified_amount": step.amount, "reference": step.reference or line.reference}
    return replace(line, **given)  # type: ignore[arg-type]


def _with_receipt(line: FundingLine, step: Step, awaited: Decimal | None) -> FundingLine:
    if not line.status.is_acquired:
        raise ValueError("Notez d'abord la notification : un versement suit la décision qui le permet.")
    if not step.amount:
        raise ValueError("Écrivez le montant reçu.")
    receipt = Receipt(day=step.day, amount=step.amount, label=step.reference)
    after = replace(line, receipts=(*line.receipts, receipt))
    whole = step.last or (awaited is not None and received(after) >= awaited)
    return replace(after, status=FundingStatus.RECEIVED) if whole else after
