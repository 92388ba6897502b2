"""The filters above a listing: selects of the query string, read leniently, what is chosen kept."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from maillage.base.ui.components import Listing


@dataclass(frozen=True, kw_only=True)
class Filter:
    """A select of a filter form. `value` is "" when nothing, or nothing known, is chosen."""

    name: str
    label: str
    options: Sequence[tuple[str, str]]
    value: str = ""
    # What the choice of no value is called.
    whole: str = "Toutes"


def chosen(
    name: str,
    label: str,
    options: Sequence[tuple[str, str]],
    params: Mapping[str, str],
    whole: str = "Toutes",
) -> Filter:
    """The filter with what the address asks; an unknown choice chooses nothing."""
    asked = params.get(name, "")
    known = {value for value, _ in options}
    return Filter(name=name, label=label, options=options, value=asked if asked in known else "", whole=whole)


def without(listing: Listing, keys: Collection[str]) -> Listing:
    """The listing without some columns, named by their keys: those that say the same in every row of a page."""
    kept = [rank for rank, head in enumerate(listing.heads) if head.key not in keys]
    rows = [[row[rank] for rank in kept] for row in listing.rows]
    return replace(listing, heads=[listing.heads[rank] for rank in kept], rows=rows)
