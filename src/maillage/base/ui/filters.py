"""The filters above a listing: selects of the query string, read leniently, what is chosen kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Filter:
    """A select of a filter form, as `ui/parts/filters.html` shows it; `value` is what is chosen, "" nothing."""

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
