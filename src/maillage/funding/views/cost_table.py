"""The table in which costs are typed, a row saved at a time, with totals that follow."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect

from maillage.base.ui.components import Link
from maillage.base.ui.pages import needs, page, to
from maillage.base.ui.paging import pages_of
from maillage.base.values.french import count
from maillage.funding.cost_rows import CostRow, row_of, save_row
from maillage.funding.readings import plan_of
from maillage.funding.screens.cost_table import HEADS, shown_rows, totals
from maillage.funding.screens.costs import matching, query_of
from maillage.funding.telling import exact, told_moves
from maillage.rulebook.projects import project_of

A_PAGE = 50


@needs("team")
def cost_table(request: Any) -> HttpResponse:
    if request.method != "POST":
        return _shown(request)
    code = request.POST.get("code", "")
    before = plan_of(request.project)
    row = save_row(
        network=request.network, code=code, data=request.POST, years=before.years, actor=request.user
    )
    if row is None:
        messages.warning(request, f"La dépense {code[:40]} n'existe plus : elle a été supprimée entre-temps.")
        return redirect(request.get_full_path())
    if row.refusals or (row.form and row.form.errors):
        # htmx leaves the page as it is on an error: the row comes back with what is wrong as a success.
        return _shown(request, row, status=200 if getattr(request, "htmx", False) else 422)
    request.project = project_of(request.network, request.project.today)
    moved = told_moves(before, plan_of(request.project))
    said = f"{code} : {exact(row.cost.ht)}, enregistré. {moved}"
    if getattr(request, "htmx", False):
        return _shown(request, row, said=said)
    messages.success(request, said)
    return redirect(f"{request.get_full_path()}#nom-{code}")


def _shown(request: Any, judged: CostRow | None = None, *, said: str = "", status: int = 200) -> HttpResponse:
    project = request.project
    query = query_of(project, request.GET)
    found = matching(project, query)
    part = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    years = plan_of(project).years
    costs = [cost for cost, _ in part.object_list]
    if judged and getattr(request, "htmx", False):
        costs = [judged.cost]  # htmx takes this row and the totals
    rows = [judged if judged and judged.cost.code == cost.code else row_of(cost, years) for cost in costs]
    shown = shown_rows(request, project, rows)
    return page(
        request,
        "funding/cost_table.html",
        title="Saisir les dépenses",
        lead="Une ligne s'enregistre quand vous la quittez, ou par Entrée ; les totaux suivent.",
        crumbs=[Link("Dépenses", to(request, "funding:costs"))],
        steps=None,
        query=query,
        words=request.GET.get("q", ""),
        found=count(len(found), "dépense"),
        rows=shown,
        heads=HEADS,
        totals=totals(project, found),
        said=said,
        saved=judged.cost.code if judged and said else "",
        part=part,
        pages=pages_of(part, request.GET),
        form_errors=status == 422,
        status=status,
    )
