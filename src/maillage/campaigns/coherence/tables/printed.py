"""A listing of a screen as a table of a document: the same cells, their notes in brackets."""

from __future__ import annotations

from maillage.base.ui.components import Cell, Listing
from maillage.base.values.tree import Column, Table


def as_table(listing: Listing, *, first: float = 2.4) -> Table:
    """`first`: width of the first column beside the others."""
    return Table(
        caption=listing.caption,
        columns=tuple(
            Column(head.label, head.align, first if rank == 0 else 1.0)
            for rank, head in enumerate(listing.heads)
        ),
        rows=tuple(tuple(_text(cell) for cell in row) for row in listing.rows),
        totals=tuple(listing.totals),
        source=listing.source,
        confidence=listing.confidence,
    )


def _text(cell: Cell | str) -> str:
    if isinstance(cell, str):
        return cell
    told = cell.text or (cell.badge.text if cell.badge else "")
    return f"{told} ({cell.note})" if cell.note else told
