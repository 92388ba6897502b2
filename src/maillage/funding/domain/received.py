"""What came in of each aid: the receipts of the finance software, else those that were noted by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from maillage.base.values.euros import total
from maillage.funding.domain.entries import Entry, EntryKind
from maillage.funding.domain.written import FundingLine


@dataclass(frozen=True, kw_only=True)
class Received:
    """Money of an aid that came. `booked`: the finance software says so, and what was noted by hand is not added."""

    amount: Decimal
    booked: bool
    noted: Decimal


def received_of(lines: Iterable[FundingLine], entries: Iterable[Entry]) -> Mapping[str, Received]:
    """By code of aid. Both sources tell the same money: they are never added."""
    booked: dict[str, list[Decimal]] = {}
    for entry in entries:
        if entry.kind is EntryKind.RECEIPT and entry.line is not None:
            booked.setdefault(entry.line, []).append(entry.amount_ttc)
    found = {}
    for line in lines:
        noted = total(one.amount for one in line.receipts)
        came = booked.get(line.code)
        found[line.code] = Received(
            amount=noted if came is None else total(came), booked=came is not None, noted=noted
        )
    return found
