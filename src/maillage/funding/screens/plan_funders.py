"""Who pays, each year: the funders, then the département. The total is the cost of the plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from maillage.base.ui.components import Cell, Head, Listing
from maillage.base.ui.pages import to
from maillage.funding.domain.unknown import KNOWN, Doubt, aid_doubt, cost_doubt, left_doubt
from maillage.funding.domain.why import Part, PlanFigure, Selection, part_of_plan, value_of
from maillage.funding.readings import loose_of, plan_of, shares_of
from maillage.funding.screens.doubt import in_doubt
from maillage.funding.screens.plan_view import PlanView
from maillage.funding.screens.why.asked import UNDATED
from maillage.funding.screens.why.links import WhyLinks

Row = Sequence[Cell | str]


def by_funder(request: Any, view: PlanView) -> Listing:
    project, plan = request.project, plan_of(request.project)
    periods = _periods(request, view)
    parts = [part_of_plan(shares_of(project), loose_of(project), selection) for _, _, selection in periods]
    link = WhyLinks(request)

    def row(
        name: Cell | str,
        figure: PlanFigure,
        amount: Callable[[Part], Decimal | None],
        doubt: Doubt = KNOWN,
        **asked: str,
    ) -> Row:
        cells: list[Cell | str] = [name]
        for (_, year, _), part in zip(periods, parts, strict=True):
            found = amount(part)
            url = link(figure, annee=year, **asked) if found else ""
            cells.append(in_doubt(found, url, doubt, UNDATED if year == UNDATED else part.selection.year))
        return cells

    rows: list[Row] = []
    for funder in plan.funders:
        name = Cell(funder.name, to(request, "funding:funder", funder.code), note=funder.kind.label)
        waits = aid_doubt(plan, funder=funder.code)
        rows.append(row(name, PlanFigure.AIDS, _aid_of(funder.code), waits, financeur=funder.code))
    spent = cost_doubt(plan)
    left = PlanFigure.NET if view.ttc else PlanFigure.OWN
    if view.ttc:
        rows.append(row("FCTVA", PlanFigure.FCTVA, lambda part: part.fctva, spent))
    own = "Département (coût net)" if view.ttc else "Département"
    doubt = left_doubt(spent, aid_doubt(plan))
    rows.append(row(own, left, lambda part: value_of(part, left), doubt))
    cost = PlanFigure.COST_TTC if view.ttc else PlanFigure.COST
    rows.append(row("Total", cost, lambda part: value_of(part, cost), spent))
    return Listing(
        caption="Par financeur" + (f", {view.year}" if view.year else ""),
        heads=(
            Head("Financeur"),
            *(Head(label, "right") for label, _, _ in periods),
        ),
        rows=rows,
        totals=(len(rows) - 1,),
        anchor="repartition",
    )


def _aid_of(funder: str) -> Callable[[Part], Decimal | None]:
    return lambda part: part.aids_by_funder().get(funder)


def _periods(request: Any, view: PlanView) -> list[tuple[str, object, Selection]]:
    """Label, what addresses say, what is counted: each year, what has none, all."""
    if view.year:
        return [(str(view.year), view.year, Selection(year=view.year))]
    plan = plan_of(request.project)
    found: list[tuple[str, object, Selection]] = [(str(y), y, Selection(year=y)) for y in plan.years]
    if plan.undated:
        found.append(("À dater", UNDATED, Selection(undated=True)))
    return [*found, ("Total", None, Selection())]
