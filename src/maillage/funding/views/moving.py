"""An action moved in time: its money moves, and the page says what that breaks. Nothing is stored."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from maillage.base.ui.components import Link
from maillage.base.ui.editing.saving import Refused
from maillage.base.ui.pages import page, thing_url, to
from maillage.base.ui.things import find_thing
from maillage.base.values.french import count
from maillage.funding.domain import WhatIf
from maillage.funding.domain.written import Postponement
from maillage.funding.keeping_scenarios import keep_scenario
from maillage.funding.screens.breaks import told_breaches
from maillage.funding.screens.moving import money_listing, steps_listing, told_money, upsets_listing
from maillage.funding.screens.whatif import outcome_tiles
from maillage.funding.whatifs import base_of, compared_with, movable_of, repairs_of, upsets_of
from maillage.programme.readings import programme_of

FARTHEST = 36
USUAL = 6


def move(request: Any, code: str) -> HttpResponse:
    project = request.project
    actions = [action for _, _, action in programme_of(project).actions()]
    action = find_thing(actions, code, "Cette action")
    asked = request.POST if request.method == "POST" else request.GET
    months, refusal = _months(asked.get("mois", str(USUAL)))
    what_if = _what_if(action, months)
    if request.method == "POST" and not refusal:
        return _keep(request, what_if, code, months)
    compared = compared_with(project, what_if)
    steps = movable_of(project).steps.get(code, ())
    return page(
        request,
        "funding/move.html",
        title=f"Décaler {action.code}. {action.title}",
        lead=told_money(project, compared.plan, action, months),
        crumbs=[
            Link("Scénarios", to(request, "funding:scenarios")),
            Link(action.title, thing_url(request.network.department, f"programme.Action/{code}")),
        ],
        steps=None,
        months=months,
        refusal=refusal,
        farthest=FARTHEST,
        tiles=outcome_tiles(base_of(project), compared.outcome),
        money=money_listing(project, compared.plan, action),
        calendar=steps_listing(action, steps, months),
        breaks=told_breaches(request, compared.broken, repairs_of(project, compared)),
        upset=upsets_listing(request, upsets_of(project, what_if.moves)),
        can_keep=request.can_edit and months != 0,
    )


def _what_if(action: Any, months: int) -> WhatIf:
    way = "décalée" if months >= 0 else "avancée"
    return WhatIf(
        code="x",
        title=f"{action.code} {way} de {count(abs(months), 'mois', 'mois')}",
        moves=(Postponement(action=action.code, months=months),),
    )


def _months(text: str) -> tuple[int, str]:
    """The months asked for, and what is wrong with them in French; what cannot be read moves nothing."""
    try:
        months = int(text.strip())
    except ValueError:
        return 0, f"« {text[:20]} » n'est pas un nombre de mois : écrivez par exemple 6, ou -3 pour avancer."
    if abs(months) > FARTHEST:
        return 0, f"Un décalage va de -{FARTHEST} à {FARTHEST} mois."
    return months, ""


def _keep(request: Any, what_if: WhatIf, code: str, months: int) -> HttpResponse:
    here = f"{to(request, 'funding:move', code)}?mois={months}"
    if not months:
        messages.error(request, "Un décalage de zéro mois ne change rien : il n'y a rien à garder.")
        return redirect(here)
    try:
        row = keep_scenario(network=request.network, what_if=what_if, actor=request.user)
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
        return redirect(here)
    messages.success(request, f"Gardé : c'est maintenant le scénario {row.code}.")
    return redirect(to(request, "funding:whatif", row.code))
