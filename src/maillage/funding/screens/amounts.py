"""Amounts that are read together on a page, written alike, so that what is read adds up."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from maillage.base.ui.components import Cell, Listing
from maillage.base.values.euros import places
from maillage.base.values.french import euros


def amount(value: Decimal | None, url: str = "") -> Cell:
    """An amount that `alike` may write to the cent."""
    return Cell(euros(value), url, sort=value)


def even(listing: Listing) -> Listing:
    """One listing on its own, as `alike` writes several."""
    return alike(listing)[0]


def alike(*listings: Listing) -> list[Listing]:
    """The listings with every amount to the cent as soon as one of them has cents. An amount: a cell whose text is
    its `sort` in euros."""
    digits = places(
        found
        for listing in listings
        for row in listing.rows
        for cell in row
        if (found := _amount(cell)) is not None
    )
    if not digits:
        return list(listings)
    return [
        replace(listing, rows=[[_written(cell, digits) for cell in row] for row in listing.rows])
        for listing in listings
    ]


def _amount(cell: Cell | str) -> Decimal | None:
    if isinstance(cell, Cell) and isinstance(cell.sort, Decimal) and cell.text == euros(cell.sort):
        return cell.sort
    return None


def _written(cell: Cell | str, digits: int) -> Cell | str:
    found = _amount(cell)
    return cell if found is None or isinstance(cell, str) else replace(cell, text=euros(found, digits))
