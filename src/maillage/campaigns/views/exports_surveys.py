"""Take what people replied to a survey away, without a small occasion."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from maillage.base.spreadsheet_streams import csv_stream, ods_file, xlsx_file
from maillage.base.ui.downloads import download
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.values.french import count, number
from maillage.campaigns.campaign_pages import crumbs_of
from maillage.campaigns.exports.columns import dictionary_of
from maillage.campaigns.exports.replies import (
    Voices,
    long_reply_columns,
    replies_table,
    wide_reply_columns,
)
from maillage.campaigns.exports.wanted import filters_of, wanted_of
from maillage.campaigns.models import SurveyReply
from maillage.campaigns.survey_pages import find_survey
from maillage.campaigns.survey_readings import least_shown
from maillage.campaigns.views.exports import streamed


def _voices(request: NetworkRequest, code: str) -> Voices:
    found, framework = find_survey(request, code)
    return Voices(
        campaign=found.row,
        framework=framework,
        wanted=wanted_of(request.GET, can_edit=request.can_edit),
        least=least_shown(request.project),
    )


@require_safe
def survey_export(request: NetworkRequest, code: str) -> HttpResponse:
    found, _ = find_survey(request, code)
    voices = _voices(request, code)
    replies = SurveyReply.objects.filter(campaign=found.row).count()
    columns = len(long_reply_columns() if voices.wanted.long else wide_reply_columns(voices))
    return page(
        request,
        "campaigns/survey_export.html",
        title="Emporter les réponses",
        lead=f"« {found.declared.title} » dans un fichier, sans nom.",
        crumbs=crumbs_of(request, found),
        filters=filters_of(request.GET, can_edit=request.can_edit, surveys=True),
        name=voices.wanted.name(code),
        size=f"{count(replies, 'réponse')}, {number(columns)} colonnes",
        enough=replies >= voices.least,
        least=voices.least,
        merged=len(voices.hidden()),
        file_url=f"{to(request, 'campaigns:survey-export-file', code)}?{request.GET.urlencode()}",
    )


@require_safe
def survey_export_file(request: NetworkRequest, code: str) -> HttpResponseBase:
    voices = _voices(request, code)
    wanted, table = voices.wanted, replies_table(voices)
    name = wanted.name(code)
    if not wanted.is_workbook:
        return streamed(csv_stream(table.heads, table.rows, comma=wanted.comma), name)
    columns = long_reply_columns() if wanted.long else wide_reply_columns(voices)
    with tempfile.TemporaryDirectory() as aside:
        path = Path(aside) / name
        (ods_file if wanted.ending == "ods" else xlsx_file)(path, [table, dictionary_of(columns)])
        return download(path.read_bytes(), name)
