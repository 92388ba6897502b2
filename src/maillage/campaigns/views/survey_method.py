"""How the results of a survey are computed, and how well its questions go together."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from maillage.base.ui.pages import NetworkRequest, page
from maillage.campaigns.survey_consistency import scales_of
from maillage.campaigns.survey_pages import find_survey, survey_crumbs
from maillage.campaigns.survey_readings import least_shown, months_kept, replies_of


@require_safe
def survey_method(request: NetworkRequest, code: str) -> HttpResponse:
    found, framework = find_survey(request, code)
    project = request.project
    return page(
        request,
        "campaigns/survey_method.html",
        title="Méthode",
        lead="D'où viennent ces chiffres, ce qu'ils disent et ce qu'ils ne disent pas.",
        crumbs=survey_crumbs(request, found),
        steps=None,
        least=least_shown(project),
        months=months_kept(project),
        scales=scales_of(project, framework, replies_of(found.row)),
        titles={item.code: item.title for item in framework.items},
    )
