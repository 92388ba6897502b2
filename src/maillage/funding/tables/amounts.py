"""Amounts of a table as text: in whole euros, or to the cent as soon as one has cents, so that what is read adds up."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from maillage.base.values.euros import places
from maillage.base.values.french import euros

Row: TypeAlias = "tuple[str, ...]"


@dataclass(frozen=True)
class Marked:
    """An amount with what follows it, or stands before it: `12 000 € *`, `au moins 12 000 €`."""

    amount: Decimal
    mark: str = ""
    before: str = ""


Figure: TypeAlias = "str | Decimal | Marked | None"


def marked(amount: Decimal, mark: str) -> Decimal | Marked:
    return Marked(amount, mark) if mark else amount


def together(*amounts: Decimal) -> list[str]:
    """The amounts of one sentence, in euros, written alike: a reader who adds them up finds what it says."""
    return [euros(amount, places(amounts)) for amount in amounts]


def some(amount: Decimal) -> Decimal | str:
    """The amount; a dash for none, where a table would be full of zeros."""
    return amount or "–"


def written(
    rows: Iterable[tuple[Figure, ...]], unit: Callable[[Decimal | None, int], str] = euros
) -> tuple[Row, ...]:
    """The rows of a table, every amount with as many places as the others, "inconnu" for None; texts are left alone."""
    kept = tuple(rows)
    digits = places(amount for row in kept for cell in row if (amount := _amount(cell)) is not None)
    return tuple(tuple(_text(cell, digits, unit) for cell in row) for row in kept)


def _amount(cell: Figure) -> Decimal | None:
    if isinstance(cell, Marked):
        return cell.amount
    return cell if isinstance(cell, Decimal) else None


def _text(cell: Figure, digits: int, unit: Callable[[Decimal | None, int], str]) -> str:
    if isinstance(cell, str):
        return cell
    told = unit(_amount(cell), digits)
    return f"{cell.before} {told} {cell.mark}".strip() if isinstance(cell, Marked) else told
