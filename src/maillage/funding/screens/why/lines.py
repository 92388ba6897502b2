"""The lines behind a figure: each expense with what it brings, who pays it, and on what ground."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from maillage.base.ui.components import Cell, Head, Listing
from maillage.base.ui.pages import to
from maillage.base.values.euros import total
from maillage.base.values.french import NBSP, count, percent
from maillage.funding.domain.allocation import Share
from maillage.funding.domain.why import Part, PlanFigure, part_of, value_of
from maillage.funding.screens.why.formula import Links
from maillage.funding.telling import exact

Row = Sequence[Cell | str]
Column = tuple[str, Callable[[Share], Cell | str], Decimal | None]
# More lines would be a file, not a page: the smallest are told together.
SHOWN = 400


def lines(request: Any, part: Part, figure: PlanFigure, link: Links, shown: int = SHOWN) -> Listing:
    """The heaviest first; the last row is the figure."""
    columns = columns_of(part, figure, link)
    ordered = sorted(part.shares, key=lambda share: -abs(part_of(part, figure, share)))
    kept, others = ordered[:shown], ordered[shown:]
    rows: list[Row] = [(*_named(request, share), *(show(share) for _, show, _ in columns)) for share in kept]
    if others:
        rows.append(_together(part, figure, others, len(columns)))
    if part.loose and figure in (PlanFigure.OWN, PlanFigure.NET, PlanFigure.OWN_RATE):
        left = total(one.amount for one in part.loose)
        rows.append(("Aides sans dépense éligible", "", *[""] * (len(columns) - 1), exact(-left)))
    rows.append(("Total", "", *(exact(whole) for _, _, whole in columns)))
    return Listing(
        caption="Dépenses, ligne par ligne",
        heads=(Head("Dépense"), Head("Année"), *(Head(label, "right") for label, _, _ in columns)),
        rows=rows,
        totals=(len(rows) - 1,),
        empty="Aucune dépense chiffrée ne compte ici.",
        anchor="lignes",
    )


def _together(part: Part, figure: PlanFigure, others: Sequence[Share], columns: int) -> Row:
    amount = total(part_of(part, figure, share) for share in others)
    named = f"Et {count(len(others), 'autre ligne', 'autres lignes')}, plus petites"
    return (named, "", *[""] * (columns - 1), exact(amount))


def _named(request: Any, share: Share) -> tuple[Cell, str]:
    cost = share.expense.cost
    name = Cell(cost.label, to(request, "funding:costline", cost.code), note=f"action {cost.action}")
    return name, str(share.expense.year or "à dater")


def columns_of(part: Part, figure: PlanFigure, link: Links) -> list[Column]:
    """The last column is the figure (of a rate, its first term)."""
    ht: Column = ("HT", lambda share: exact(share.expense.ht), part.ht)
    vat: Column = ("TVA", _vat, value_of(part, PlanFigure.VAT))
    ttc: Column = ("TTC", lambda share: exact(share.expense.ttc), part.ttc)
    paid: Column = ("Aides", lambda share: _aids(part, share, link), part.aids)
    own: Column = ("Reste à charge", lambda share: exact(part.own_of(share)), part.ht - part.aids)
    fctva: Column = ("FCTVA", _fctva, part.fctva)
    net: Column = (
        "Coût net",
        lambda share: exact(part_of(part, PlanFigure.NET, share)),
        value_of(part, PlanFigure.NET),
    )
    match figure:
        case PlanFigure.COST:
            return [own, paid, ht]
        case PlanFigure.VAT | PlanFigure.COST_TTC:
            return [ht, vat, ttc] if figure is PlanFigure.COST_TTC else [ht, ttc, vat]
        case PlanFigure.FCTVA:
            return [ttc, fctva]
        case PlanFigure.NET:
            return [ttc, paid, fctva, net]
    return [ht, paid, own]


def _vat(share: Share) -> Cell:
    rate = share.expense.vat_rate
    return Cell(exact(share.expense.vat), note=percent(rate, 1 if rate * 1000 % 10 else 0))


def _fctva(share: Share) -> Cell | str:
    expense = share.expense
    if not expense.fctva:
        return Cell(exact(expense.fctva), note="hors FCTVA")
    back = f", rendu en {expense.fctva_year}" if expense.fctva_year else ""
    return Cell(exact(expense.fctva), note=f"{percent(expense.fctva_rate, 3)}{back}")


def _aids(part: Part, share: Share, link: Links) -> Cell | str:
    """What is paid, and by whom; it leads to the same sum, rule by rule."""
    found = part.selection.aids_of(share)
    if not found:
        return "–"
    told = " ; ".join(f"{aid.grant.line.code}{NBSP}: {exact(aid.amount)}" for aid in found)
    year = share.expense.year
    url = link(PlanFigure.AIDS, depense=share.expense.cost.code, annee=year)
    return Cell(exact(total(aid.amount for aid in found)), url, note=told)
