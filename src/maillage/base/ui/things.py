"""What the page of any thing has: the thing itself or a 404, and the tools that change it."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter
from typing import Any, TypeVar

from django.http import Http404

from maillage.base.ui.components import Link
from maillage.base.ui.pages import to

T = TypeVar("T")


def find_thing(things: Iterable[T], code: str, said: str, *, by: str = "code") -> T:
    """The thing of a code; Http404 with `said` ("Cette action"). `by`: where its code is ("planned.purchase.code")."""
    code_of = attrgetter(by)
    for thing in things:
        if code_of(thing) == code:
            return thing
    raise Http404(f"{said} n'existe pas, ou plus.")


def thing_tools(request: Any, name: str, code: str) -> list[Link]:
    """Modifier, Historique, Supprimer; readers get the history only. `name`: "programme:action"."""
    history = Link("Historique", to(request, f"{name}-history", code), "button", "history")
    if not request.can_edit:
        return [history]
    return [
        Link("Modifier", to(request, f"{name}-edit", code), "primary", "pencil"),
        history,
        Link("Supprimer", to(request, f"{name}-remove", code), "danger", "trash-2"),
    ]
