"""The files of a generated dossier, one by one or all together. Whoever may read the network may take them."""

from __future__ import annotations

import tempfile
import zipfile
from typing import NoReturn

from django.http import FileResponse, Http404, HttpResponse
from django.views.decorators.http import require_safe

from maillage.base.ui.pages import NetworkRequest
from maillage.dossier.generation import Generation, generation

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "ics": "text/calendar; charset=utf-8",
    "svg": "image/svg+xml",
    "csv": "text/csv; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
}


@require_safe
def download(request: NetworkRequest, pk: int, name: str) -> HttpResponse:
    path = _found(request, pk).path(name)
    if path is None:
        _gone()
    kind = TYPES[name.rpartition(".")[2]]
    return _sent(FileResponse(path.open("rb"), content_type=kind), _named(request, name))


@require_safe
def archive(request: NetworkRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    paths = [found.path(file.name) for file in found.files]
    if not paths or None in paths:
        _gone()
    # Small ones stay in memory; the file goes when the answer is sent.
    stream = tempfile.SpooledTemporaryFile(max_size=8_000_000)  # noqa: SIM115
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as bundle:
        for path in paths:
            assert path is not None
            bundle.write(path, path.name)
    stream.seek(0)
    return _sent(FileResponse(stream, content_type="application/zip"), _named(request, "dossier.zip"))


def _found(request: NetworkRequest, pk: int) -> Generation:
    found = generation(request.network, pk)
    return found or _gone()


def _gone() -> NoReturn:
    raise Http404(
        "Ce fichier n'est plus là : un dossier plus récent l'a remplacé. Reprenez-le à la page du dossier."
    )


def _named(request: NetworkRequest, name: str) -> str:
    """`Réseau du Cher – dossier.pdf`; a name of a network may hold what no file name may."""
    network = "".join(
        " " if char in '\\/:*?"<>|' or ord(char) < 32 else char for char in request.network.name
    )
    return f"{' '.join(network.split())[:80]} – {name}"


def _sent(response: FileResponse, name: str) -> FileResponse:
    response.as_attachment, response.filename = True, name
    response.set_headers(response.file_to_stream)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
