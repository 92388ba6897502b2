"""The page of an action: why, where it stands, who, for whom, at what risk, and what other rooms know of it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from maillage.base.ui.components import Link
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.ui.panels import panels_for
from maillage.base.ui.things import thing_tools
from maillage.base.values.french import count, plain_date
from maillage.programme.noting import notes_of
from maillage.programme.pictures import action_picture
from maillage.programme.readings import archived_of, progress_of
from maillage.programme.views import shown
from maillage.programme.views.sheet_contents import contents
from maillage.programme.views.sheet_delivered import deliverables, legal
from maillage.programme.views.sheet_found import Found, find_action
from maillage.programme.views.sheet_pieces import pieces
from maillage.programme.views.sheet_reach import reach
from maillage.programme.views.sheet_risks import risks
from maillage.programme.views.sheet_steps import step_rows
from maillage.programme.views.sheet_team import team
from maillage.programme.views.sheet_top import badges, facts, now, tiles
from maillage.programme.views.sheet_why import why
from maillage.programme.views.talk import talk


def action(request: NetworkRequest, code: str) -> HttpResponse:
    found = find_action(request.project, code)
    tracked, shelved = progress_of(request.project).tracked, found.action.archived
    reached = reach(request, found.action)
    parts = _parts(request, found)
    return page(
        request,
        "programme/action.html",
        title=" ".join(filter(None, [found.number, found.action.title])),
        lead=_lead(found, tracked),
        crumbs=_crumbs(request, found),
        tools=thing_tools(request, "programme:action", code)[-2 if shelved else 0 :],
        steps=None if shelved else now(request, found.item, tracked=tracked),
        found=found,
        item=found.item,
        action=found.action,
        badges=badges(found, tracked=tracked),
        tiles=tiles(found, reach=reached["reach_count"], tracked=tracked),
        facts=facts(request, found),
        contents=contents(found.action, parts),
        panels=panels_for(request, "programme.Action", code),
        today=request.project.today,
        may_edit=request.can_edit,
        can_edit=request.can_edit and not shelved,
        **reached,
        **parts,
    )


def _parts(request: NetworkRequest, found: Found) -> dict[str, Any]:
    return {
        "picture": action_picture(request.project, found.item),
        "rows": step_rows(request, found.item),
        **why(request, found),
        **team(found.action),
        **risks(found.action),
        **deliverables(found.action, request.project.today),
        **legal(found.action),
        **pieces(request, found.action.code),
        "notes": notes_of(found.action),
        "talk": talk(request, found.action.code),
    }


def step(request: NetworkRequest, code: str) -> HttpResponse:
    """A step has no page of its own: its line on that of its action, in force or archived."""
    try:
        held_by = progress_of(request.project).step(code).action.code
    except KeyError:
        held_by = _set_aside(request, code)
    return redirect(f"{to(request, 'programme:action', held_by)}#etape-{code}")


def _set_aside(request: NetworkRequest, code: str) -> str:
    for _, one in archived_of(request.project):
        if code in {step.code for step in one.steps}:
            return one.code
    raise Http404("Cette étape n'existe pas, ou plus.")


def _crumbs(request: NetworkRequest, found: Found) -> list[Link]:
    return [
        *shown.tree_crumbs(request),
        Link(shown.named(found.axis), to(request, "programme:axis", found.axis.code)),
        Link(shown.named(found.objective), to(request, "programme:objective", found.objective.code)),
    ]


def _lead(found: Found, tracked: bool) -> str:
    action = found.action
    if action.archived:
        return f"{action.code} · archivée le {plain_date(action.archived)} : elle n'est comptée nulle part."
    told = [action.code, shown.dates_text(action), shown.done_text(found.item)]
    if tracked and found.item.late:
        told.append(f"{count(found.item.late[0].days_late, 'jour')} de retard")
    return " · ".join(told)
