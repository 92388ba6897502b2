"""What a library gets back by its link, as soon as it has sent its questionnaire; the card, the letter, its consent."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maillage.base.plugs import Project
from maillage.base.ui.downloads import download
from maillage.campaigns.card_letters import letter_of
from maillage.campaigns.card_pdf import card_pdf
from maillage.campaigns.card_screens import card_context
from maillage.campaigns.cards import card_of
from maillage.campaigns.consent import agree
from maillage.campaigns.domain.report_card import ReportCard
from maillage.campaigns.letter_files import letter_docx, letter_pdf
from maillage.campaigns.models import ImprovementStep
from maillage.campaigns.plan_desk import Desk
from maillage.campaigns.plan_readings import plans_of
from maillage.campaigns.views.visiting import show, visitors
from maillage.campaigns.visits import Visit
from maillage.rulebook.projects import shared_project

NOT_SENT = "Ce questionnaire n'est pas encore envoyé : la fiche vient juste après."
TOLD = {
    "plan": "C'est noté dans votre plan de progrès.",
    "profil": "Votre choix est noté.",
}


@visitors
@require_safe
def results(request: HttpRequest, visit: Visit) -> HttpResponse:
    if visit.participation.submitted_at is None:
        return redirect("questionnaire", token=visit.token)
    found, token = _card(visit), visit.token
    links = {
        "card_url": reverse("questionnaire-card", args=[token]),
        "plan_url": reverse("questionnaire-plan", args=[token]),
        "letter_docx": reverse("questionnaire-letter-docx", args=[token]),
        "letter_pdf": reverse("questionnaire-letter-pdf", args=[token]),
        "publish_url": reverse("questionnaire-publish", args=[token]),
        "public_url": reverse("campaign-public", args=[visit.link.network.department, visit.campaign.code]),
    }
    return show(
        request, visit, "campaigns/results_public.html", title="Nos résultats" if found else "Merci",
        told=TOLD.get(request.GET.get("dit", "")), sent_on=localdate(visit.participation.submitted_at),
        chosen=_chosen(visit), **links, **(card_context(found) if found else {"card": None}),
    )  # fmt: skip


def _chosen(visit: Visit) -> tuple[ImprovementStep, ...]:
    """What the library put in its plan, this time and before."""
    library = visit.participation.library_code
    return plans_of(project_for(visit)).steps_of(library) if visit.is_own and library else ()


def project_for(visit: Visit) -> Project:
    return shared_project(visit.link.network, visit.today)


def _card(visit: Visit) -> ReportCard | None:
    """The card of the library of a visit; None for who looks at another's library: she does not see what it said."""
    if not visit.is_own or not visit.participation.library_code:
        return None
    return card_of(project_for(visit), visit.campaign.code, visit.participation.library_code)


@visitors
@require_safe
def card(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    found = _card(visit)
    if found is None or not found.is_grid:
        raise Http404(NOT_SENT)
    return download(card_pdf(found, day=visit.today), f"fiche-{found.library}.pdf")


@visitors
@require_safe
def letter(request: HttpRequest, visit: Visit, form: str) -> HttpResponseBase:
    library = visit.participation.library_code
    found = letter_of(project_for(visit), visit.campaign.code, library) if visit.is_own else None
    if found is None:
        raise Http404(NOT_SENT)
    content = letter_docx(found) if form == "docx" else letter_pdf(found, day=visit.today)
    return download(content, f"lettre-commune-{library}.{form}")


@visitors
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, visit: Visit) -> HttpResponse:
    if _card(visit) is None:
        return redirect("questionnaire-results", token=visit.token)
    participation = visit.participation
    desk = Desk(project=project_for(visit), campaign=visit.campaign, library=participation.library_code)
    here = reverse("questionnaire-plan", args=[visit.token])
    if request.method == "POST" and desk.act(request.POST):
        return redirect(f"{here}?dit=plan")
    context: dict[str, Any] = desk.context(request.GET)
    return show(
        request, visit, "campaigns/results_plan.html", status=422 if desk.forms else 200,
        title="Notre plan de progrès", told=TOLD.get(request.GET.get("dit", "")),
        results_url=reverse("questionnaire-results", args=[visit.token]), may_write=True, guarded=False, **context,
    )  # fmt: skip


@visitors
@require_POST
def publish(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The library shows its profile on the public page, or takes it away."""
    if visit.is_own and visit.campaign.public and visit.participation.submitted_at:
        agree(participation=visit.participation, shown=request.POST.get("public") == "oui")
    return redirect(f"{reverse('questionnaire-results', args=[visit.token])}?dit=profil")
