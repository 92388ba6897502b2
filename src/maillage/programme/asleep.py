"""What sleeps with an archived action: later rooms keep it, count it nowhere, and show where it can be found again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse

from maillage.base.plugs import Project
from maillage.base.ui.components import Cell, Fact, Head, Link, Listing, NextStep
from maillage.base.ui.pages import page, thing_url
from maillage.base.ui.things import thing_tools
from maillage.base.values.french import plain_date
from maillage.programme.domain import Action
from maillage.programme.readings import archived_of


@dataclass(frozen=True, kw_only=True)
class Asleep:
    """A thing that names an archived action, or one of its steps: `by` is that code, `told` what it would count for."""

    code: str
    title: str
    by: str
    told: str


def archived_action(project: Project, code: str) -> Action:
    """The archived action of this code, or the one that has a step of this code. Raises KeyError."""
    for _, action in archived_of(project):
        if code == action.code or code in {step.code for step in action.steps}:
            return action
    raise KeyError(code)


def asleep_listing(
    project: Project, things: Sequence[Asleep], *, target: str, caption: str, head: str, figure: str
) -> Listing | None:
    """What sleeps, under the list of what counts; None when nothing does. `target`: "funding.CostLine"."""
    if not things:
        return None
    department = project.network.department
    rows = []
    for one in things:
        action = archived_action(project, one.by)
        url = thing_url(department, f"{target}/{one.code}")
        rows.append(
            (
                Cell(one.title, url, note=one.code),
                Cell(
                    f"{action.code}. {action.title}", thing_url(department, f"programme.Action/{action.code}")
                ),
                _since(action),
                one.told,
            )
        )
    return Listing(
        caption=f"{caption} (hors des calculs)",
        heads=(Head(head), Head("Action archivée"), Head("Depuis le"), Head(figure, "right")),
        rows=rows,
        anchor="archivees",
    )


def asleep_page(
    request: Any,
    thing: Asleep,
    *,
    target: str,
    crumbs: Sequence[Link],
    steps: Sequence[NextStep] | None = None,
) -> HttpResponse:
    """The page of a thing whose action is archived: what it is, why it counts nowhere, and how to bring it back."""
    action = archived_action(request.project, thing.by)
    url = thing_url(request.network.department, f"programme.Action/{action.code}")
    return page(
        request,
        "programme/asleep.html",
        title=f"{thing.code}. {thing.title}",
        lead="Son action est archivée : rien de ceci n'est compté.",
        crumbs=crumbs,
        tools=thing_tools(request, target.lower().replace(".", ":"), thing.code),
        steps=steps or None,
        facts=[
            Fact("Action archivée", f"{action.code}. {action.title}", url),
            Fact("Depuis le", _since(action)),
            Fact("Ce que cela représente", thing.told),
        ],
    )


def _since(action: Action) -> str:
    return plain_date(action.archived) if action.archived else ""
