"""What every page of a questionnaire does first: open its link, or say kindly why it cannot."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from maillage.base.clock import today
from maillage.base.ui.pages import public
from maillage.campaigns.framework_store import FrameworkRefused
from maillage.campaigns.visits import TurnedAway, Visit, visit_of

_UNREADY = (
    "Ce questionnaire ne peut pas s'ouvrir pour l'instant",
    "Ses questions ne sont plus là. Prévenez le service départemental ; ce qui a été répondu est gardé.",
    503,
)


def visitors(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of one questionnaire: the view gets the Visit in place of the token. A link that nobody has confirmed yet
    goes to its first page: mail scanners see nothing more."""

    @wraps(view)
    def opened(request: HttpRequest, token: str, **more: Any) -> HttpResponse:
        visit = visit_of(token, today())
        if not visit.is_confirmed:
            return redirect("questionnaire", token=token)
        return view(request, visit, **more)

    return at_the_door(opened)


def at_the_door(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page without an account. No session to protect: a form left open for a day must still be received."""

    @wraps(view)
    def guarded(request: HttpRequest, token: str, **more: Any) -> HttpResponse:
        try:
            response = view(request, token, **more)
        except TurnedAway as reason:
            response = turned_away(request, reason)
        except FrameworkRefused:
            response = turned_away(request, TurnedAway(*_UNREADY))
        # The address is the key: it is neither indexed nor told to the next site.
        response["X-Robots-Tag"] = "noindex"
        response["Referrer-Policy"] = "no-referrer"
        return response

    return csrf_exempt(public(never_cache(guarded)))


def turned_away(request: HttpRequest, reason: TurnedAway) -> HttpResponse:
    link = reason.link
    context = {
        "title": reason.title,
        "told": reason.told,
        "owner": link.network if link else None,
        "campaign": link.campaign if link else None,
    }
    return render(request, "campaigns/questionnaire_closed.html", context, status=reason.status)


def show(
    request: HttpRequest, visit: Visit, template: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    """Render a page of a questionnaire."""
    shape = {"visit": visit, "owner": visit.link.network, "campaign": visit.campaign, "token": visit.token}
    return render(request, template, {**shape, **context}, status=status)
