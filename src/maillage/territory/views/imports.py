"""Imports: what was imported, new files put aside, the list and the page of each import."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST

from maillage.base.jobs import start
from maillage.base.ui.components import Badge, Cell, Head, Link, Listing, Tone
from maillage.base.ui.pages import NetworkRequest, needs, page, to
from maillage.base.ui.paging import pages_of
from maillage.base.values.french import count, number, plain_date, short_date
from maillage.territory.domain.errors import ImportRefused
from maillage.territory.forms import ImportForm
from maillage.territory.import_report import report_csv, report_listing, run_lines
from maillage.territory.models import ImportRun
from maillage.territory.open_data_service import service_name
from maillage.territory.own.forms import OwnFileForm
from maillage.territory.steps import network_steps
from maillage.territory.trials import try_import
from maillage.territory.undoing import KINDS, last_run
from maillage.territory.uploads import MEGABYTE, Upload, keep

# Above, reading takes more than a second or two: it is done in the background.
DIRECT = MEGABYTE
# Remarks on a page of a report.
PAGE = 200


def imports(request: NetworkRequest) -> HttpResponse:
    return shown(request)


def shown(
    request: NetworkRequest, form: ImportForm | None = None, own: OwnFileForm | None = None
) -> HttpResponse:
    """The page of imports; a form that is given was refused."""
    refused = form is not None or own is not None
    if request.can_edit:
        form, own = form or ImportForm(), own or OwnFileForm()
    return page(
        request,
        "territory/imports.html",
        title="Imports",
        lead="Les données ouvertes et les fichiers du service qui décrivent le réseau, fichier par fichier.",
        crumbs=[Link("Réseau", to(request, "territory:map"))],
        steps=network_steps(request, ("TER-01", "TER-03"), calls=False),
        form=form,
        own=own,
        service=service_name(),
        form_errors=refused,
        listing=_runs(request),
        status=422 if refused else 200,
    )


def _runs(request: NetworkRequest) -> Listing:
    # The reports hold thousands of remarks: the list only counts them.
    runs = list(ImportRun.objects.filter(network=request.network).order_by("-at", "-pk"))
    return Listing(
        caption="Imports faits",
        heads=(
            Head("Import"),
            Head("Fichiers"),
            Head("Nouveaux", "right"),
            Head("Mis à jour", "right"),
            Head("Remarques", "right"),
        ),
        rows=[_run(request, run) for run in runs],
        empty="Aucun fichier n'a encore été importé.",
    )


def _run(request: NetworkRequest, run: ImportRun) -> tuple[Cell, ...]:
    day, summary = localtime(run.at), run.summary
    created = summary.get("created", summary.get("communes", summary.get("contours")))
    return (
        Cell(
            f"{KINDS.get(run.kind, run.kind)}, {short_date(day.date())}",
            url=to(request, "territory:importrun", run.pk),
            note=f"à {day:%H:%M}",
            badge=Badge("annulé", Tone.NEUTRAL) if run.undone_at else None,
        ),
        Cell(", ".join(file["name"] for file in run.files)),
        Cell(number(created)),
        Cell(number(summary["updated"]) if "updated" in summary else "–"),
        Cell(number(len(run.remarks)) if run.kind in ("libraries", "own") else "–"),
    )


@require_POST
@needs("team")
def import_new(request: NetworkRequest) -> HttpResponse:
    """Put the files aside and try the import: nothing of the network changes yet."""
    files = {"files": request.FILES.getlist("files")}
    form = ImportForm(request.POST, files, department=request.network.department)
    if not form.is_valid():
        return shown(request, form)
    upload = keep(request.network, form.cleaned_data["files"])
    if upload.size > DIRECT:
        return in_background(request, upload, "territory.try", "Essai de l'import")
    try:
        try_import(network=request.network, upload=upload)
    except ImportRefused as refusal:
        upload.drop()
        form.add_error("files", f"{refusal.message} {refusal.remedy}")
        return shown(request, form)
    return redirect(to(request, "territory:import-trial", upload.token))


@require_POST
@needs("team")
def import_online(request: NetworkRequest) -> HttpResponse:
    """Download the open data of the département in the background; what comes is tried, nothing more."""
    job = start(
        network=request.network,
        kind="territory.download",
        label="Téléchargement des données ouvertes",
        actor=request.user,
    )
    return redirect(to(request, "desk:job", job.pk))


def in_background(request: NetworkRequest, upload: Upload, kind: str, label: str) -> HttpResponse:
    job = start(network=request.network, kind=kind, label=label, actor=request.user, token=upload.token)
    return redirect(to(request, "desk:job", job.pk))


def crumbs_of(request: NetworkRequest) -> list[Link]:
    return [Link("Réseau", to(request, "territory:map")), Link("Imports", to(request, "territory:imports"))]


def import_run(request: NetworkRequest, pk: int) -> HttpResponse:
    """One import: its files, what came of it, its report line by line."""
    run = get_object_or_404(ImportRun.objects.filter(network=request.network).select_related("by"), pk=pk)
    day = localtime(run.at)
    lines = run_lines(run)
    part = Paginator(lines, PAGE).get_page(request.GET.get("page"))
    return page(
        request,
        "territory/import_run.html",
        title=f"Import du {plain_date(day.date())}",
        lead=_outcome(run),
        crumbs=crumbs_of(request),
        steps=None,
        tools=_tools(request, run, lines),
        run=run,
        kind=KINDS.get(run.kind, run.kind),
        day=day,
        listing=report_listing(part.object_list) if run.kind in ("libraries", "own") else None,
        part=part,
        pages=pages_of(part, request.GET, "Précédentes", "Suivantes"),
    )


def _tools(request: NetworkRequest, run: ImportRun, lines: list[Any]) -> list[Link]:
    tools = []
    if lines:
        label = f"Tout le rapport ({count(len(lines), 'remarque')})"
        tools.append(Link(label, to(request, "territory:importrun-csv", run.pk), "button", "download"))
    if request.can_edit and run.undone_at is None and last_run(request.network) == run:
        url = to(request, "territory:importrun-undo", run.pk)
        tools.append(Link("Annuler cet import", url, "button danger", "undo-2"))
    return tools


def import_run_csv(request: NetworkRequest, pk: int) -> HttpResponse:
    run = get_object_or_404(ImportRun.objects.filter(network=request.network), pk=pk)
    return csv_answer(report_csv(run_lines(run)), f"rapport-import-{run.pk}.csv")


def csv_answer(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _outcome(run: ImportRun) -> str:
    found = run.summary
    if run.kind == "communes":
        attached = count(found.get("attached", 0), "bibliothèque rattachée", "bibliothèques rattachées")
        return f"{count(found.get('communes', 0), 'commune')}, {attached}."
    if run.kind == "contours":
        return (
            f"{count(found.get('contours', 0), 'contour de commune', 'contours de communes')} pour la carte."
        )
    told = (
        f"{count(found['created'], 'lieu nouveau', 'lieux nouveaux')}, {number(found['updated'])} mis à jour"
    )
    if values := found.get("values"):
        told += f", {count(values, 'valeur écrite', 'valeurs écrites')}"
    kept = found.get("kept")
    return told + (f" ; {count(kept, 'valeur saisie gardée', 'valeurs saisies gardées')}." if kept else ".")
