"""Views of a file put aside: found by its token, or back to the start with the reason."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from maillage.base.ui.pages import NetworkRequest, to
from maillage.territory.domain.errors import ImportRefused
from maillage.territory.uploads import Upload, UploadGone, upload_of

UploadView = Callable[[Any, Upload], HttpResponse]


def with_upload(home: str) -> Callable[[UploadView], Callable[..., HttpResponse]]:
    """The view with the file of its token; the file gone or unreadable, the page named `home` says why."""

    def given(view: UploadView) -> Callable[..., HttpResponse]:
        @wraps(view)
        def found(request: NetworkRequest, token: str) -> HttpResponse:
            try:
                return view(request, upload_of(request.network, token))
            except UploadGone as lost:
                messages.warning(request, str(lost))
            except ImportRefused as refusal:
                messages.error(request, f"{refusal.message} {refusal.remedy}")
            return redirect(to(request, home))

        return found

    return given


def abandoned(request: NetworkRequest, upload: Upload, home: str) -> HttpResponse:
    """The person gave the import up: the file goes, nothing else changed."""
    upload.drop()
    messages.info(request, "Import abandonné : rien n'a changé.")
    return redirect(to(request, home))
