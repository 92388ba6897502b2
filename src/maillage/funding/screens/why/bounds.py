"""What a figure of the plan is worth, in words: unknown, at least, at most, or its amount."""

from __future__ import annotations

from maillage.funding.domain import FinancingPlan
from maillage.funding.domain.unknown import KNOWN, Bound, Doubt, aid_doubt, cost_doubt, left_doubt
from maillage.funding.domain.why import Part, PlanFigure, Selection, value_of
from maillage.funding.screens.why.formula import told


def told_of(plan: FinancingPlan, part: Part, figure: PlanFigure) -> str:
    asked, value = part.selection, value_of(part, figure)
    doubt = _doubt(plan, asked, figure)
    if asked.year is not None:
        return "inconnu" if not value and asked.year in doubt.years else told(value, figure)
    bound = doubt.undated if asked.undated else doubt.whole
    if bound is Bound.LEAST and not value:
        return "inconnu"
    return f"{bound.label} {told(value, figure)}" if bound else told(value, figure)


def _doubt(plan: FinancingPlan, asked: Selection, figure: PlanFigure) -> Doubt:
    """None is told of a figure narrowed further than to a funder, a section or an operation, nor of a rate."""
    narrow = (asked.actions, asked.cost, asked.line, asked.statuses, asked.funder_kind, asked.fctva_year)
    if figure.is_rate or any(one is not None for one in narrow):
        return KNOWN
    cost = cost_doubt(plan, section=asked.section, operation=asked.operation)
    aids = aid_doubt(plan, funder=asked.funder, operation=asked.operation)
    if figure is PlanFigure.AIDS:
        return aids if asked.section is None else KNOWN
    return left_doubt(cost, aids) if figure in (PlanFigure.OWN, PlanFigure.NET) else cost
