"""Take the answers of a campaign away: what each file holds and how large it is, then the file."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from maillage.accounts.domain import Role
from maillage.base.jobs import start
from maillage.base.spreadsheet_streams import csv_stream
from maillage.base.ui.components import Link
from maillage.base.ui.downloads import TYPES, download
from maillage.base.ui.pages import NetworkRequest, needs, page, to
from maillage.base.values.french import number
from maillage.campaigns.campaign_pages import crumbs_of, find_campaign
from maillage.campaigns.exports.cases import Source, source_of
from maillage.campaigns.exports.files import csv_of, dictionary, size_of, write_workbook
from maillage.campaigns.exports.job import KIND, finished
from maillage.campaigns.exports.wanted import filters_of, wanted_of
from maillage.campaigns.framework_store import FrameworkRefused


@require_safe
def exports(request: NetworkRequest, code: str) -> HttpResponse:
    campaign = find_campaign(request, code)
    source = _source(request, code)
    size = size_of(source)
    query = request.GET.urlencode()
    return page(
        request,
        "campaigns/exports.html",
        title="Emporter les réponses",
        lead=f"« {campaign.declared.title} » dans un fichier : rien n'y est coupé.",
        crumbs=crumbs_of(request, campaign),
        tools=[Link("Données ouvertes", to(request, "campaigns:open-data", code), "button")],
        filters=filters_of(request.GET, can_edit=request.can_edit),
        name=source.wanted.name(code),
        long=source.wanted.long,
        size=f"{number(size.rows)} lignes × {number(size.columns)} colonnes",
        at_once=size.is_small or not source.wanted.is_workbook,
        workbook=source.wanted.is_workbook,
        file_url=f"{to(request, 'campaigns:export-file', code)}?{query}",
        make_url=to(request, "campaigns:export-make", code),
        dictionary_url=f"{to(request, 'campaigns:export-dictionary', code)}?{query}",
    )


def _source(request: NetworkRequest, code: str, params: Any = None) -> Source:
    row = find_campaign(request, code).row
    wanted = wanted_of(request.GET if params is None else params, can_edit=request.can_edit)
    try:
        source = source_of(request.project, row, wanted)
    except FrameworkRefused as refusal:
        raise Http404(str(refusal)) from refusal
    if source.framework.kind.is_read_together and request.role is not Role.LEAD:
        # Each row says what a library thinks of the very people who read it.
        raise PermissionDenied
    return source


@require_safe
def export_file(request: NetworkRequest, code: str) -> HttpResponseBase:
    """CSV of any length leaves as it is read; a workbook too large to be made at once is asked on the page."""
    source = _source(request, code)
    name = source.wanted.name(code)
    if not source.wanted.is_workbook:
        return streamed(csv_of(source), name)
    if not size_of(source).is_small:
        return redirect(f"{to(request, 'campaigns:exports', code)}?{request.GET.urlencode()}")
    with tempfile.TemporaryDirectory() as aside:
        path = Path(aside) / name
        write_workbook(source, path)
        return download(path.read_bytes(), name)


@require_safe
def export_dictionary(request: NetworkRequest, code: str) -> HttpResponseBase:
    source = _source(request, code)
    table = dictionary(source)
    return streamed(
        csv_stream(table.heads, table.rows, comma=source.wanted.comma), f"{code}-dictionnaire.csv"
    )


@require_POST
@needs("reader")
def export_make(request: NetworkRequest, code: str) -> HttpResponse:
    source = _source(request, code, request.POST)
    if not source.wanted.is_workbook:
        return redirect(to(request, "campaigns:exports", code))
    label = f"Export de « {find_campaign(request, code).declared.title} »"[:200]
    job = start(
        network=request.network, kind=KIND, label=label, actor=request.user,
        campaign=code, **source.wanted.arguments(),
    )  # fmt: skip
    return redirect(to(request, "desk:job", job.pk))


@require_safe
def export_ready(request: NetworkRequest, code: str, pk: int) -> HttpResponseBase:
    _source(request, code)
    found = finished(request.network, code, pk)
    if found is None or (found[1].texts and not request.can_edit):
        raise Http404("Ce fichier n'est plus là : demandez-le de nouveau.")
    path, wanted = found
    return download(path.open("rb"), wanted.name(code))


def streamed(parts: Any, name: str) -> StreamingHttpResponse:
    """A file sent while it is written."""
    answer = StreamingHttpResponse(parts, content_type=TYPES[name.rpartition(".")[2]])
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
