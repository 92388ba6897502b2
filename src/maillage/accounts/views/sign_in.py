"""Signing in and out, and going on from where one was asked to."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from maillage.accounts.forms import SignInForm
from maillage.accounts.kept import RESUME, Kept, is_ours, kept_of, may_go, pack, unpack
from maillage.accounts.published import DEMO_PEOPLE
from maillage.accounts.throttle import opens_again
from maillage.base.ui.components import Fact
from maillage.base.ui.pages import public

SIGNED_OUT = "Votre session est terminée. Connectez-vous à nouveau."
GONE = "L'adresse que vous demandiez n'existe pas, ou elle n'est pas de votre réseau."


@public
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        following = _next(request, request.GET.get("next", ""))
        if request.user.is_authenticated:
            return redirect(following or "start")
        return sign_in_page(request, following=following)
    following = _next(request, request.POST.get("next", ""))
    kept = unpack(request.POST.get("kept", ""), request)
    form = SignInForm(request, request.POST)
    if not form.is_valid():
        return sign_in_page(request, form=form, following=following, kept=kept)
    login(request, form.user)
    return _go_on(request, following, kept)


def _go_on(request: HttpRequest, following: str, kept: Kept | None) -> HttpResponse:
    """Where the person was going; what she had typed is put back before her, saved by no one."""
    wanted = kept.path if kept else following
    if wanted and not may_go(request.user, wanted):
        messages.warning(request, GONE)
        return redirect("start")
    if kept:
        return offer_again(request, kept)
    return redirect(following or "start")


@public
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    messages.success(request, "Vous êtes déconnecté.")
    return redirect("sign-in")


def sign_in_page(
    request: HttpRequest,
    *,
    form: SignInForm | None = None,
    following: str = "",
    kept: Kept | None = None,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    response = render(
        request,
        "accounts/sign_in.html",
        {
            "title": "Connexion",
            "form": form or SignInForm(request),
            "next": following,
            "kept": kept,
            "packed": pack(kept) if kept else "",
            "demo_facts": _demo_facts(),
            **context,
        },
        status=status,
    )
    # The button "back" must not show a page that a colleague left on a shared computer.
    add_never_cache_headers(response)
    return response


def _demo_facts() -> list[Fact]:
    shown = DEMO_PEOPLE if settings.MAILLAGE_DEMO else ()
    return [Fact(f"{one.username} ({one.sees})", one.password) for one in shown]


def offer_again(request: HttpRequest, kept: Kept, *, status: int = 200, **context: Any) -> HttpResponse:
    """A page with one button, which sends the typed fields again to be shown, filled, and not saved."""
    context = {"title": "Reprendre votre saisie", "kept": kept, "resume": RESUME, **context}
    response = render(request, "accounts/resume.html", context, status=status)
    add_never_cache_headers(response)
    return response


def ask_to_sign_in(request: Any) -> HttpResponse:
    """The answer to an anonymous person: the sign-in page, with what she had typed; 401 to a script."""
    if request.htmx:
        return _tell_htmx(request)
    if _is_script(request):
        return JsonResponse({"erreur": SIGNED_OUT}, status=401)
    if request.method == "POST":
        kept = kept_of(request)
        if kept:
            return sign_in_page(request, kept=kept, status=401, ended=True)
        return redirect("sign-in")
    query = urlencode({"next": request.get_full_path()})
    return redirect(f"{reverse('sign-in')}?{query}" if request.path != "/" else "sign-in")


def _is_script(request: HttpRequest) -> bool:
    accepted = request.headers.get("Accept", "")
    return request.headers.get("Sec-Fetch-Dest") == "empty" or accepted.startswith("application/json")


def _tell_htmx(request: Any) -> HttpResponse:
    """A page that only reads goes to the sign-in; one where somebody types stays, and is told."""
    response = HttpResponse(SIGNED_OUT, status=401, content_type="text/plain; charset=utf-8")
    if request.method in ("GET", "HEAD"):
        here = urlsplit(request.htmx.current_url_abs_path or "/")
        query = urlencode({"next": f"{here.path}?{here.query}" if here.query else here.path})
        response["HX-Redirect"] = f"{reverse('sign-in')}?{query}"
    else:
        # Leaving would lose what is typed: the next ordinary submission brings it to the sign-in page.
        response["HX-Trigger"] = "maillage:signed-out"
    return response


def locked(
    request: HttpRequest, original: HttpResponse | None = None, credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """Too many wrong passwords: says when to come back, and keeps what was typed. Called by django-axes."""
    opens = opens_again(request, credentials)
    return sign_in_page(
        request,
        following=_next(request, request.POST.get("next", "")),
        kept=unpack(request.POST.get("kept", ""), request),
        status=429,
        opens=opens,
    )


def _next(request: HttpRequest, address: str) -> str:
    return address if address and is_ours(address, request) else ""
