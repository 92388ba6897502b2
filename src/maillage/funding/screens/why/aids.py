"""The aids behind a figure: what each asked for, the limits that it met, what it brings here."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from maillage.base.ui.components import Badge, Cell, Head, Listing, Tone
from maillage.base.ui.pages import to
from maillage.base.values.euros import ZERO, total
from maillage.base.values.french import listed, percent
from maillage.funding.domain.granting import Grant
from maillage.funding.domain.why import Part
from maillage.funding.telling import exact, status_badge


def aids(request: Any, part: Part) -> Listing | None:
    """One row for each year of an aid; the last column adds up to the aids of the page. None without aids."""
    here: dict[tuple[str, int], tuple[Grant, Decimal]] = {}
    for aid in part.allocations:
        key = (aid.grant.line.code, aid.grant.year)
        here[key] = (aid.grant, here.get(key, (aid.grant, ZERO))[1] + aid.amount)
    if not here:
        return None
    rows: list[Sequence[Cell | str]] = [
        _row(request, grant, amount) for _, (grant, amount) in sorted(here.items())
    ]
    whole = total(amount for _, amount in here.values())
    rows.append(("Total", "", "", "", "", exact(whole)))
    return Listing(
        caption="Aides : leur calcul et les limites rencontrées",
        heads=(
            Head("Aide"),
            Head("Année"),
            Head("État"),
            Head("Calcul"),
            Head("Accordé au plan", "right"),
            Head("Dont ici", "right"),
        ),
        rows=rows,
        totals=(len(rows) - 1,),
        anchor="aides",
    )


def _row(request: Any, grant: Grant, here: Decimal) -> Sequence[Cell | str]:
    line = grant.line
    return (
        Cell(line.code, to(request, "funding:fundingline", line.code), note=grant.funder.name),
        str(grant.year),
        Cell("", badge=status_badge(line.status)),
        Cell(_computed(grant), note=capped(grant)),
        exact(grant.amount),
        Cell(exact(here), badge=_loose(grant, here)),
    )


def _loose(grant: Grant, here: Decimal) -> Badge | None:
    return Badge("sans dépense éligible", Tone.WARNING) if grant.amount and not grant.base and here else None


def _computed(grant: Grant) -> str:
    """How the aid is reckoned: `50 % de 120 000 € = 60 000 €`, or an amount that is written."""
    rate = grant.line.rate
    if rate is None:
        return f"montant écrit : {exact(grant.wanted)}"
    return f"{percent(rate, 0 if rate * 100 % 1 == 0 else 1)} de {exact(_base(grant))} HT éligibles = {exact(grant.wanted)}"


def _base(grant: Grant) -> Decimal:
    cap = grant.line.base_ht
    # What the rate bore on, when the base is capped over the years: read back from what it gave.
    if cap is not None and grant.line.rate and grant.base * grant.line.rate > grant.wanted:
        return (grant.wanted / grant.line.rate).quantize(Decimal("0.01"))
    return grant.base


def capped(grant: Grant) -> str:
    """The limits met, in a sentence; "" when there is none."""
    told = listed([limit.label for limit in dict.fromkeys(grant.limits)])
    return f"limite : {told}" if told else ""
