"""Where a library stands among those of communes of its size: the table."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from maillage.base.ui.components import Cell, Head, Listing
from maillage.base.values.french import count, number
from maillage.territory.domain.standing import Standing
from maillage.territory.listings import measured


def standing_listing(found: Sequence[Standing], label: str) -> Listing:
    """The library beside the median and the quartiles of its class; never a median without its answers."""
    return Listing(
        caption=f"Parmi les bibliothèques des communes {label}",
        heads=(
            Head("Donnée"),
            Head("Cette bibliothèque", "right"),
            Head("Médiane", "right"),
            Head("La moitié entre", "right"),
            Head("Rang"),
            Head("Réponses", "right"),
        ),
        rows=[_standing_row(standing) for standing in found],
        empty="Aucune bibliothèque de cette taille n'a répondu.",
    )


def _standing_row(standing: Standing) -> tuple[Cell, ...]:
    variable, spread = standing.variable, standing.quartiles
    assert spread is not None
    low, middle, high = (Decimal(str(round(q, 1))) for q in (spread.q1, spread.median, spread.q3))
    others = standing.known - 1
    rank = "–"
    if standing.value is not None and others and not standing.below:
        rank = "aucune réponse plus basse"
    elif standing.value is not None and others:
        rank = f"plus que {number(standing.below)} des {count(others, 'autre réponse', 'autres réponses')}"
    return (
        Cell(variable.label),
        Cell(measured(standing.value, variable)),
        Cell(measured(middle, variable)),
        Cell(f"{_bare(low)} et {_bare(high)}"),
        Cell(rank),
        Cell(f"{number(standing.known)} sur {number(standing.total)}"),
    )


def _bare(value: Decimal) -> str:
    return number(value, 0 if value == int(value) else 1)
