"""Money: exact decimals, rounded to the cent in one way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

ZERO = Decimal("0.00")
CENT = Decimal("0.01")


def cents(amount: Decimal) -> Decimal:
    """Round to the cent, half up, as public accounting does."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def total(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, ZERO)


def places(amounts: Iterable[Decimal]) -> int:
    """How many decimals to write amounts with that are read together: none when all are whole euros, else two, so
    that what is read adds up."""
    return 2 if any(amount != amount.to_integral_value() for amount in amounts) else 0


def share_out(amount: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """Split `amount` to the cent in proportion to `weights`; the parts add up exactly.

    The cents left by rounding go to the largest remainders, so no part is off by more than one cent.
    Raises ValueError when the weights add up to zero.
    """
    whole = sum(weights, Decimal(0))
    if whole == 0:
        raise ValueError("Aucun poids : impossible de répartir un montant.")
    exact = [amount * weight / whole for weight in weights]
    floor = [part.quantize(CENT, "ROUND_FLOOR") for part in exact]
    left = int((amount - sum(floor, ZERO)) / CENT)
    by_remainder = sorted(range(len(exact)), key=lambda i: (floor[i] - exact[i], i))
    for i in by_remainder[:left]:
        floor[i] += CENT
    return floor
