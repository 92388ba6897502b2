"""The shape of every page: a title, where one is, what to do now; and the addresses inside a network."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from maillage.base.ui.components import Link, NextStep

if TYPE_CHECKING:
    from maillage.base.plugs import Project

View = TypeVar("View", bound=Callable[..., HttpResponse])

# How many lines "que faire maintenant" shows: more is a list, not an answer.
SHOWN_STEPS = 3


class NetworkRequest(HttpRequest):
    """What `config.middleware` makes of a request to a page of a network. `can_edit`: lead or team."""

    network: Any
    project: Project
    role: Any
    can_edit: bool


def needs(role: str) -> Callable[[View], View]:
    """The least role a view asks for: "reader", "team" or "lead". Undeclared: reader to see, team to post."""

    def mark(view: View) -> View:
        view.needs = role  # type: ignore[attr-defined]
        return view

    return mark


def public(view: View) -> View:
    """A view that anyone may see without signing in."""
    view.public = True  # type: ignore[attr-defined]
    return view


def resumes(view: View) -> View:
    """A view that, given `_resume` among posted fields, shows its form filled with them and saves nothing.

    The fields of a form whose session ended come back so. Views that are not marked never see them: a deletion or
    an import is done again by hand, not by resuming.
    """
    view.resumes = True  # type: ignore[attr-defined]
    return view


def to(request: Any, name: str, *codes: object) -> str:
    """The address of a page of the request's network: `to(request, "programme:action", "A1")`."""
    return reverse(name, args=[request.network.department, *codes])


def thing_url(department: str, target: str) -> str:
    """The page of "programme.Action/A1", by convention `programme:action`; "" when it has none."""
    kind, _, code = target.partition("/")
    room, _, name = kind.partition(".")
    try:
        return reverse(f"{room}:{name.lower()}", args=[department, *filter(None, [code])])
    except NoReverseMatch:
        return ""


def page(
    request: Any,
    template: str,
    *,
    title: str,
    lead: str = "",
    crumbs: Sequence[Link] = (),
    tools: Sequence[Link] = (),
    steps: Sequence[NextStep] | None = (),
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """Render a page of a network. `crumbs`: the pages above, the nearest last; `steps` None: nothing is said of them."""
    trail = [Link("Accueil", to(request, "desk:home")), *crumbs] if request.network else list(crumbs)
    shape = {
        "title": title,
        "lead": lead,
        "crumbs": [*trail, Link(title, "")] if trail else [],
        "tools": tools,
        "steps": None if steps is None else steps[:SHOWN_STEPS],
    }
    return render(request, template, {**shape, **context}, status=status)
