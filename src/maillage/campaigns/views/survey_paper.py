"""A survey on paper: one page to print, for who has no telephone."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from maillage.base.ui.pages import NetworkRequest, page
from maillage.campaigns.survey_forms import SurveyForm
from maillage.campaigns.survey_pages import find_survey, survey_crumbs


@require_safe
def survey_paper(request: NetworkRequest, code: str) -> HttpResponse:
    found, framework = find_survey(request, code)
    return page(
        request,
        "campaigns/survey_paper.html",
        title="Version papier",
        lead="À imprimer recto verso, puis à recopier dans « Recopier du papier ».",
        crumbs=survey_crumbs(request, found),
        steps=None,
        one=found.declared,
        form=SurveyForm(framework=framework),
    )
