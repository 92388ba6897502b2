"""Files of a framework that people take away: its YAML, and the XLSForm of its simple part."""

from __future__ import annotations

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from maillage.base.ui.downloads import download
from maillage.base.ui.pages import NetworkRequest
from maillage.campaigns.framework_drafting import draft_in
from maillage.campaigns.views.framework_pages import home_of, row_of
from maillage.campaigns.xlsform_files import XlsformRefused, xlsform_bytes


@require_safe
def yaml_file(request: NetworkRequest, code: str, version: str) -> HttpResponseBase:
    row = row_of(request, code, version)
    return download(row.text, f"{row.code}-{row.version}.yaml")


@require_safe
def xlsform(request: NetworkRequest, code: str, version: str) -> HttpResponseBase:
    row = row_of(request, code, version)
    try:
        return download(xlsform_bytes(draft_in(row)), f"{row.code}-{row.version}.xlsx")
    except XlsformRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(home_of(request, row))
