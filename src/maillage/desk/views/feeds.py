"""The private calendar: its page for the person, and the file that her calendar program reads."""

from __future__ import annotations

import hashlib
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from maillage.base.clock import today
from maillage.base.ui.components import Link
from maillage.base.ui.pages import needs, page, public, to
from maillage.desk.models import FeedToken
from maillage.desk.readings import feed_of
from maillage.desk.services import end_feed, make_feed, network_of_feed
from maillage.programme.readings import NoProgramme
from maillage.rulebook.projects import shared_project


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@needs("reader")
def feed(request: Any) -> HttpResponse:
    """Everyone has a calendar of her own: a reader makes hers too."""
    if request.method == "POST":
        if request.POST.get("acte") == "arreter":
            if end_feed(network=request.network, user=request.user):
                messages.success(request, "Abonnement arrêté : l'adresse ne répond plus.")
            return redirect(to(request, "desk:feed"))
        # Shown in the answer itself: the secret is written nowhere, not even in the session.
        token = make_feed(network=request.network, user=request.user)
        return _page(request, request.build_absolute_uri(reverse("agenda", args=[token])))
    return _page(request)


def _page(request: Any, address: str = "") -> HttpResponse:
    found = FeedToken.objects.filter(network=request.network, user=request.user).first()
    return page(
        request,
        "desk/feed.html",
        title="Recevoir les dates dans mon agenda",
        lead="Une adresse privée, que votre logiciel d'agenda relit de lui-même : séances, échéances, achats.",
        crumbs=[Link("Échéances", to(request, "desk:calendar"))],
        feed=found,
        address=address,
    )


@public
@require_safe
def agenda(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar as iCalendar, for whoever has the secret of its address. No session, no cookie."""
    network = network_of_feed(token)
    if network is None:
        raise Http404("Cet abonnement n'existe pas, ou il a été arrêté.")
    try:
        content = feed_of(shared_project(network, today()))
    except NoProgramme:
        raise Http404("Ce réseau n'a pas encore de programme.") from None
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["ETag"] = etag
    response["Cache-Control"] = "private, max-age=900"
    response["Content-Disposition"] = 'inline; filename="maillage.ics"'
    response["X-Robots-Tag"] = "noindex"
    answer: HttpResponse = get_conditional_response(request, etag=etag, response=response)
    return answer
