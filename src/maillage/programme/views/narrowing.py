"""The filters shared by the board and the timeline: by axis, kind, scope, lead; what is kept, in the programme's order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from maillage.base.ui.filters import Filter, chosen
from maillage.programme.domain import ActionKind, Scope
from maillage.programme.domain.filtering import ActionFilter, branches, leads
from maillage.programme.domain.progress import ActionProgress, AxisProgress, ProgrammeProgress
from maillage.programme.readings import number_of
from maillage.programme.views import shown


@dataclass(frozen=True, kw_only=True)
class Narrowed:
    """What the address asks for: the selects, and the actions kept with their axis."""

    filters: list[Filter]
    kept: list[tuple[AxisProgress, ActionProgress]]
    asked: bool
    # The part of the address that asks so again: "axe=A&nature=tool".
    query: str


def narrowed(request: Any, progress: ProgrammeProgress) -> Narrowed:
    """A value that does not exist asks for nothing."""
    filters = [
        chosen(name, label, options, request.GET, "Tout")
        for name, label, options in _options(request, progress)
    ]
    axis, kind, scope, lead = (one.value for one in filters)
    asked = ActionFilter(axis=axis, kind=kind, scope=scope, lead=lead)
    kept = [
        (branch.axis, item)
        for branch in branches(progress, asked)
        for _, items in branch.objectives
        for item in items
    ]
    query = request.GET.copy()
    for name in [name for name in query if name not in {one.name for one in filters if one.value}]:
        del query[name]
    return Narrowed(filters=filters, kept=kept, asked=not asked.is_empty, query=query.urlencode())


def _options(request: Any, progress: ProgrammeProgress) -> list[tuple[str, str, list[tuple[str, str]]]]:
    axes = [
        (one.axis.code, f"{number_of(request.project, 'Axis', one.axis.code)} {one.axis.title}")
        for one in progress.axes
    ]
    return [
        ("axe", "Axe", axes),
        ("nature", "Nature", [(kind.value, kind.label) for kind in ActionKind]),
        ("perimetre", "Périmètre", [(scope.value, scope.label) for scope in Scope]),
        ("pilote", "Pilote", [(lead, lead) for lead in leads(progress)]),
    ]


def numbered(request: Any, item: ActionProgress) -> str:
    """`1.2.3 Prêter des liseuses`: the number says its place, its code is shown apart."""
    number = number_of(request.project, "Action", item.action.code)
    return f"{number} {item.action.title}" if number else shown.named(item.action)
