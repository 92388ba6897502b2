"""What a purchase and its need are worth, in words: what has no price is not free."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from maillage.base.values.french import UNKNOWN, euros
from maillage.procurement.domain.backward import Planned


def worth_text(planned: Planned) -> str:
    """`15 000 €`, `au moins 15 000 €` when a cost has no price, `inconnu` when none has."""
    return _at_least(planned.purchase.worth_ht(planned.own_ht), known=planned.is_priced)


def need_text(planned: Planned) -> str:
    """The same of the whole need that a purchase answers."""
    return _at_least(planned.choice.value_ht, known=not planned.choice.at_least)


def costs_text(planned: Planned, prices: Sequence[Decimal | None]) -> str:
    """The same of the costs that a purchase pays, whatever its maximum."""
    return _at_least(planned.own_ht, known=None not in prices)


def _at_least(value: Decimal, *, known: bool) -> str:
    if known:
        return euros(value)
    return f"au moins {euros(value)}" if value else UNKNOWN
