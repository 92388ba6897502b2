"""How operations, cost lines, funders and aids are written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages

from maillage.base.plugs import Project
from maillage.base.ui.editing import Editor
from maillage.base.ui.editing.saving import target_of
from maillage.base.ui.pages import thing_url
from maillage.funding.models import CostLine, Funder, FundingLine, Operation
from maillage.funding.readings import plan_of
from maillage.funding.section import SECTION
from maillage.funding.telling import told_moves
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
    fields=("title", "section", "text"),
    home="funding:plan",
    home_label="Plan de financement",
    code_start="OP",
)
COST = Editor(
    model=CostLine,
    section=SECTION,
    slug="depenses",
    noun="dépense",
    feminine=True,
    fields=("label", "action", "operation", "section", "amount_ht", "year", "step", "spread"),
    more=("vat_rate", "recurrent", "fctva", "basis"),
    home="funding:costs",
    home_label="Dépenses",
    years=plan_years,
    after=_told,
    code_start="D",
)
FUNDER = Editor(
    model=Funder,
    section=SECTION,
    slug="financeurs",
    noun="financeur",
    fields=("name", "kind", "payment_lag", "note"),
    home="funding:grants",
    home_label="Recettes",
    code_start="FIN",
)
LINE = Editor(
    model=FundingLine,
    section=SECTION,
    slug="recettes",
    noun="recette",
    feminine=True,
    fields=("funder", "operation", "rate", "amounts", "status", "notified_on", "note"),
    home="funding:grants",
    home_label="Recettes",
    years=plan_years,
    after=_told,
    code_start="F",
)
EDITORS = (OPERATION, COST, FUNDER, LINE)
