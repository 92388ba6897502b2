"""The form of a consultation, for whoever has its link. No account, no cookie, no script, no address kept."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from maillage.base.clock import today
from maillage.base.models.store import Loader
from maillage.base.ui.pages import public
from maillage.base.values.french import plain_date
from maillage.diagnosis.contributing import receive
from maillage.diagnosis.domain.contributions import Channel
from maillage.diagnosis.forms import ContributionForm, new_receipt
from maillage.diagnosis.models import ConsultationLink, ConsultationQuestion
from maillage.diagnosis.opening import link_of
from maillage.diagnosis.slowing import too_many

_RECEIPT = re.compile(r"[0-9a-f]{32}")
TOO_MANY = (
    "Beaucoup de réponses viennent d'arriver de votre connexion : la vôtre n'est pas encore envoyée. Rien n'est "
    "perdu, elle est restée ci-dessous : envoyez-la de nouveau dans une heure, ou depuis un autre lieu."
)


# Nobody is signed in here: there is no session to protect, and a form left open for a day must still be received.
@csrf_exempt
@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def contribute(request: HttpRequest, token: str) -> HttpResponse:
    link = link_of(token)
    if link is None:
        return _closed(
            request, None, "Ce lien ne mène à aucun formulaire",
            "Il a peut-être été coupé en le copiant. Demandez-le de nouveau à la personne qui vous l'a transmis.", 404,
        )  # fmt: skip
    refusal = _refusal(link)
    if refusal and "merci" not in request.GET:
        kept = request.POST if request.method == "POST" else None
        return _closed(request, link, *refusal, 410, kept=kept)
    if request.method == "POST":
        return _sent(request, link, token)
    if "merci" in request.GET:
        return _thanks(request, link)
    return _form(request, link, ContributionForm(_questions(link)), new_receipt())


def _refusal(link: ConsultationLink) -> tuple[str, str] | None:
    """Why the form takes nothing today: a title and what to do; None when it is open."""
    consultation: Any = link.consultation
    if link.revoked_at is not None:
        return (
            "Ce formulaire est fermé",
            "Le service a fermé ce lien. Un autre a peut-être été envoyé depuis.",
        )
    if consultation.end is not None and consultation.end < today():
        return (
            "Cette concertation est terminée",
            f"Le dernier jour était le {plain_date(consultation.end)}. Merci à celles et ceux qui ont répondu.",
        )
    if consultation.start is not None and consultation.start > today():
        return (
            "Cette concertation n'a pas encore commencé",
            f"Le formulaire ouvrira le {plain_date(consultation.start)}, à cette même adresse.",
        )
    return None


def _questions(link: ConsultationLink) -> tuple[Any, ...]:
    rows = ConsultationQuestion.objects.filter(consultation=link.consultation).order_by("position", "pk")
    loader = Loader(link.network)
    return tuple(loader.value(row) for row in rows)


def _sent(request: HttpRequest, link: ConsultationLink, token: str) -> HttpResponse:
    if request.POST.get("site"):
        # A field that people do not see: a robot filled it. It is thanked, and nothing is kept.
        return redirect(f"{reverse('contribute', args=[token])}?merci=0")
    form = ContributionForm(_questions(link), request.POST)
    given = request.POST.get("envoi", "")
    receipt = given if _RECEIPT.fullmatch(given) else new_receipt()
    if not form.is_valid():
        return _form(request, link, form, receipt, status=422)
    if too_many(request, token):
        return _form(request, link, form, receipt, status=429, refusal=TOO_MANY)
    kept = receive(consultation=link.consultation, given=form.received(channel=Channel.FORM, receipt=receipt))
    return redirect(f"{reverse('contribute', args=[token])}?merci={kept.number}")


def _form(
    request: HttpRequest,
    link: ConsultationLink,
    form: ContributionForm,
    receipt: str,
    *,
    status: int = 200,
    refusal: str = "",
) -> HttpResponse:
    consultation: Any = link.consultation
    context = {
        "title": f"Votre avis : {consultation.who}",
        "owner": link.network,
        "item": consultation,
        "form": form,
        "form_errors": status == 422,
        "receipt": receipt,
        "refusal": refusal,
    }
    return _answer(render(request, "diagnosis/contribute.html", context, status=status))


def _thanks(request: HttpRequest, link: ConsultationLink) -> HttpResponse:
    number = request.GET.get("merci", "")
    known = number if number.isascii() and number.isdigit() and len(number) < 9 and number != "0" else ""
    context = {
        "title": "Merci, c'est reçu",
        "owner": link.network,
        "item": link.consultation,
        "number": known,
    }
    return _answer(render(request, "diagnosis/thanks.html", context))


def _closed(
    request: HttpRequest, link: ConsultationLink | None, title: str, told: str, status: int, kept: Any = None
) -> HttpResponse:
    """A polite end. What was typed while the form was closing is shown back, to be copied."""
    typed = [text for name, text in kept.items() if name.startswith("question-") and text] if kept else []
    context = {
        "title": title,
        "told": told,
        "owner": link.network if link else None,
        "item": link.consultation if link else None,
        "typed": typed,
    }
    return _answer(render(request, "diagnosis/closed.html", context, status=status))


def _answer(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response
