"""The files of a generated dossier, one by one or all together. Whoever may read the network may take them."""

from __future__ import annotations

import tempfile
import zipfile
from typing import NoReturn

from django.http import Http404
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from maillage.base.ui.downloads import download as sent
from maillage.base.ui.pages import NetworkRequest
from maillage.dossier.generation import Generation, generation


@require_safe
def download(request: NetworkRequest, pk: int, name: str) -> HttpResponseBase:
    path = _found(request, pk).path(name)
    if path is None:
        _gone()
    return sent(path.open("rb"), _named(request, name))


@require_safe
def archive(request: NetworkRequest, pk: int) -> HttpResponseBase:
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
    return sent(stream, _named(request, "dossier.zip"))


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
