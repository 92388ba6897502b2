"""What a figure of the plan is made of: its formula, its lines, the aids and the rules behind them."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from maillage.base.ui.components import Link
from maillage.base.ui.pages import page, to
from maillage.funding.domain.why import PlanFigure, part_of_plan
from maillage.funding.readings import loose_of, plan_of, shares_of
from maillage.funding.screens.undated import left_out
from maillage.funding.screens.why.aids import aids
from maillage.funding.screens.why.asked import asked_of
from maillage.funding.screens.why.bounds import told_of
from maillage.funding.screens.why.folding import folded_aids, folded_lines
from maillage.funding.screens.why.formula import formula
from maillage.funding.screens.why.grounds import grounds
from maillage.funding.screens.why.links import WhyLinks

_OF_AIDS = (PlanFigure.AIDS, PlanFigure.AID_RATE)


@require_safe
def why(request: Any, figure: str) -> HttpResponse:
    one, project = _figure(figure), request.project
    asked = asked_of(request)
    part = part_of_plan(shares_of(project), loose_of(project), asked.selection)
    link = WhyLinks(request, **asked.filters)
    about_aids = one in _OF_AIDS
    lines, folds = (
        folded_aids(request, part.allocations, link) if about_aids else folded_lines(request, part, one, link)
    )
    return page(
        request,
        "funding/why.html",
        title=f"{one.label} : {told_of(plan_of(project), part, one)}",
        lead="D'où vient ce chiffre : son calcul, ses lignes, les règles qui le permettent.",
        crumbs=[Link("Plan de financement", to(request, "funding:plan"))],
        steps=None,
        facts=asked.facts,
        formula=formula(part, one, link),
        unpriced=len(plan_of(project).unpriced),
        **left_out(plan_of(project)),
        grounds=grounds(request, part, one),
        aids=aids(request, part) if about_aids or one in (PlanFigure.OWN, PlanFigure.NET) else None,
        lines=lines,
        folds=folds,
    )


def _figure(name: str) -> PlanFigure:
    for figure in PlanFigure:
        if figure.value == name:
            return figure
    raise Http404("Le plan de financement n'a pas de chiffre de ce nom.")
