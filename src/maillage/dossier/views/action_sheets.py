"""Action sheets to print: one at once, several by a job; whoever may read the network may take them."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from maillage.base.jobs import latest, start
from maillage.base.models import JobState
from maillage.base.ui.components import Cell, Head, Link, Listing, NextStep
from maillage.base.ui.downloads import download
from maillage.base.ui.listings import sorted_listing
from maillage.base.ui.pages import NetworkRequest, needs, page, to
from maillage.dossier.action_sheets.content import printed_sheet
from maillage.dossier.action_sheets.job import KIND, KINDS, LABEL, finished, make_file
from maillage.programme.readings import NoProgramme, number_of, programme_of


@require_safe
def action_sheets(request: NetworkRequest) -> HttpResponse:
    axes = _axes(request)
    asked = request.GET.get("axe", "")
    asked = asked if asked in dict(axes) else ""
    job = latest(request.network, KIND)
    ready = job is not None and job.state == JobState.DONE and finished(request.network, job.pk) is not None
    listing = _listing(request, asked)
    return page(
        request,
        "dossier/action_sheets.html",
        title="Fiches action à imprimer",
        lead="Une page A4 par action, en PDF accessible ou en Word : pour une séance, un affichage, un élu.",
        crumbs=[Link("Dossier", to(request, "dossier:dossier"))],
        steps=None if listing.rows else [NextStep("Écrire une action", to(request, "programme:tree"))],
        axes=axes,
        asked=asked,
        listing=sorted_listing(listing, request.GET),
        job=job if job and not job.is_over else None,
        ready=to(request, "dossier:action-sheets-file", job.pk) if job and ready else "",
        told=(job.result.get("url_label") or "Prendre le fichier") if job and ready else "",
        made=job.ended_at if job and ready else None,
    )


def _axes(request: NetworkRequest) -> list[tuple[str, str]]:
    try:
        return [
            (one.code, f"{rank}. {one.title}")
            for rank, one in enumerate(programme_of(request.project).axes, 1)
        ]
    except NoProgramme:
        return []


def _listing(request: NetworkRequest, axis: str) -> Listing:
    rows = []
    if _axes(request):
        for place, _, one in programme_of(request.project).actions():
            if axis in ("", place.code):
                rows.append(
                    (
                        Cell(one.title, to(request, "programme:action", one.code), note=one.code),
                        number_of(request.project, "Action", one.code),
                        Cell(one.lead or "à désigner"),
                        Cell(f"PDF de\u00a0{one.code}", to(request, "dossier:action-sheet-pdf", one.code)),
                        Cell(f"Word de\u00a0{one.code}", to(request, "dossier:action-sheet-docx", one.code)),
                    )
                )
    return Listing(
        caption="Les fiches",
        heads=(Head("Action"), Head("N°"), Head("Pilote", key="pilote"), Head("PDF"), Head("Word")),
        rows=rows,
        empty="Aucune action n'est encore écrite.",
        anchor="fiches",
    )


@require_POST
@needs("team")
def action_sheets_make(request: NetworkRequest) -> HttpResponse:
    kind, axis = request.POST.get("format", "pdf"), request.POST.get("axe", "")
    if kind not in KINDS or axis not in ("", *dict(_axes(request))):
        raise Http404("Il n'y a pas de fiches de cette sorte.")
    job = start(network=request.network, kind=KIND, label=LABEL, actor=request.user, format=kind, axis=axis)
    return redirect(to(request, "desk:job", job.pk))


@require_safe
def action_sheets_file(request: NetworkRequest, pk: int) -> HttpResponseBase:
    path = finished(request.network, pk)
    if path is None:
        raise Http404("Ces fiches ne sont plus là : préparez-les de nouveau.")
    return download(path.open("rb"), f"fiches-action{path.suffix}")


@require_safe
def action_sheet(request: NetworkRequest, code: str, kind: str) -> HttpResponseBase:
    """The sheet of one action; `kind` is "pdf" or "docx"."""
    try:
        sheet = printed_sheet(request.project, code)
    except (KeyError, NoProgramme) as error:
        raise Http404("Cette action n'existe pas, ou plus.") from error
    title = f"Fiche action {sheet.number} – {sheet.title}"
    made = make_file([sheet], kind=kind, title=title, day=request.project.today)
    return download(made, f"fiche-{slugify(code) or 'action'}.{kind}")
