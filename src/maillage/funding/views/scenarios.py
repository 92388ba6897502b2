"""Scenarios beside the plan, some of them side by side."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from maillage.base.ui.components import Link, NextStep, Tone
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import page, to
from maillage.funding.domain.scenarios import Compared
from maillage.funding.readings import plan_of
from maillage.funding.screens.scenarios import COLUMNS, HARD, scenarios_listing, side_by_side
from maillage.funding.screens.undated import left_out
from maillage.funding.whatifs import (
    base_of,
    breaches_of,
    compared_of,
    written_of,
)
from maillage.programme.readings import programme_of


def scenarios(request: Any) -> HttpResponse:
    project = request.project
    if action := request.GET.get("decaler"):
        return redirect(f"{to(request, 'funding:move', action)}?mois={request.GET.get('mois', '6')}")
    found, base = compared_of(project), base_of(project)
    written = {what_if.code for what_if in written_of(project)}
    chosen = _chosen(request, found)
    own = [one for one in found if one.what_if.code in written]
    usual = [one for one in found if one.what_if.code not in written]
    return page(
        request,
        "funding/scenarios.html",
        title="Scénarios",
        lead="Le plan tel qu'il serait si autre chose arrivait : ce qu'il coûterait, ce qui casserait, et le plus petit "
        "changement qui le répare.",
        crumbs=[Link("Plan de financement", to(request, "funding:plan"))],
        tools=_tools(request),
        steps=_steps(request, found),
        has_costs=bool(plan_of(project).expenses),
        **left_out(plan_of(project)),
        listing=sorted_listing(
            scenarios_listing(request, own, base, caption="Les scénarios du réseau", anchor="ecrits"),
            request.GET,
        ),
        usual=sorted_listing(
            scenarios_listing(
                request, usual, base, caption="Ce que tout plan devrait tenir", anchor="usuels"
            ),
            request.GET,
        ),
        columns=side_by_side(request, base, chosen, len(breaches_of(request.project))) if chosen else None,
        choices=[(one.what_if.code, one.what_if.title, one in chosen) for one in found],
        most=COLUMNS,
        actions=[(one.code, one.title) for _, _, one in programme_of(project).actions()],
    )


def _chosen(request: Any, found: tuple[Compared, ...]) -> list[Compared]:
    """The columns asked for; else the first scenarios that change something."""
    asked = request.GET.getlist("s")
    if asked:
        return [one for one in found if one.what_if.code in asked][:COLUMNS]
    return [one for one in found if one.broken][: COLUMNS - 1] or list(found[: COLUMNS - 1])


def _tools(request: Any) -> list[Link]:
    links = [Link("Sensibilité", to(request, "funding:sensitivity"), "button", "sliders-horizontal")]
    if request.can_edit:
        links.insert(0, Link("Nouveau scénario", to(request, "funding:whatif-new"), "primary", "plus"))
    return links


def _steps(request: Any, found: tuple[Compared, ...]) -> list[NextStep]:
    """The scenarios that break a rule, the most broken first."""
    hard = {one.what_if.code: [b for b in one.broken if b.kind in HARD] for one in found}
    worst = sorted((one for one in found if hard[one.what_if.code]), key=lambda one: -len(one.broken))
    return [
        NextStep(
            f"Préparer une réponse à « {one.what_if.title} »",
            to(request, "funding:whatif", one.what_if.code),
            hard[one.what_if.code][0].message,
            Tone.WARNING,
        )
        for one in worst
    ]
