"""Several libraries changed at once: those that the filters leave, the ones that are ticked."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from maillage.base.ui.components import Link
from maillage.base.ui.pages import NetworkRequest, needs, page, to
from maillage.base.values.french import count
from maillage.territory.domain.sheet import LibraryKind
from maillage.territory.readings import directory_of
from maillage.territory.register_search import kept_query, wanted
from maillage.territory.together import NothingToChange, edit_together
from maillage.territory.views.register import found

_KINDS = {kind.value: kind for kind in LibraryKind}


@require_http_methods(["GET", "HEAD", "POST"])
@needs("team")
def libraries_together(request: NetworkRequest) -> HttpResponse:
    """The kind or the status of the libraries that the address asks for."""
    lines = found(directory_of(request.project), wanted(request.GET))
    query = kept_query(request.GET)
    register = to(request, "territory:register")
    back = f"{register}?{query}" if query else register
    refused = ""
    ticked = [line.library.code for line in lines]
    if request.method == "POST":
        ticked = request.POST.getlist("code")
        try:
            changed = _change(request, ticked)
        except NothingToChange as refusal:
            refused = str(refusal)
        else:
            told = count(changed, "bibliothèque modifiée", "bibliothèques modifiées")
            messages.success(request, f"{told if changed else 'Toutes avaient déjà ces valeurs'}.")
            return redirect(back)
    return page(
        request,
        "territory/together.html",
        title="Modifier ensemble",
        lead=f"{count(len(lines), 'lieu', 'lieux')} : ceux que laissent vos filtres.",
        crumbs=[Link("Réseau", to(request, "territory:map")), Link("Bibliothèques", back)],
        steps=None,
        lines=lines,
        ticked=set(ticked),
        kinds=list(LibraryKind),
        kind=request.POST.get("kind", ""),
        typed_status=request.POST.get("status", ""),
        statuses=sorted(
            {line.library.status for line in directory_of(request.project) if line.library.status}
        ),
        refused=refused,
        form_errors=bool(refused),
        back=back,
        status=422 if refused else 200,
    )


def _change(request: Any, codes: list[str]) -> int:
    return edit_together(
        network=request.network,
        codes=codes,
        kind=_KINDS.get(request.POST.get("kind", "")),
        status=request.POST.get("status", ""),
        actor=request.user,
    )
