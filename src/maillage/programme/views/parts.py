"""The pages of an axis and of an objective."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpResponse

from maillage.base.ui.components import Cell, Fact, Head, Link, Listing
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.ui.panels import panels_for
from maillage.base.ui.things import find_thing, thing_tools
from maillage.programme.checks import checks
from maillage.programme.domain.progress import (
    ActionProgress,
    AxisProgress,
    ObjectiveProgress,
    ProgrammeProgress,
)
from maillage.programme.readings import progress_of
from maillage.programme.views import shown
from maillage.programme.views.grounds import findings, heard
from maillage.programme.views.served import criteria_of, orientations_of


def axis(request: NetworkRequest, code: str) -> HttpResponse:
    progress = progress_of(request.project)
    found = find_thing(progress.axes, code, "Cet axe", by="axis.code")
    return page(
        request,
        "programme/axis.html",
        title=f"Axe {shown.named(found.axis)}",
        lead=shown.done_text(found),
        crumbs=shown.tree_crumbs(request),
        tools=thing_tools(request, "programme:axis", code),
        steps=_now(request, progress, found),
        axis=found.axis,
        state=shown.state_badge(found.state, tracked=progress.tracked),
        orientations=orientations_of(request, found.axis.orientations),
        criteria=criteria_of(request, [code for one in found.axis.objectives for code in one.criteria]),
        objectives=_objectives(request, found, tracked=progress.tracked),
        panels=panels_for(request, "programme.Axis", code),
    )


def objective(request: NetworkRequest, code: str) -> HttpResponse:
    progress = progress_of(request.project)
    pairs = ((axis, one) for axis in progress.axes for one in axis.objectives)
    above, found = next(((axis, one) for axis, one in pairs if one.objective.code == code), (None, None))
    if above is None or found is None:
        raise Http404("Cet objectif n'existe pas, ou plus.")
    return page(
        request,
        "programme/objective.html",
        title=f"Objectif {shown.named(found.objective)}",
        lead=shown.done_text(found),
        crumbs=[
            *shown.tree_crumbs(request),
            Link(shown.named(above.axis), to(request, "programme:axis", above.axis.code)),
        ],
        tools=thing_tools(request, "programme:objective", code),
        steps=_now(request, progress, found),
        objective=found.objective,
        state=shown.state_badge(found.state, tracked=progress.tracked),
        facts=[Fact("Axe", shown.named(above.axis), to(request, "programme:axis", above.axis.code))],
        findings=findings(request, found.objective),
        orientations=orientations_of(request, found.objective.orientations, above.axis.orientations),
        criteria=criteria_of(request, found.objective.criteria),
        heard=heard(request, found.objective),
        actions=action_listing(request, found.actions, tracked=progress.tracked, objective=code),
        panels=panels_for(request, "programme.Objective", code),
    )


def _now(request: Any, progress: ProgrammeProgress, found: AxisProgress | ObjectiveProgress) -> Any:
    """What its steps and its remarks ask for."""
    objectives = found.objectives if isinstance(found, AxisProgress) else (found,)
    codes = {f"programme.Objective/{one.objective.code}" for one in objectives}
    codes |= {f"programme.Action/{item.action.code}" for one in objectives for item in one.actions}
    remarks = (remark for remark in checks(request.project) if remark.target in codes)
    return shown.remark_steps(request, remarks)


def _objectives(request: NetworkRequest, found: AxisProgress, *, tracked: bool) -> Listing:
    rows = [
        [
            Cell(shown.named(one.objective), to(request, "programme:objective", one.objective.code)),
            Cell(str(len(one.actions)), sort=len(one.actions)),
            Cell(shown.done_text(one), sort=one.share),
            Cell("", badge=shown.state_badge(one.state, tracked=tracked), sort=one.state.label),
        ]
        for one in found.objectives
    ]
    add = Link(
        "Ajouter un objectif",
        f"{to(request, 'programme:objective-new')}?axis={found.axis.code}",
        "primary",
        "plus",
    )
    listing = Listing(
        caption="Objectifs de l'axe",
        heads=[
            Head("Objectif", key="objectif"),
            Head("Actions", "right", "actions"),
            Head("Avancement", key="fait"),
            Head("État", key="etat"),
        ],
        rows=rows,
        empty="Cet axe n'a pas encore d'objectif : dites ce qu'il doit faire atteindre.",
        empty_link=add if request.can_edit else None,
        anchor="objectifs",
    )
    return sorted_listing(listing, request.GET)


def action_listing(
    request: NetworkRequest, items: Iterable[ActionProgress], *, tracked: bool, objective: str = ""
) -> Listing:
    """Actions as a table that can be sorted."""
    rows = [
        [
            Cell(shown.named(item.action), to(request, "programme:action", item.action.code)),
            Cell("", badge=shown.state_badge(item.state, tracked=tracked), sort=item.state.label),
            Cell(item.action.kind.label),
            Cell(item.action.scope.label),
            Cell(item.action.lead or "à désigner", sort=item.action.lead or None),
            Cell(shown.dates_text(item.action), sort=item.action.start),
            Cell(shown.done_text(item), sort=item.share),
        ]
        for item in items
    ]
    add = Link(
        "Ajouter une action",
        f"{to(request, 'programme:action-new')}?objective={objective}",
        "primary",
        "plus",
    )
    listing = Listing(
        caption="Actions",
        heads=[
            Head("Action", key="action"),
            Head("État", key="etat"),
            Head("Nature", key="nature"),
            Head("Périmètre", key="perimetre"),
            Head("Pilote", key="pilote"),
            Head("Dates", key="dates"),
            Head("Avancement", key="fait"),
        ],
        rows=rows,
        empty="Cet objectif n'a pas encore d'action : dites comment il sera atteint.",
        empty_link=add if request.can_edit else None,
        anchor="actions",
    )
    return sorted_listing(listing, request.GET)
