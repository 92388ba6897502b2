"""How operations, cost lines, funders and aids are written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import QueryDict

from maillage.base.plugs import Project
from maillage.base.ui.editing import Editor
from maillage.base.ui.editing.saving import target_of
from maillage.base.ui.pages import thing_url, to
from maillage.funding.breaking import broken_by_funder, broken_by_line
from maillage.funding.credits_editor import AUTHORISATION
from maillage.funding.models import CostLine, Funder, FundingLine, Operation
from maillage.funding.readings import plan_of
from maillage.funding.section import SECTION
from maillage.funding.telling import told_moves
from maillage.funding.whatif_editor import WHATIF
from maillage.rulebook.projects import project_of


def plan_years(project: Project) -> Sequence[int]:
    return plan_of(project).years


def tell_moves(request: Any) -> None:
    """Say how the plan moved since the request came in."""
    project = request.project
    now = project_of(request.network, project.today)
    if told := told_moves(plan_of(project), plan_of(now)):
        messages.info(request, told)


def _told(request: Any, row: Any) -> str:
    """Back to the page of the thing, having said how the plan moved."""
    tell_moves(request)
    return thing_url(request.network.department, target_of(row))


OPERATION = Editor(
    model=Operation,
    section=SECTION,
    slug="operations",
    noun="opération",
    feminine=True,
    fields=("title", "section", "kind", "text"),
    more=("surface_m2",),
    home="funding:plan",
    home_label="Plan de financement",
    code_start="OP",
)


def _told_in_list(request: Any, row: Any) -> str:
    """Back to the list from which the price was changed, its filters kept, having said how the plan moved."""
    tell_moves(request)
    asked = QueryDict(request.GET.get("liste", "")[:2000]).urlencode()
    return f"{to(request, 'funding:costs')}{f'?{asked}' if asked else ''}#depenses"


COSTS = {
    "model": CostLine,
    "section": SECTION,
    "slug": "depenses",
    "noun": "dépense",
    "feminine": True,
    "home": "funding:costs",
    "home_label": "Dépenses",
    "years": plan_years,
    "code_start": "D",
}
COST = Editor(
    fields=(
        *("label", "action", "operation", "section", "family"),
        *("quantity", "unit", "unit_price_ht", "amount_ht", "priced_from", "priced_on"),
        *("year", "step", "spread"),
    ),
    more=(
        *("vat_rate", "timing", "recurrent", "yearly_after_ht", "lifetime", "indexed"),
        *("fctva", "given_away", "basis"),
    ),
    after=_told,
    **COSTS,
)
# What one changes from the list, a line after the other.
PRICE = Editor(
    part="chiffrage",
    title="Chiffrage",
    fields=(
        *("amount_ht", "quantity", "unit_price_ht", "vat_rate", "year", "step", "spread"),
        *("family", "priced_from", "priced_on"),
    ),
    after=_told_in_list,
    **COSTS,
)
FUNDERS = {
    "model": Funder,
    "section": SECTION,
    "slug": "financeurs",
    "noun": "financeur",
    "home": "funding:grants",
    "home_label": "Recettes",
    "code_start": "FIN",
}
FUNDER = Editor(
    fields=("name", "kind", "pays", "max_rate", "ceiling", "window", "note"),
    more=("floor_ht", "not_with", "payment_lag"),
    breaks=broken_by_funder,
    **FUNDERS,
)
SCHEDULE = Editor(
    part="echeancier",
    title="Échéancier de versement",
    fields=("payment_lag",),
    rows="payments",
    row_noun="part",
    row_fields=("share", "after", "months"),
    **FUNDERS,
)
LINES = {
    "model": FundingLine,
    "section": SECTION,
    "slug": "recettes",
    "noun": "recette",
    "feminine": True,
    "home": "funding:grants",
    "home_label": "Recettes",
    "years": plan_years,
    "after": _told,
    "code_start": "F",
}
_DECISION = ("asked_on", "promised_on", "expected_on", "notified_on", "notified_amount", "reference")
LINE = Editor(
    fields=("funder", "operation", "fraction", "rate", "amounts", "status", "ask_by", "note"),
    more=("costs", "base_ht", "ceiling", *_DECISION),
    breaks=broken_by_line,
    **LINES,
)
DECISION = Editor(
    part="etat", title="État, dates et décision", fields=("status", "ask_by", *_DECISION), **LINES
)
RECEIPTS = Editor(
    part="versements",
    title="Versements reçus",
    fields=("status",),
    rows="receipts",
    row_noun="versement",
    row_feminine=False,
    row_fields=("day", "amount", "label"),
    **LINES,
)
EDITORS = (OPERATION, COST, PRICE, FUNDER, SCHEDULE, LINE, DECISION, RECEIPTS, AUTHORISATION, WHATIF)
