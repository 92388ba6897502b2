"""Posters of a survey: an address for the network, a library or a workshop, shown once with its code."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from maillage.base.ui.pages import NetworkRequest, needs, page
from maillage.campaigns.campaign_pages import Found
from maillage.campaigns.domain.campaigns import CampaignState
from maillage.campaigns.domain.frameworks import Framework
from maillage.campaigns.models import SurveyLink
from maillage.campaigns.opening import NotPossible
from maillage.campaigns.survey_link_forms import SurveyLinkForm
from maillage.campaigns.survey_links import (
    links_of,
    make_survey_link,
    revoke_survey_link,
    survey_link_of,
    survey_url,
)
from maillage.campaigns.survey_pages import find_survey, survey_crumbs
from maillage.campaigns.survey_posters import Poster
from maillage.campaigns.survey_readings import library_names


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@needs("team")
def survey_links(request: NetworkRequest, code: str) -> HttpResponse:
    found, framework = find_survey(request, code)
    if request.method != "POST":
        return _shown(request, found, SurveyLinkForm(library_names(request.project)))
    if "fermer" in request.POST:
        return _revoked(request, found)
    form = SurveyLinkForm(library_names(request.project), request.POST)
    if not form.is_valid():
        return _shown(request, found, form, status=422)
    given = form.cleaned_data
    try:
        token = make_survey_link(
            campaign=found.row,
            library=given["library"],
            occasion=given["occasion"],
            day=given["day"],
            actor=request.user,
        )
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect(request.path)
    return _poster(request, found, framework, token, given["library"])


def _revoked(request: NetworkRequest, found: Found) -> HttpResponse:
    given = request.POST["fermer"]
    key = int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0
    link = get_object_or_404(
        SurveyLink.objects.select_related("campaign__network"), pk=key, campaign=found.row
    )
    revoke_survey_link(link=link, actor=request.user)
    messages.success(request, "Cette affiche est fermée. Les réponses déjà données restent.")
    return redirect(request.path)


def _shown(request: NetworkRequest, found: Found, form: SurveyLinkForm, status: int = 200) -> HttpResponse:
    names = library_names(request.project)
    return page(
        request,
        "campaigns/survey_links.html",
        title="Affiches et liens",
        lead="Une adresse et un code à photographier, pour tout le réseau, une bibliothèque ou un atelier.",
        crumbs=survey_crumbs(request, found),
        steps=None,
        status=status,
        form=form,
        form_errors=status == 422,
        is_open=found.state is CampaignState.OPEN,
        posters=[(link, names.get(link.library_code, link.library_code)) for link in links_of(found.row)],
    )


def _poster(
    request: NetworkRequest, found: Found, framework: Framework, token: str, library: str
) -> HttpResponse:
    link: Any = survey_link_of(token)
    where = library_names(request.project).get(library, "") or str(request.network.name)
    return page(
        request,
        "campaigns/survey_poster.html",
        title="Affiche à imprimer",
        lead="Imprimez cette page ou copiez l'adresse maintenant : elle ne sera plus montrée.",
        crumbs=survey_crumbs(request, found),
        steps=None,
        one=found.declared,
        framework=framework,
        poster=Poster(
            where=where, occasion=link.occasion, url=survey_url(request.build_absolute_uri("/"), token)
        ),
    )
