"""Sorting a listing from the query string: `?tri=key`, `?tri=-key`, other parameters kept."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.http import QueryDict
from django.utils.text import slugify

from maillage.base.ui.components import Cell, Head, Listing, SortKey
from maillage.base.values.french import UNKNOWN, count, folded


def sorted_listing(listing: Listing, params: Mapping[str, Any]) -> Listing:
    """`listing` in the order asked for by `params` (request.GET), totals last, and ready to be sorted anew.

    Stable; what is unknown comes last both ways; texts are compared without case or accents. An unknown
    key leaves the order as it is.
    """
    name = listing.sort_param
    asked = str(params.get(name, ""))
    base = _address(params, name)
    keys = [head.key for head in listing.heads]
    key, downwards = asked.removeprefix("-"), asked.startswith("-")
    if not key or key not in keys:
        return replace(listing, sort_base=base)
    column = keys.index(key)
    totals = [row for rank, row in enumerate(listing.rows) if rank in listing.totals]
    lines = [row for rank, row in enumerate(listing.rows) if rank not in listing.totals]
    rows = _ordered(lines, column, downwards)
    return replace(
        listing,
        rows=[*rows, *totals],
        totals=tuple(range(len(rows), len(rows) + len(totals))),
        sort=asked,
        sort_base=base,
    )


def _ordered(rows: list[Sequence[Cell | str]], column: int, downwards: bool) -> list[Sequence[Cell | str]]:
    cells = [row[column] for row in rows]
    typed = any(isinstance(cell, Cell) and cell.sort is not None for cell in cells)
    keys = [_key(cell, typed) for cell in cells]
    mixed = len({_family(key) for key in keys if key is not None}) > 1

    def rank(pair: tuple[SortKey, Sequence[Cell | str]]) -> Any:
        return str(pair[0]) if mixed else pair[0]

    known = [pair for pair in zip(keys, rows, strict=True) if pair[0] is not None]
    unknown = [row for key, row in zip(keys, rows, strict=True) if key is None]
    return [row for _, row in sorted(known, key=rank, reverse=downwards)] + unknown


def _key(cell: Cell | str, typed: bool) -> SortKey:
    """What a cell is sorted by; None when it is unknown. `typed`: the column has values of its own to sort by."""
    if isinstance(cell, Cell) and cell.sort is not None:
        return folded(cell.sort) if isinstance(cell.sort, str) else cell.sort
    if typed:
        return None
    text = (cell.text or (cell.badge.text if cell.badge else "")) if isinstance(cell, Cell) else cell
    return folded(text) or None if text != UNKNOWN else None


def _family(value: SortKey) -> str:
    # Numbers compare with one another; a date or a text only with its like.
    return "number" if isinstance(value, int | float) or hasattr(value, "quantize") else type(value).__name__


def _address(params: Mapping[str, Any], name: str) -> str:
    """`?` and the other parameters, ready for the key."""
    kept = params.copy() if isinstance(params, QueryDict) else QueryDict(mutable=True)
    if not isinstance(params, QueryDict):
        kept.update(dict(params))
    kept.pop(name, None)
    rest = kept.urlencode()
    return f"?{rest}&{name}=" if rest else f"?{name}="


def without(listing: Listing, keys: Collection[str]) -> Listing:
    """The listing without some columns, named by their keys: those that say the same in every row of a page."""
    kept = [rank for rank, head in enumerate(listing.heads) if head.key not in keys]
    rows = [[row[rank] for rank in kept] for row in listing.rows]
    return replace(listing, heads=[listing.heads[rank] for rank in kept], rows=rows)


def shown(listing: Listing) -> dict[str, Any]:
    """What the template of a listing needs: its anchor, its heads with the address that sorts by each, its rows."""
    anchor = listing.anchor or slugify(listing.caption)[:40] or "liste"
    heads = [_head(listing, head, anchor) for head in listing.heads]
    totals = set(listing.totals)
    rows = [{"total": rank in totals, "cells": _cells(row, heads)} for rank, row in enumerate(listing.rows)]
    return {"anchor": anchor, "heads": heads, "rows": rows, "count": count(len(rows) - len(totals), "ligne")}


def _head(listing: Listing, head: Head, anchor: str) -> dict[str, Any]:
    downwards, sorted_by = listing.sort.startswith("-"), listing.sort.removeprefix("-")
    current = bool(head.key) and head.key == sorted_by
    turn = "-" if current and not downwards else ""
    return {
        "label": head.label,
        "align": head.align,
        "url": f"{listing.sort_base}{turn}{head.key}" if head.key and listing.sort_base else "",
        "order": ("descending" if downwards else "ascending") if current else "",
        "id": f"{anchor}-tri-{head.key}",
    }


def _cells(row: Sequence[Cell | str], heads: list[dict[str, Any]]) -> list[dict[str, Any]]:
    made = [cell if isinstance(cell, Cell) else Cell(cell) for cell in row]
    return [
        {"cell": cell, "label": head["label"], "css": _cell_css(cell, head["align"])}
        for cell, head in zip(made, heads, strict=False)
    ]


def _cell_css(cell: Cell, align: str) -> str:
    void = not (cell.text or cell.badge or cell.note)
    css = (
        align if align != "left" else "",
        "unknown" if cell.text == UNKNOWN else "",
        "void" if void else "",
    )
    return " ".join(filter(None, css))
