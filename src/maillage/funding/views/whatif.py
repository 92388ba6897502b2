"""One scenario: what it changes, what it breaks, what would repair it; kept as a written one on demand."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from maillage.base.ui.components import Link
from maillage.base.ui.editing.saving import Refused
from maillage.base.ui.pages import page, to
from maillage.base.ui.panels import panels_for
from maillage.funding.domain.scenarios import Compared
from maillage.funding.keeping_scenarios import keep_scenario
from maillage.funding.readings import plan_of
from maillage.funding.screens.breaks import told_breaches
from maillage.funding.screens.moving import upsets_listing
from maillage.funding.screens.whatif import (
    by_year,
    funders_changed,
    hypotheses,
    outcome_tiles,
    told_lead,
    tools,
)
from maillage.funding.whatifs import (
    base_of,
    breaches_of,
    compared_of,
    kept_repairs_of,
    upsets_of,
    written_of,
)


def whatif(request: Any, code: str) -> HttpResponse:
    project = request.project
    one = next((one for one in compared_of(project) if one.what_if.code == code), None)
    if one is None:
        raise Http404("Ce scénario n'existe pas, ou plus.")
    if request.method == "POST":
        return _keep(request, one)
    base, before = base_of(project), plan_of(project)
    written = one.what_if.code in {what_if.code for what_if in written_of(project)}
    return page(
        request,
        "funding/whatif.html",
        title=one.what_if.title,
        lead=told_lead(one, base),
        crumbs=[Link("Scénarios", to(request, "funding:scenarios"))],
        tools=tools(request, one, written),
        steps=None,
        can_keep=request.can_edit and not written,
        prose=one.what_if.text,
        facts=hypotheses(request, one.what_if),
        tiles=outcome_tiles(base, one.outcome),
        breaks=told_breaches(request, one.broken, kept_repairs_of(project, one)),
        already=breaches_of(project),
        years=by_year(before, one.plan),
        funders=funders_changed(request, before, one.plan),
        upset=upsets_listing(request, upsets_of(project, one.what_if.moves)) if one.what_if.moves else None,
        panels=panels_for(request, "funding.WhatIf", code),
    )


def _keep(request: Any, one: Compared) -> HttpResponse:
    try:
        row = keep_scenario(network=request.network, what_if=one.what_if, actor=request.user)
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
        return redirect(to(request, "funding:whatif", one.what_if.code))
    messages.success(request, f"Gardé : c'est maintenant le scénario {row.code}, que vous pouvez modifier.")
    return redirect(to(request, "funding:whatif", row.code))
