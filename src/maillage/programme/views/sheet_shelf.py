"""Setting actions aside and taking them back, and copying one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from maillage.base.ui.components import Cell, Head, Link, Listing
from maillage.base.ui.editing.saving import Refused
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import NetworkRequest, needs, page, to
from maillage.base.values.french import count, plain_date
from maillage.programme import copying, shelving
from maillage.programme.models import Action
from maillage.programme.readings import archived_of
from maillage.programme.views import shown


def archived(request: NetworkRequest) -> HttpResponse:
    found = archived_of(request.project)
    rows = [
        [
            Cell(shown.named(action), to(request, "programme:action", action.code)),
            Cell(shown.named(objective), to(request, "programme:objective", objective.code)),
            Cell(action.lead or "à désigner", sort=action.lead or None),
            Cell(plain_date(action.archived), sort=action.archived),
        ]
        for objective, action in found
    ]
    listing = Listing(
        caption="Actions archivées",
        heads=[
            Head("Action", key="action"),
            Head("Objectif", key="objectif"),
            Head("Pilote", key="pilote"),
            Head("Archivée le", key="le"),
        ],
        rows=rows,
        empty="Aucune action n'est archivée. On archive une action depuis sa page.",
        anchor="archivees",
    )
    return page(
        request,
        "programme/archived.html",
        title="Actions archivées",
        lead=count(len(found), "action mise de côté", "actions mises de côté") if found else "",
        crumbs=shown.tree_crumbs(request),
        steps=None,
        listing=sorted_listing(listing, request.GET),
    )


@require_POST
@needs("team")
def archive(request: NetworkRequest, code: str) -> HttpResponse:
    return _shelve(request, code, "archivée. Elle n'est plus comptée, et garde tout ce qu'elle contient.")


@require_POST
@needs("team")
def unarchive(request: NetworkRequest, code: str) -> HttpResponse:
    return _shelve(request, code, "remise en vigueur, avec tout ce qu'elle contenait.", back=True)


def _shelve(request: NetworkRequest, code: str, told: str, *, back: bool = False) -> HttpResponse:
    given: dict[str, Any] = {"network": request.network, "code": code, "actor": request.user}
    try:
        row = shelving.unarchive(**given) if back else shelving.archive(**given, day=request.project.today)
    except Action.DoesNotExist:
        raise Http404("Cette action n'existe pas, ou plus.") from None
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
    else:
        messages.success(request, f"« {row} » : {told}")
    # Its page says what it is now, and takes it back in one gesture.
    return redirect(to(request, "programme:action", code))


@require_POST
@needs("team")
def duplicate(request: NetworkRequest, code: str) -> HttpResponse:
    try:
        row = copying.duplicate(network=request.network, code=code, actor=request.user)
    except Action.DoesNotExist:
        raise Http404("Cette action n'existe pas, ou plus.") from None
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
        return redirect(to(request, "programme:action", code))
    messages.success(
        request, f"« {row} » : copie faite, sans dates ni notes. Donnez-lui son titre, puis enregistrez."
    )
    return redirect(to(request, "programme:action-edit", row.code))


def archived_link(request: Any) -> Link | None:
    """Where archived actions are, for the pages that list actions; None when there is none."""
    found = archived_of(request.project)
    told = count(len(found), "action archivée", "actions archivées")
    return Link(told, to(request, "programme:archived"), "", "archive") if found else None
