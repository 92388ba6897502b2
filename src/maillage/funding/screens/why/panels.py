"""Who pays a cost, and what an aid pays, euro by euro with the rule that allows it: panels of their own pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from maillage.base.ui.components import Link, Listing
from maillage.base.ui.panels import PagePanel
from maillage.base.values.euros import total
from maillage.funding.domain import CostLine
from maillage.funding.domain.why import Part, PlanFigure, Selection, part_of_plan
from maillage.funding.domain.written import FundingLine
from maillage.funding.readings import loose_of, shares_of
from maillage.funding.screens.why.links import WhyLinks
from maillage.funding.screens.why.paid import paid
from maillage.funding.telling import exact


def who_pays(request: Any, cost: CostLine) -> Iterator[PagePanel]:
    """The aids of a cost, then what is left to the département: together they are its amount HT."""
    part = _part(request, Selection(cost=cost.code))
    if not part.shares:
        return
    link = WhyLinks(request, depense=cost.code)
    yield PagePanel(
        title="Qui paie, et pourquoi",
        lead=f"{exact(part.ht)} HT = {exact(part.aids)} d'aides + {exact(part.ht - part.aids)} à la charge du "
        "Département.",
        listing=_to_the_end(paid(request, part.allocations, "Aides qui paient cette dépense"), part),
        links=[
            Link("Pourquoi ce reste à charge", link(PlanFigure.OWN)),
            Link("Du TTC au coût net", link(PlanFigure.NET)),
        ],
    )


def _to_the_end(listing: Listing, part: Part) -> Listing:
    """The same rows, with the département and the cost itself instead of the sum of the aids."""
    own = part.ht - part.aids
    rows = [
        *listing.rows[:-1],
        ("Département (reste à charge)", "", "", "", exact(own), "ce que les aides ne paient pas"),
        ("Total : la dépense HT", "", "", "", exact(part.ht), ""),
    ]
    return replace(listing, rows=rows, totals=(len(rows) - 1,))


def what_it_pays(request: Any, line: FundingLine) -> Iterator[PagePanel]:
    """Every expense that an aid pays: together they are its amount."""
    part = _part(request, Selection(line=line.code))
    if not part.allocations:
        return
    yield PagePanel(
        title="Ce qu'elle paie, et pourquoi",
        lead=f"{exact(total(aid.amount for aid in part.allocations))}, dépense par dépense.",
        listing=_without_aid(paid(request, part.allocations, "Dépenses payées par cette aide")),
    )


def _without_aid(listing: Listing) -> Listing:
    """On the page of an aid, the column that names it says nothing."""
    kept = [rank for rank, head in enumerate(listing.heads) if head.label != "Aide"]
    rows = [[row[rank] for rank in kept] for row in listing.rows]
    return replace(listing, heads=[listing.heads[rank] for rank in kept], rows=rows)


def _part(request: Any, selection: Selection) -> Part:
    return part_of_plan(shares_of(request.project), loose_of(request.project), selection)
