"""Files that people take away: one way of naming and sending them, never kept by a shared cache."""

from __future__ import annotations

from typing import IO

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "geojson": "application/geo+json",
    "ics": "text/calendar; charset=utf-8",
    "json": "application/json",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "pdf": "application/pdf",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "yaml": "application/yaml; charset=utf-8",
    "zip": "application/zip",
}


def download(content: bytes | str | IO[bytes], name: str) -> HttpResponseBase:
    """The answer that hands a file over under a name; its type is that of the name's ending (KeyError otherwise).

    A stream is closed when the answer has been sent.
    """
    kind = TYPES[name.rpartition(".")[2]]
    if isinstance(content, bytes | str):
        answer: HttpResponse | FileResponse = HttpResponse(content, content_type=kind)
        answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    else:
        answer = FileResponse(content, content_type=kind, as_attachment=True, filename=name)
        answer["Content-Type"] = kind
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
