"""The balance of the programme: four kinds of action, for the service and for the network."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse

from maillage.base.ui.components import Badge, Cell, Head, Listing, Tone
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.ui.panels import panels_for
from maillage.base.values.french import count, number
from maillage.programme.checks import checks
from maillage.programme.domain import Action, ActionKind, Scope
from maillage.programme.readings import programme_of
from maillage.programme.views import shown


def matrix(request: NetworkRequest) -> HttpResponse:
    actions = [action for _, _, action in programme_of(request.project).actions()]
    network = sum(action.scope is Scope.NETWORK for action in actions)
    return page(
        request,
        "programme/matrix.html",
        title="Équilibre du programme",
        lead=f"{count(len(actions), 'action')} : {number(network)} vers le réseau, "
        f"{number(len(actions) - network)} vers le service lui-même.",
        steps=shown.remark_steps(request, (one for one in checks(request.project) if one.code == "PRG-06")),
        listing=_listing(request, actions),
        panels=panels_for(request, "programme.Programme", ""),
    )


def _listing(request: Any, actions: list[Action]) -> Listing:
    rows = [
        [
            Cell(kind.label.capitalize()),
            *(_cell(request, actions, kind, scope) for scope in Scope),
            _cell(request, actions, kind, None),
        ]
        for kind in ActionKind
    ]
    totals = [_cell(request, actions, None, scope) for scope in (*Scope, None)]
    return Listing(
        caption="Actions par nature et par périmètre",
        heads=[
            Head("Nature"),
            *(Head(scope.label.capitalize(), "right") for scope in Scope),
            Head("Ensemble", "right"),
        ],
        rows=[*rows, [Cell("Ensemble"), *totals]],
        totals=(len(rows),),
        anchor="matrice",
    )


def _cell(request: Any, actions: list[Action], kind: ActionKind | None, scope: Scope | None) -> Cell:
    """How many actions and the team's days, leading to their list; an empty cell is seen."""
    kept = [one for one in actions if kind in (None, one.kind) and scope in (None, one.scope)]
    if not kept:
        return Cell("", badge=Badge("aucune action", Tone.WARNING))
    days = sum((step.person_days for one in kept for step in one.steps), Decimal(0))
    asked = {"nature": kind.value if kind else "", "perimetre": scope.value if scope else ""}
    url = f"{to(request, 'programme:tree')}?{urlencode({name: value for name, value in asked.items() if value})}"
    return Cell(count(len(kept), "action"), url.rstrip("?"), note=f"{number(days)} jours de l'équipe")
