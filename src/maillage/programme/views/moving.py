"""What moves in the programme: one place up or down, or under another axis or objective."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from maillage.base.ui.components import Link
from maillage.base.ui.pages import NetworkRequest, needs, page, to
from maillage.programme.models import Action, Axis, Objective, Orientation, Step
from maillage.programme.moving import PARENTS, move_under
from maillage.programme.moving import move as move_among
from maillage.programme.readings import number_of, programme_of

MOVED: dict[str, Any] = {
    "orientation": Orientation,
    "axe": Axis,
    "objectif": Objective,
    "action": Action,
    "etape": Step,
}
# What the tree showed, and shows again.
KEPT = ("etapes", "axe", "nature", "perimetre", "etat", "pilote", "q")


@require_POST
@needs("team")
def move(request: NetworkRequest, kind: str, code: str) -> HttpResponse:
    """One place higher (`vers=haut`) or lower among its siblings."""
    row = _moved(request, kind, code)
    up = request.POST.get("vers") == "haut"
    moved = move_among(row=row, up=up, actor=request.user)
    if not moved:
        messages.info(request, f"« {row} » est déjà {'en tête' if up else 'à la fin'}.")
    if kind == "orientation":
        return redirect(f"{to(request, 'programme:orientations')}?ordre=1#ordre-{kind}-{code}")
    return redirect(_back(request, kind, code, moved))


def _moved(request: NetworkRequest, kind: str, code: str) -> Any:
    if kind not in MOVED:
        raise Http404
    rows = MOVED[kind].objects.select_related("network")
    return get_object_or_404(rows, network=request.network, code=code)


def _back(request: NetworkRequest, kind: str, code: str, moved: bool) -> str:
    """The tree as it was shown, in order mode, and what it announces."""
    shown = QueryDict(request.POST.get("retour", "")[:2000])
    query = {"ordre": "1", **{name: shown[name] for name in KEPT if shown.get(name)}}
    if moved:
        query["deplace"] = f"{MOVED[kind].__name__}/{code}"
    return f"{to(request, 'programme:tree')}?{urlencode(query)}#ordre-{kind}-{code}"


@needs("team")
def elsewhere(request: NetworkRequest, kind: str, code: str) -> HttpResponse:
    """Choose another axis for an objective, another objective for an action."""
    if kind not in ("objectif", "action"):
        raise Http404
    row = _moved(request, kind, code)
    if request.method == "POST":
        parents = type(row)._meta.get_field(PARENTS[type(row)]).related_model.objects
        parent = get_object_or_404(parents, network=request.network, code=request.POST.get("vers", "")[:80])
        moved = move_under(row=row, parent=parent, actor=request.user)
        told = f"est maintenant sous « {parent} »" if moved else f"était déjà sous « {parent} »"
        messages.success(request, f"« {row} » {told}.")
        return redirect(_back(request, kind, code, moved))
    number = number_of(request.project, type(row).__name__, code)
    return page(
        request,
        "programme/elsewhere.html",
        title=f"Déplacer {code}",
        lead=f"{number} {row.title}. Elle sera la dernière sous ce que vous choisissez ; les numéros suivent."
        if kind == "action"
        else f"{number} {row.title}. Il sera le dernier sous l'axe choisi ; les numéros suivent.",
        crumbs=[Link("Axes et actions", to(request, "programme:tree"))],
        steps=None,
        label="Nouvel objectif" if kind == "action" else "Nouvel axe",
        groups=_places(request, kind),
        current=getattr(row, PARENTS[type(row)]).code,
    )


def _places(request: NetworkRequest, kind: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """The choices: axes, or objectives grouped by axis; each with its number."""
    axes = programme_of(request.project).axes
    if kind == "objectif":
        return [("", [(axis.code, _named(request, "Axis", axis)) for axis in axes])]
    return [
        (
            _named(request, "Axis", axis),
            [(one.code, _named(request, "Objective", one)) for one in axis.objectives],
        )
        for axis in axes
    ]


def _named(request: NetworkRequest, kind: str, thing: Any) -> str:
    return f"{number_of(request.project, kind, thing.code)} {thing.title}"
