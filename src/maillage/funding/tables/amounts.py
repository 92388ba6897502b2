"""Amounts of a table as text: in whole euros, or to the cent as soon as one has cents, so that what is read adds up."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from maillage.base.values.euros import places
from maillage.base.values.french import euros
from maillage.funding.tables.years import Row


def written(
    rows: Iterable[tuple[str | Decimal, ...]], unit: Callable[[Decimal, int], str] = euros
) -> tuple[Row, ...]:
    """The rows of a table, every amount with as many places as the others; texts are left alone."""
    kept = tuple(rows)
    digits = places(cell for row in kept for cell in row if isinstance(cell, Decimal))
    return tuple(
        tuple(unit(cell, digits) if isinstance(cell, Decimal) else cell for cell in row) for row in kept
    )
