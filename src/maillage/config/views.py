"""Pages of nobody in particular: health, accessibility, and what is shown when a request cannot be answered."""

from __future__ import annotations

import logging
from typing import Any
from urllib.parse import urlsplit

from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseServerError, JsonResponse
from django.shortcuts import render
from django.template import loader
from django.urls import NoReverseMatch, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import requires_csrf_token
from django.views.decorators.http import require_safe

from maillage.accounts.kept import kept_of, unpack
from maillage.accounts.views import ask_to_sign_in, offer_again
from maillage.accounts.views.sign_in import sign_in_page
from maillage.base.ui.pages import page, public

logger = logging.getLogger("django.request")

TITLES = {
    400: "Demande incomprise",
    403: "Accès refusé",
    404: "Page introuvable",
    500: "Une erreur est survenue",
}


@public
@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Whether the application and its database answer, and nothing about them."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"etat": "indisponible"}, status=503)
    return JsonResponse({"etat": "ok"})


@public
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "config/accessibility.html", {"title": "Déclaration d’accessibilité"})


@requires_csrf_token
def refused(request: Any, reason: str = "") -> HttpResponse:
    """A form whose token is not the session's. Nothing is saved; what was typed can be sent again, to be read."""
    if not _from_here(request):
        return render(request, "403_csrf.html", {"title": TITLES[403]}, status=403)
    if request.path == reverse("sign-in"):
        kept = unpack(request.POST.get("kept", ""), request)
        return sign_in_page(request, kept=kept, status=403, refreshed=True)
    if not request.user.is_authenticated:
        return ask_to_sign_in(request)
    kept = kept_of(request)
    if request.htmx or kept is None:
        return render(request, "403_csrf.html", {"title": TITLES[403]}, status=403)
    return offer_again(request, kept, status=403, changed=True)


def _from_here(request: HttpRequest) -> bool:
    """Whether the browser says that one of our own pages sent this form: only then is it worth resuming."""
    sender = request.headers.get("Origin") or request.headers.get("Referer", "")
    return urlsplit(sender).netloc == request.get_host()


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _problem(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _problem(request, 403, str(exception or ""))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    # Django's own reason is a dictionary of the addresses it tried: not for people.
    told = exception.args[0] if isinstance(exception, Http404) and exception.args else ""
    return _problem(request, 404, told if isinstance(told, str) else "")


def broken(request: HttpRequest) -> HttpResponse:
    """Nothing is asked from the request or the database: they may be what broke."""
    try:
        return HttpResponseServerError(loader.get_template("500.html").render({"title": TITLES[500]}))
    except Exception:
        logger.exception("the page of errors is broken too")
        return HttpResponseServerError(
            f"<!doctype html><html lang=fr><title>500</title><h1>{TITLES[500]}</h1>"
        )


def no_programme(request: Any) -> HttpResponse:
    """A network that nobody has written a programme for yet: how to begin."""
    try:
        begin = reverse("portability:new-programme", args=[request.network.department])
    except NoReverseMatch:
        begin = ""
    return page(
        request,
        "config/no_programme.html",
        title="Ce réseau n'a pas encore de programme",
        begin=begin,
        steps=None,
        status=404,
    )


def out_of_time(request: Any, why: Exception) -> HttpResponse:
    """A programme whose dates no rule covers, most often a year typed wrong: what is missing and where to mend it."""
    return page(
        request,
        "config/out_of_time.html",
        title="Les dates du programme sont à vérifier",
        steps=None,
        why=str(why),
        status=409,
    )


def _problem(request: HttpRequest, status: int, message: str = "") -> HttpResponse:
    context = {"title": TITLES[status], "message": message}
    return render(request, f"{status}.html", context, status=status)
