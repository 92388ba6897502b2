"""Imports: what was imported, the trial of new files, their import."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST

from maillage.base.jobs import start
from maillage.base.ui.components import Cell, Head, Link, Listing
from maillage.base.ui.pages import NetworkRequest, needs, page, to
from maillage.base.values.french import count, number, plain_date, short_date
from maillage.territory.domain.errors import ImportRefused
from maillage.territory.forms import ImportForm
from maillage.territory.models import ImportRun
from maillage.territory.reports import report_listing, trial_listings
from maillage.territory.steps import network_steps
from maillage.territory.trials import confirm_import, try_import
from maillage.territory.uploads import MEGABYTE, Upload, UploadGone, keep, upload_of

# Above, reading takes more than a second or two: it is done in the background.
DIRECT = MEGABYTE
KINDS = {"libraries": "Bibliothèques", "communes": "Communes"}


def imports(request: NetworkRequest) -> HttpResponse:
    return _shown(request, ImportForm() if request.can_edit else None)


def _shown(request: NetworkRequest, form: ImportForm | None, status: int = 200) -> HttpResponse:
    return page(
        request,
        "territory/imports.html",
        title="Imports",
        lead="Les données ouvertes qui décrivent le réseau, fichier par fichier.",
        crumbs=[Link("Réseau", to(request, "territory:map"))],
        steps=network_steps(request, ("TER-01", "TER-03"), calls=False),
        form=form,
        form_errors=status != 200,
        listing=_runs(request),
        status=status,
    )


def _runs(request: NetworkRequest) -> Listing:
    runs = ImportRun.objects.filter(network=request.network).order_by("-at", "-pk")
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
    created = summary.get("created", summary.get("communes"))
    return (
        Cell(
            f"{KINDS.get(run.kind, run.kind)}, {short_date(day.date())}",
            url=to(request, "territory:importrun", run.pk),
            note=f"à {day:%H:%M}",
        ),
        Cell(", ".join(file["name"] for file in run.files)),
        Cell(number(created)),
        Cell(number(summary["updated"]) if "updated" in summary else "–"),
        Cell(number(len(run.remarks)) if run.kind == "libraries" else "–"),
    )


@require_POST
@needs("team")
def import_new(request: NetworkRequest) -> HttpResponse:
    """Put the files aside and try the import: nothing of the network changes yet."""
    form = ImportForm(request.POST, {"files": request.FILES.getlist("files")})
    if not form.is_valid():
        return _shown(request, form, status=422)
    upload = keep(request.network, form.cleaned_data["files"])
    if upload.size > DIRECT:
        return _in_background(request, upload, "territory.try", "Essai de l'import")
    try:
        try_import(network=request.network, upload=upload)
    except ImportRefused as refusal:
        upload.drop()
        form.add_error("files", f"{refusal.message} {refusal.remedy}")
        return _shown(request, form, status=422)
    return redirect(to(request, "territory:import-trial", upload.token))


@needs("team")
def import_trial(request: NetworkRequest, token: str) -> HttpResponse:
    """What would be done; posted, it is done."""
    try:
        upload = upload_of(request.network, token)
        told = upload.noted("trial") or try_import(network=request.network, upload=upload)
        if request.method == "POST":
            return _confirmed(request, upload)
    except UploadGone as gone:
        messages.warning(request, str(gone))
        return redirect(to(request, "territory:imports"))
    except ImportRefused as refusal:
        messages.error(request, f"{refusal.message} {refusal.remedy}")
        return redirect(to(request, "territory:imports"))
    return page(
        request,
        "territory/import_trial.html",
        title="Essai de l'import",
        lead="Rien n'est encore écrit : lisez ce qui serait fait, puis confirmez.",
        crumbs=_crumbs(request),
        steps=None,
        told=told,
        **trial_listings(told),
    )


def _confirmed(request: NetworkRequest, upload: Upload) -> HttpResponse:
    if "cancel" in request.POST:
        upload.drop()
        messages.info(request, "Import abandonné : rien n'a changé.")
        return redirect(to(request, "territory:imports"))
    if upload.size > DIRECT:
        return _in_background(request, upload, "territory.import", "Import de données ouvertes")
    run = confirm_import(network=request.network, upload=upload, actor=request.user)
    if run is None:
        messages.info(request, "Ces fichiers avaient déjà été importés : rien n'a changé.")
        return redirect(to(request, "territory:imports"))
    messages.success(request, "Import fait.")
    return redirect(to(request, "territory:importrun", run.pk))


def _in_background(request: NetworkRequest, upload: Upload, kind: str, label: str) -> HttpResponse:
    job = start(network=request.network, kind=kind, label=label, actor=request.user, token=upload.token)
    return redirect(to(request, "desk:job", job.pk))


def _crumbs(request: NetworkRequest) -> list[Link]:
    return [Link("Réseau", to(request, "territory:map")), Link("Imports", to(request, "territory:imports"))]


def import_run(request: NetworkRequest, pk: int) -> HttpResponse:
    """One import: its files, what came of it, its report line by line."""
    run = get_object_or_404(ImportRun.objects.filter(network=request.network), pk=pk)
    day = localtime(run.at)
    return page(
        request,
        "territory/import_run.html",
        title=f"Import du {plain_date(day.date())}",
        lead=_outcome(run),
        crumbs=_crumbs(request),
        steps=None,
        run=run,
        kind=KINDS.get(run.kind, run.kind),
        day=day,
        listing=report_listing(run),
    )


def _outcome(run: ImportRun) -> str:
    found = run.summary
    if run.kind == "communes":
        attached = count(found.get("attached", 0), "bibliothèque rattachée", "bibliothèques rattachées")
        return f"{count(found.get('communes', 0), 'commune')}, {attached}."
    kept = found.get("kept")
    told = (
        f"{count(found['created'], 'lieu nouveau', 'lieux nouveaux')}, {number(found['updated'])} mis à jour"
    )
    return told + (f" ; {count(kept, 'valeur saisie gardée', 'valeurs saisies gardées')}." if kept else ".")
