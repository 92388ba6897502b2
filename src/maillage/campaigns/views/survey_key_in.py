"""Replies given on paper, typed by the team one after the other."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from maillage.base.ui.pages import NetworkRequest, needs, page, to
from maillage.campaigns.campaign_pages import Found
from maillage.campaigns.domain.campaigns import CampaignState
from maillage.campaigns.survey_forms import SurveyForm, read_form, receipt_in
from maillage.campaigns.survey_link_forms import KeyInForm
from maillage.campaigns.survey_pages import find_survey, survey_crumbs
from maillage.campaigns.survey_readings import library_names
from maillage.campaigns.survey_replies import keep_reply


@require_http_methods(["GET", "HEAD", "POST"])
@needs("team")
def survey_key_in(request: NetworkRequest, code: str) -> HttpResponse:
    found, framework = find_survey(request, code)
    if found.state is not CampaignState.OPEN:
        messages.info(request, "Cette enquête n'est pas ouverte : elle ne prend pas de réponse.")
        return redirect(to(request, "campaigns:survey", code))
    names, day = library_names(request.project), request.project.today
    if request.method != "POST":
        # The next sheet is most often of the same place and day.
        kept = {name: request.GET.get(name, "") for name in ("library", "occasion")}
        where = KeyInForm(names, initial={**kept, "day": request.GET.get("day") or day}, today=day)
        return _shown(request, found, where, SurveyForm(framework=framework))
    where, form = KeyInForm(names, request.POST, today=day), read_form(framework, request.POST)
    if not where.is_valid() or form.errors:
        return _shown(request, found, where, form, status=422)
    return _kept(request, found, where, form)


def _kept(request: NetworkRequest, found: Found, where: KeyInForm, form: SurveyForm) -> HttpResponse:
    given = where.cleaned_data
    keep_reply(
        campaign=found.row,
        on=given["day"],
        values=form.values,
        library=given["library"],
        occasion=given["occasion"],
        receipt=receipt_in(request.POST),
        on_paper=True,
        actor=request.user,
    )
    messages.success(request, "Réponse recopiée. À la suivante.")
    again = {"library": given["library"], "occasion": given["occasion"], "day": given["day"].isoformat()}
    return redirect(f"{request.path}?{urlencode(again)}")


def _shown(
    request: NetworkRequest, found: Found, where: KeyInForm, form: SurveyForm, status: int = 200
) -> HttpResponse:
    return page(
        request,
        "campaigns/survey_key_in.html",
        title="Recopier du papier",
        lead="Une feuille après l'autre : le lieu, l'atelier et la date restent d'une feuille à la suivante.",
        crumbs=survey_crumbs(request, found),
        steps=None,
        status=status,
        where=where,
        form=form,
        form_errors=status == 422,
        receipt=receipt_in(request.POST),
    )
