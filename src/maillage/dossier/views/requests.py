"""The request of a funder to take away: a Word document or a workbook, made at once."""

from __future__ import annotations

from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from maillage.base.ui.downloads import download
from maillage.base.ui.pages import NetworkRequest
from maillage.dossier.renderings.docx import render_docx
from maillage.dossier.requests.document import NothingAsked, request_document
from maillage.dossier.requests.workbook import request_workbook
from maillage.programme.readings import NoProgramme


@require_safe
def funder_request(request: NetworkRequest, code: str, kind: str) -> HttpResponseBase:
    """`kind` is "docx" or "xlsx"."""
    project = request.project
    try:
        made = (
            render_docx(request_document(project, code), day=project.today)
            if kind == "docx"
            else request_workbook(project, code)
        )
    except (NothingAsked, NoProgramme) as error:
        raise Http404("Rien n'est demandé à ce financeur, ou il n'existe plus.") from error
    return download(made, f"demande-{slugify(code) or 'financeur'}.{kind}")
