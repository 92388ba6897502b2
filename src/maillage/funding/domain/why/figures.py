"""The figures of the plan that can say what they are made of."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from maillage.base.values.euros import ZERO, total
from maillage.base.values.fields import Choice
from maillage.funding.domain.allocation import Share
from maillage.funding.domain.why.parts import Part


class PlanFigure(Choice):
    """Values are what addresses say."""

    COST = "cout", "Dépenses HT"
    VAT = "tva", "TVA"
    COST_TTC = "cout-ttc", "Dépenses TTC"
    AIDS = "aides", "Aides attendues"
    OWN = "reste", "Reste à charge du Département, HT"
    OWN_RATE = "taux", "Part du Département"
    AID_RATE = "taux-aides", "Part des aides"
    FCTVA = "fctva", "FCTVA"
    NET = "cout-net", "Coût net pour le Département"

    @property
    def within(self) -> str:
        """Its name within a sentence."""
        return self.label if self.label.isupper() else self.label[:1].lower() + self.label[1:]

    @property
    def is_rate(self) -> bool:
        return self in (PlanFigure.OWN_RATE, PlanFigure.AID_RATE)


@dataclass(frozen=True, kw_only=True)
class Term:
    """A number of a formula. `sign`: "", "+", "−" or "÷"; `figure` says what it is made of in its turn."""

    sign: str
    amount: Decimal
    figure: PlanFigure


def value_of(part: Part, figure: PlanFigure) -> Decimal | None:
    """Euros, or a rate between 0 and 1; None for a rate of nothing."""
    match figure:
        case PlanFigure.COST:
            return part.ht
        case PlanFigure.COST_TTC:
            return part.ttc
        case PlanFigure.VAT:
            return part.ttc - part.ht
        case PlanFigure.AIDS:
            return part.aids
        case PlanFigure.OWN:
            return part.ht - part.aids
        case PlanFigure.FCTVA:
            return part.fctva
        case PlanFigure.NET:
            return part.ttc - part.aids - part.fctva
        case PlanFigure.OWN_RATE:
            return (part.ht - part.aids) / part.ht if part.ht else None
        case PlanFigure.AID_RATE:
            return part.aids / part.ht if part.ht else None


_FORMULAS: dict[PlanFigure, tuple[tuple[str, PlanFigure], ...]] = {
    PlanFigure.VAT: (("", PlanFigure.COST_TTC), ("−", PlanFigure.COST)),
    PlanFigure.COST_TTC: (("", PlanFigure.COST), ("+", PlanFigure.VAT)),
    PlanFigure.OWN: (("", PlanFigure.COST), ("−", PlanFigure.AIDS)),
    PlanFigure.OWN_RATE: (("", PlanFigure.OWN), ("÷", PlanFigure.COST)),
    PlanFigure.AID_RATE: (("", PlanFigure.AIDS), ("÷", PlanFigure.COST)),
    PlanFigure.NET: (("", PlanFigure.COST_TTC), ("−", PlanFigure.AIDS), ("−", PlanFigure.FCTVA)),
}


def formula_of(part: Part, figure: PlanFigure) -> tuple[Term, ...]:
    """The numbers that give it; none for a figure that is a plain sum of its lines."""
    return tuple(
        Term(sign=sign, amount=value_of(part, one) or ZERO, figure=one)
        for sign, one in _FORMULAS.get(figure, ())
    )


def part_of(part: Part, figure: PlanFigure, share: Share) -> Decimal:
    """What one expense brings to a figure, in euros: with the aids without a use, these add up to it. Of a rate, what
    it brings to its first term."""
    expense = share.expense
    aids = total(aid.amount for aid in part.selection.aids_of(share))
    match figure:
        case PlanFigure.COST:
            return expense.ht
        case PlanFigure.COST_TTC:
            return expense.ttc
        case PlanFigure.VAT:
            return expense.vat
        case PlanFigure.FCTVA:
            return expense.fctva
        case PlanFigure.AIDS | PlanFigure.AID_RATE:
            return aids
        case PlanFigure.OWN | PlanFigure.OWN_RATE:
            return expense.ht - aids
        case PlanFigure.NET:
            return expense.ttc - aids - expense.fctva
