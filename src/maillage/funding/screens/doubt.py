"""Cells of amounts that may be unknown, or known on one side only."""

from __future__ import annotations

from decimal import Decimal

from maillage.base.ui.components import Cell
from maillage.base.values.french import euros
from maillage.funding.domain.unknown import Bound, Doubt

UNKNOWN = "inconnu"


def in_doubt(amount: Decimal | None, url: str, doubt: Doubt, when: int | str | None) -> Cell:
    """`when`: a year, a word for what has none, None for all of it. A dash for nothing, "inconnu" for what nobody knows;
    the bound stands under the amount, which `alike` may then write to the cent."""
    if isinstance(when, int):
        hidden = when in doubt.years
        return known(amount, url) if amount or not hidden else Cell(UNKNOWN, url)
    return bounded(amount, url, doubt.whole if when is None else doubt.undated)


def bounded(amount: Decimal | None, url: str, bound: Bound | None) -> Cell:
    if bound is Bound.LEAST and not amount:
        return Cell(UNKNOWN, url)
    return known(amount, url, bound.label if bound else "")


def known(amount: Decimal | None, url: str, note: str = "") -> Cell:
    return Cell(euros(amount) if amount else "–", url if amount else "", sort=amount, note=note)
