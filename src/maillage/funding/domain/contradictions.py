"""What the dates and the amounts of an aid say against one another, or against its status."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import combinations

from maillage.base.values.french import euros, plain_date
from maillage.funding.domain.ladder import RUNGS, day_of, due, received
from maillage.funding.domain.written import FundingLine, FundingStatus

_DATED = (FundingStatus.REQUESTED, FundingStatus.PROMISED, FundingStatus.NOTIFIED)
_DONE = {
    FundingStatus.REQUESTED: "déposée",
    FundingStatus.PROMISED: "promise",
    FundingStatus.NOTIFIED: "notifiée",
}


def contradictions(line: FundingLine, amount: Decimal | None, today: date) -> tuple[str, ...]:
    """French sentences; empty when the story holds. `amount`: what the aid brings, None while unknown."""
    return (*_dates(line, today), *_receipts(line, amount, today))


def amount_is_missing(line: FundingLine) -> bool:
    """Notified at a rate, and nobody wrote how much: the plan still counts the rate."""
    return line.status.is_acquired and line.notified_amount is None and line.rate is not None


def _dates(line: FundingLine, today: date) -> Iterator[str]:
    known = [(status, day) for status in _DATED if (day := day_of(line, status))]
    for (first, early), (then, late) in combinations(known, 2):
        if early > late:
            yield (
                f"Elle serait {_DONE[first]} le {plain_date(early)}, après avoir été {_DONE[then]} "
                f"le {plain_date(late)}."
            )
    here = RUNGS.index(line.status)
    for status, day in known:
        if RUNGS.index(status) > here:
            yield (
                f"Elle est dite {line.status.label}, mais une date la dit {_DONE[status]} le {plain_date(day)}."
            )
        elif day > today:
            yield f"Elle est dite {_DONE[status]} le {plain_date(day)}, qui n'est pas encore passé."


def _receipts(line: FundingLine, amount: Decimal | None, today: date) -> Iterator[str]:
    if not line.receipts:
        return
    came, first = received(line), min(receipt.day for receipt in line.receipts)
    if not line.status.is_acquired:
        yield f"{euros(came, 2)} sont reçus d'une aide qui est seulement {line.status.label}."
    elif line.notified_on and first < line.notified_on:
        yield (
            f"Un versement du {plain_date(first)} précède la notification, du {plain_date(line.notified_on)}."
        )
    most = due(line, amount)
    if most is not None and came > most:
        what = "que le montant notifié" if line.notified_amount is not None else "que le plan n'en attend"
        yield f"Les versements ({euros(came, 2)}) font plus {what} ({euros(most, 2)})."
    if (last := max(receipt.day for receipt in line.receipts)) > today:
        yield f"Un versement est noté au {plain_date(last)}, qui n'est pas encore passé."
