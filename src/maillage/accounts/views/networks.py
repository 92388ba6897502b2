"""The networks of a person: where she goes first, and the choice when she has several."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from maillage.accounts.models import Membership
from maillage.accounts.services import may_found


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    found = _memberships(request)
    if len(found) == 1:
        return redirect(home_of(found[0].network.department))
    return redirect("networks")


@require_safe
def networks(request: HttpRequest) -> HttpResponse:
    """Also the page that explains, to someone who has no network yet."""
    found = [(one, home_of(one.network.department)) for one in _memberships(request)]
    context = {"title": "Vos réseaux", "found": found, "may_found": may_found(request.user)}
    return render(request, "accounts/networks.html", context)


def home_of(department: str) -> str:
    """The home page of a network; its people while the desk is not installed."""
    try:
        return reverse("desk:home", args=[department])
    except NoReverseMatch:
        return reverse("people", args=[department])


def _memberships(request: HttpRequest) -> list[Membership]:
    found = Membership.objects.filter(user_id=request.user.pk).select_related("network")
    return list(found.order_by("network__department"))
