"""A figure of a library that the service gives itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TypeAlias

Known: TypeAlias = Decimal | bool | str


@dataclass(frozen=True, kw_only=True)
class OwnValue:
    """A figure of a library given by the service: typed, imported from its own file, or a correction accepted.

    `value` is None when the published one is wrong and the right one unknown. `year` is the year measured, None
    when nobody said. `source` says where it comes from ("saisie", a file's name, "correction acceptée : …"); `by`
    is the name of the person, "" when unknown.
    """

    library: str
    variable: str
    value: Known | None
    year: int | None
    source: str
    by: str = ""
    at: datetime | None = None


def newest_by_variable(values: Iterable[OwnValue]) -> dict[str, OwnValue]:
    """The value of the latest year for each variable; one without a year comes before all others."""
    found: dict[str, OwnValue] = {}
    for value in sorted(values, key=lambda own: own.year or 0):
        found[value.variable] = value
    return found
