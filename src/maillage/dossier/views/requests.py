"""The request of a funder to take away: a Word document, its PDF or a workbook, made at once."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from maillage.base.plugs import Project
from maillage.base.ui.downloads import download
from maillage.base.ui.pages import NetworkRequest, to
from maillage.dossier.renderings.docx import render_docx
from maillage.dossier.renderings.pdf import render_pdf
from maillage.dossier.requests.document import NothingAsked, request_document
from maillage.dossier.requests.workbook import request_workbook
from maillage.programme.readings import NoProgramme


@require_safe
def funder_request(request: NetworkRequest, code: str, kind: str) -> HttpResponseBase:
    """`kind` is "docx", "pdf" or "xlsx"."""
    project = request.project
    try:
        made = _KINDS[kind](project, code)
    except NothingAsked as error:
        if error.funder is None:
            raise Http404("Ce financeur n'existe pas, ou plus.") from error
        messages.info(
            request,
            f"Rien n'est encore demandé à {error.funder.name} : ajoutez d'abord une recette qu'il paie.",
        )
        return redirect(to(request, "funding:funder", code))
    except NoProgramme as error:
        raise Http404("Ce réseau n'a pas encore de programme.") from error
    return download(made, f"demande-{slugify(code) or 'financeur'}.{kind}")


_KINDS: dict[str, Callable[[Project, str], bytes]] = {
    "docx": lambda project, code: render_docx(request_document(project, code), day=project.today),
    "pdf": lambda project, code: render_pdf(request_document(project, code), day=project.today),
    "xlsx": request_workbook,
}
