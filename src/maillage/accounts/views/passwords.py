"""Choosing and changing one's own password."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.views import PasswordResetConfirmView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from maillage.accounts.forms import ChangePasswordForm, ChoosePasswordForm
from maillage.base.ui.pages import public


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def change_password(request: Any) -> HttpResponse:
    """Also where whoever signs in with a password good once must pass."""
    once = request.user.one_time_until is not None
    form = ChangePasswordForm(request.user, request.POST or None)
    if form.is_valid():
        form.save()
        update_session_auth_hash(request, form.user)
        messages.success(request, "Votre mot de passe est changé.")
        return redirect("start")
    context = {"title": "Changer de mot de passe", "form": form, "once": once}
    return render(request, "accounts/change_password.html", context)


class _Choose(PasswordResetConfirmView):
    """From the link of a mail. Django moves its token from the address to the session before showing the form."""

    template_name = "accounts/choose_password.html"
    form_class = ChoosePasswordForm
    success_url = reverse_lazy("sign-in")

    def form_valid(self, form: Any) -> HttpResponse:
        messages.success(self.request, "Votre mot de passe est choisi : connectez-vous.")
        return super().form_valid(form)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(**context) | {
            "title": "Choisir votre mot de passe",
            "person": self.user,
        }


_choose = sensitive_post_parameters()(_Choose.as_view())


@public
def choose_password(request: HttpRequest, uidb64: str, token: str) -> HttpResponse:
    return _choose(request, uidb64=uidb64, token=token)
