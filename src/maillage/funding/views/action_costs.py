"""The costs of an action in one form: two lines added in one go, and how the plan moved."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from maillage.base.models import one_writer
from maillage.base.models.drafts import draft_of, drop_draft
from maillage.base.ui.components import Link
from maillage.base.ui.editing.saving import Refused
from maillage.base.ui.pages import needs, page, resumes, thing_url, to
from maillage.base.values.french import count, listed
from maillage.funding.costsheet import CostSheet
from maillage.funding.editors import tell_moves
from maillage.funding.services import save_costs


@resumes
@needs("team")
def action_costs(request: Any, code: str) -> HttpResponse:
    sheet = CostSheet(request, code)
    if request.method == "POST":
        if "_resume" in request.POST or "rows-add" in request.POST:
            sheet.open(typed=request.POST)
            return _shown(sheet, version=request.POST.get("_version", ""))
        return _judged(sheet)
    draft = draft_of(request.user, request.path)
    if draft and "brouillon" in request.GET:
        sheet.open(typed=draft.data)
        return _shown(sheet, version=draft.data.get("_version", ""))
    sheet.open()
    return _shown(sheet, version=sheet.version, draft=draft)


def _judged(sheet: CostSheet) -> HttpResponse:
    request = sheet.request
    version = request.POST.get("_version", "")
    sheet.open(data=request.POST)
    if not sheet.is_valid():
        return _shown(sheet, version=version, status=422)
    try:
        with one_writer(request.network):
            if sheet.has_moved() and not sheet.is_valid():
                return _shown(sheet, version=version, status=422)
            if version != sheet.version and (clash := sheet.clash(version)):
                return _shown(sheet, version=sheet.version, conflict=clash, status=409)
            removals = save_costs(
                network=request.network, kept=sheet.values, removed=sheet.removed, actor=request.user
            )
    except Refused as refusal:
        return _shown(sheet, version=version, refusal=refusal.reasons, status=422)
    drop_draft(request.user, request.path)
    messages.success(request, f"Action {sheet.action.code} : {_told(sheet)}.")
    tell_moves(request)
    for removal in removals:
        messages.success(request, f"« {removal.label} » : supprimé.", extra_tags=f"undo-{removal.pk}")
    return redirect(_back(sheet))


def _told(sheet: CostSheet) -> str:
    """`2 dépenses ajoutées, 1 modifiée`."""
    added = sum(value.code not in sheet.stored for value in sheet.values)
    changed = sum(value != sheet.stored.get(value.code, value) for value in sheet.values)
    parts = [
        count(number, f"dépense {done}", f"dépenses {done}s")
        for number, done in ((added, "ajoutée"), (changed, "modifiée"), (len(sheet.removed), "supprimée"))
        if number
    ]
    return listed(parts) or "rien n'a changé"


def _back(sheet: CostSheet) -> str:
    page_of = thing_url(sheet.network.department, f"programme.Action/{sheet.action.code}")
    return page_of or to(sheet.request, "funding:costs")


def _shown(sheet: CostSheet, *, version: str, status: int = 200, **more: Any) -> HttpResponse:
    request, action = sheet.request, sheet.action
    name = f"{action.code}. {action.title}"
    return page(
        request,
        "funding/action_costs.html",
        title=f"Dépenses de l'action {action.code}",
        lead=f"{action.title}. Une ligne par poste : ce que c'est, combien, et quand.",
        crumbs=[Link("Dépenses", to(request, "funding:costs")), Link(name, _back(sheet))],
        sheet=sheet,
        version=version,
        back=_back(sheet),
        draft_url=to(request, "desk:draft"),
        form_errors=status == 422,
        status=status,
        **more,
    )
