"""What people wrote, for the team: read, and erase what names somebody."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from maillage.base.ui.pages import NetworkRequest, needs, page
from maillage.campaigns.campaign_pages import Found
from maillage.campaigns.domain.frameworks import Framework, ItemKind
from maillage.campaigns.domain.surveys import items_of
from maillage.campaigns.models import SurveyReply
from maillage.campaigns.survey_pages import find_survey, survey_crumbs
from maillage.campaigns.survey_readings import least_shown, library_names, months_kept
from maillage.campaigns.survey_replies import erase_text
from maillage.campaigns.survey_words import words_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@needs("team")
def survey_texts(request: NetworkRequest, code: str) -> HttpResponse:
    found, framework = find_survey(request, code)
    if request.method == "POST":
        return _erased(request, found, framework)
    project = request.project
    asked = words_of(found.row, framework, library_names(project), least_shown(project))
    return page(
        request,
        "campaigns/survey_texts.html",
        title="Ce qu'ils ont écrit",
        lead="Pour l'équipe seulement. Résumez-les : ne les publiez jamais mot pour mot.",
        crumbs=survey_crumbs(request, found),
        steps=None,
        asked=asked,
        months=months_kept(project),
    )


def _erased(request: NetworkRequest, found: Found, framework: Framework) -> HttpResponse:
    item, given = request.POST.get("question", ""), request.POST.get("reponse", "")
    key = int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0
    reply = get_object_or_404(SurveyReply, pk=key, campaign=found.row)
    known = {one.code for one in items_of(framework, ItemKind.FREE)}
    if item in known and erase_text(reply=reply, item=item, actor=request.user):
        messages.success(request, "Texte effacé pour de bon. Les autres réponses de cette personne restent.")
    return redirect(request.path)
