"""A key figure of the network, and the numbers that it is made of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from maillage.base.values.french import folded
from maillage.statistics.quantiles import Number, quartiles


@dataclass(frozen=True, kw_only=True)
class KeyFigure:
    """A figure with what it rests on. `value` is None when nothing is known: unknown is not zero.

    `name` is stable ("surface.median", "wifi.yes"); `n_known` of `n_total` units have a usable answer;
    `vintage` is that of the values ("" for communes). `quartiles` are (Q1, median, Q3) in `unit`. `group`
    names the breakdown a figure is one line of ("status", "epci", "wifi", "stratum"…), or "".
    """

    name: str
    label: str
    value: Decimal | None
    unit: str
    n_known: int
    n_total: int
    vintage: str
    quartiles: tuple[Decimal, Decimal, Decimal] | None = None
    group: str = ""
    note: str = ""


def decimal(value: float) -> Decimal:
    """A computed number as Decimal, to four decimals: more would be noise."""
    return Decimal(str(round(value, 4)))


def slug(text: str) -> str:
    """A stable ending for the name of a figure: `Bibliothèque municipale` -> `bibliotheque_municipale`."""
    return re.sub(r"[^a-z0-9]+", "_", folded(text)).strip("_") or "inconnu"


def spread(values: Iterable[Number]) -> tuple[Decimal, Decimal, Decimal] | None:
    found = quartiles(values)
    if found is None:
        return None
    return decimal(found.q1), decimal(found.median), decimal(found.q3)
