"""Who may see which page: decided once, before any view, from the address and what the view declares.

Every address under `/<department>/` belongs to a network: it does not exist for those who are not of it. Every
other address asks for a sign-in unless its view is marked `public`. A forgotten mark closes a page; it never
opens one. Then, on the way out, the typography of every page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control

from maillage.accounts.domain import Role
from maillage.accounts.kept import RESUME
from maillage.accounts.models import Membership
from maillage.accounts.views import ask_to_sign_in
from maillage.accounts.views.networks import home_of
from maillage.base.clock import today
from maillage.base.ui.typography import typeset
from maillage.config.views import bad_request, no_programme, out_of_time
from maillage.programme.readings import NoProgramme
from maillage.rulebook.domain import UnknownRule
from maillage.rulebook.projects import shared_project

RANK = {Role.READER: 0, Role.TEAM: 1, Role.LEAD: 2}
SAFE = ("GET", "HEAD", "OPTIONS")


def _asked(request: HttpRequest) -> Iterator[str]:
    """What the query string says."""
    return (text for values in request.GET.lists() for text in (values[0], *values[1]))


class AccessMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.network = request.role = request.networks = None
        request.can_edit = False
        response = self.get_response(request)
        if request.network and not response.has_header("Cache-Control"):
            # What a network writes is for its people: a proxy on the way keeps none of it.
            patch_cache_control(response, private=True)
        return response

    def process_view(
        self, request: Any, view: Callable[..., HttpResponse], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        # No code and no word has this character; PostgreSQL refuses it with an error, SQLite does not.
        if "\0" in request.path:
            raise Http404
        if any("\0" in text for text in _asked(request)):
            return bad_request(request)
        if getattr(view, "public", False):
            return None
        if not request.user.is_authenticated:
            return ask_to_sign_in(request)
        if request.user.one_time_until and request.resolver_match.url_name != "change-password":
            # Somebody else saw this password: nothing opens before its owner has chosen another.
            return redirect("change-password")
        if "department" in kwargs:
            self._enter(request, kwargs.pop("department"))
            self._check(request, view)
        if RESUME in request.POST and not getattr(view, "resumes", False):
            # Typed before a session ended, for a view that would act at once: nothing is done behind anyone's back.
            messages.warning(request, "Rien n'a été fait : refaites cette action depuis sa page.")
            return redirect(home_of(request.network.department) if request.network else "start")
        return None

    def process_exception(self, request: Any, exception: Exception) -> HttpResponse | None:
        """A page that needs a programme, in a network that has none yet, says how to begin; one that needs a rule on a
        day without any says where to look."""
        if request.network and isinstance(exception, UnknownRule):
            return out_of_time(request, exception)
        return no_programme(request) if request.network and isinstance(exception, NoProgramme) else None

    def _enter(self, request: Any, department: str) -> None:
        # All of hers, in the order of networks: the layout offers the others.
        own = Membership.objects.select_related("network").filter(user=request.user)
        memberships = {row.network.department: row for row in own.order_by("network__department")}
        membership = memberships.get(department)
        if membership is None:
            raise Http404("Cette adresse n'existe pas, ou elle n'est pas de votre réseau.")
        request.networks = [row.network for row in memberships.values()]
        request.network = membership.network
        request.role = Role(membership.role)
        request.can_edit = RANK[request.role] >= RANK[Role.TEAM]
        request.project = shared_project(membership.network, today())

    def _check(self, request: Any, view: Callable[..., HttpResponse]) -> None:
        default = Role.READER if request.method in SAFE else Role.TEAM
        least = Role(getattr(view, "needs", default))
        if RANK[request.role] < RANK[least]:
            raise PermissionDenied


class TypographyMiddleware:
    """Sets the spaces of every page, whoever wrote its words."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.streaming and response.get("Content-Type", "").startswith("text/html"):
            response.content = typeset(response.content.decode(response.charset)).encode(response.charset)
        return response
