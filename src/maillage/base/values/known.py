"""Totals of what is known, which never go without the number of what is not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class KnownTotal:
    """The sum of the `known` values out of `of`; None when not one is known: 0 would be a lie."""

    value: Decimal | None
    known: int
    of: int

    @property
    def missing(self) -> int:
        return self.of - self.known

    @property
    def is_whole(self) -> bool:
        return self.missing == 0 and self.known > 0


def known_total(values: Iterable[Decimal | int | None]) -> KnownTotal:
    given = list(values)
    known = [Decimal(value) for value in given if value is not None]
    return KnownTotal(value=sum(known, Decimal(0)) if known else None, known=len(known), of=len(given))
