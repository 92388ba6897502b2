"""Sheets as a file to download: CSV (the first one alone), Excel, LibreOffice."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse

from maillage.base.spreadsheets import ODS, XLSX, Sheet, ods_bytes, sheet_csv, xlsx_bytes

_FORMATS = {
    "csv": ("text/csv; charset=utf-8", lambda sheets: sheet_csv(sheets[0])),
    "xlsx": (XLSX, xlsx_bytes),
    "ods": (ODS, ods_bytes),
}


def sheets_file(sheets: Sequence[Sheet], form: str, name: str) -> HttpResponse:
    """`form`: csv, xlsx or ods; `name`: that of the file, without its extension."""
    kind, written = _FORMATS[form]
    answer = HttpResponse(written(sheets), content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return answer
