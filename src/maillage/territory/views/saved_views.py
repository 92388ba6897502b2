"""Saved searches of the register: kept, renamed, shared, deleted."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from maillage.base.ui.components import Link
from maillage.base.ui.pages import NetworkRequest, needs, page, to
from maillage.territory.models import SavedView
from maillage.territory.register_search import kept_query
from maillage.territory.saved_views import ViewRefused, delete_view, may_change, save_view, views_of


@require_POST
@needs("reader")
def view_save(request: Any) -> HttpResponse:
    """Keep the search on screen. A reader keeps it for herself; the team may share it."""
    query = kept_query(QueryDict(request.POST.get("query", "")))
    back = _register(request, query)
    if not query:
        messages.warning(request, "Rien n'est filtré : choisissez d'abord des filtres ou des colonnes.")
        return redirect(back)
    try:
        view = save_view(
            network=request.network,
            user=request.user,
            name=request.POST.get("name", ""),
            query=query,
            shared=request.can_edit and bool(request.POST.get("shared")),
        )
    except ViewRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Vue « {view.name} » enregistrée.")
    return redirect(back)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("reader")
def view_edit(request: NetworkRequest, pk: int) -> HttpResponse:
    """Rename, share, delete."""
    view = _seen(request, pk)
    mine = may_change(view, request.user, can_edit=request.can_edit)
    refused = ""
    if request.method == "POST":
        _mine(request, pk)
        try:
            save_view(
                network=request.network,
                user=request.user,
                name=request.POST.get("name", ""),
                query=view.query,
                shared=bool(request.POST.get("shared")) if request.can_edit else view.shared,
                view=view,
            )
        except ViewRefused as refusal:
            refused = str(refusal)
        else:
            messages.success(request, f"Vue « {view.name} » enregistrée.")
            return redirect(_register(request, view.query))
    return page(
        request,
        "territory/saved_view.html",
        title="Modifier la vue" if mine else f"Vue « {view.name} »",
        crumbs=[
            Link("Réseau", to(request, "territory:map")),
            Link("Bibliothèques", to(request, "territory:register")),
        ],
        steps=None,
        view=view,
        mine=mine,
        typed=request.POST.get("name", view.name),
        refused=refused,
        form_errors=bool(refused),
        back=_register(request, view.query),
        status=422 if refused else 200,
    )


@require_POST
@needs("reader")
def view_delete(request: Any, pk: int) -> HttpResponse:
    view = _mine(request, pk)
    delete_view(view=view, user=request.user)
    messages.success(request, f"Vue « {view.name} » supprimée. Les bibliothèques n'ont pas changé.")
    return redirect(to(request, "territory:register"))


def _seen(request: Any, pk: int) -> SavedView:
    for view in views_of(request.network, request.user):
        if view.pk == pk:
            return view
    raise Http404("Cette vue n'existe pas, ou elle est à quelqu'un d'autre.")


def _mine(request: Any, pk: int) -> SavedView:
    view = _seen(request, pk)
    if not may_change(view, request.user, can_edit=request.can_edit):
        raise Http404("Cette vue est à quelqu'un d'autre.")
    return view


def _register(request: Any, query: str) -> str:
    url = to(request, "territory:register")
    return f"{url}?{query}" if query else url
