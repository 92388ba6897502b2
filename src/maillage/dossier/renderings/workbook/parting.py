"""A cell shared out as formulas that give, to the cent, what the plan computes: one part takes what is left."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from maillage.base.values.euros import cents, total


def part_formulas(
    amount: str,
    weights: Sequence[Decimal],
    known: Sequence[Decimal],
    cells: Sequence[str],
    *,
    told: Sequence[str] = (),
    whole: str = "",
) -> list[str]:
    """A formula, without its "=", for each part of the cell `amount`; `cells` are where the parts stand, `known` what
    they are worth; `told` and `whole` are the addresses of the weights and of their sum, where they are cells.

    The part that takes what is left is the first one for which the others round as the plan rounded them; where no
    part does, the odd cents are written.
    """
    summed = total(weights)
    if not summed:
        return [amount if rank == 0 else "0" for rank in range(len(weights))]
    told = told or [str(weight) for weight in weights]
    rounded = [cents(total(known) * weight / summed) for weight in weights]
    odd = [part - one for part, one in zip(known, rounded, strict=True)]
    off = [rank for rank, cent in enumerate(odd) if cent]
    # The largest weight takes the rest when nothing is odd: it bears a change of amount best.
    rest = off[0] if off else max(range(len(weights)), key=lambda rank: weights[rank])
    others = [cell for rank, cell in enumerate(cells) if rank != rest]
    return [
        f"ROUND({'-'.join([amount, *others])},2)"
        if rank == rest
        else f"ROUND({amount}*{told[rank]}/{whole or summed},2){_cent(odd[rank])}"
        for rank in range(len(weights))
    ]


def _cent(odd: Decimal) -> str:
    return f"{odd:+}" if odd else ""
