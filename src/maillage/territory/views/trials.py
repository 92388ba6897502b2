"""The trial of an import: what it would do, the year of each export, its confirmation; and undoing the last one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localtime

from maillage.base.ui.components import Link
from maillage.base.ui.pages import NetworkRequest, needs, page, to
from maillage.base.values.french import plain_date
from maillage.territory.domain.vintages import FIRST_YEAR, LAST_YEAR
from maillage.territory.import_report import report_csv
from maillage.territory.models import ImportRun
from maillage.territory.reports import trial_listings
from maillage.territory.trials import confirm_import, try_import
from maillage.territory.undoing import KINDS, NothingToUndo, undo_last
from maillage.territory.uploads import Upload, UploadGone, upload_of
from maillage.territory.views import imports
from maillage.territory.waiting import abandoned, with_upload


@needs("team")
@with_upload("territory:imports")
def import_trial(request: NetworkRequest, upload: Upload) -> HttpResponse:
    """What would be done; posted, it is done, unless a year was changed: then it is tried anew."""
    told = upload.noted("trial") or try_import(network=request.network, upload=upload)
    if request.method == "POST":
        return _posted(request, upload, told)
    return page(
        request,
        "territory/import_trial.html",
        title="Essai de l'import",
        lead="Rien n'est encore écrit : lisez ce qui serait fait, puis confirmez.",
        crumbs=imports.crumbs_of(request),
        steps=None,
        told=told,
        report=to(request, "territory:import-trial-csv", upload.token),
        first_year=FIRST_YEAR,
        last_year=LAST_YEAR,
        **trial_listings(told),
    )


@needs("team")
def import_trial_csv(request: NetworkRequest, token: str) -> HttpResponse:
    """The whole report of a trial."""
    try:
        lines = upload_of(request.network, token).noted("lines")
    except UploadGone as gone:
        raise Http404(str(gone)) from gone
    return imports.csv_answer(report_csv(lines or []), "rapport-essai.csv")


def _posted(request: NetworkRequest, upload: Upload, told: dict[str, Any]) -> HttpResponse:
    if "cancel" in request.POST:
        return abandoned(request, upload, "territory:imports")
    asked, problems = _years(request, told)
    if problems or asked:
        return _dated(request, upload, asked, problems)
    if upload.size > imports.DIRECT:
        return imports.in_background(request, upload, "territory.import", "Import de données ouvertes")
    run = confirm_import(network=request.network, upload=upload, actor=request.user)
    if run is None:
        messages.info(request, "Ces fichiers avaient déjà été importés : rien n'a changé.")
        return redirect(to(request, "territory:imports"))
    messages.success(request, "Import fait.")
    return redirect(to(request, "territory:importrun", run.pk))


def _years(request: NetworkRequest, told: dict[str, Any]) -> tuple[dict[str, int | None], list[str]]:
    """The years that the person changed, by file; and what is wrong with those that are not years."""
    changed: dict[str, int | None] = {}
    problems = []
    for rank, file in enumerate(file for file in told["files"] if file.get("dated")):
        text = request.POST.get(f"year-{rank}")
        if text is None or text.strip() == str(file["year"] or ""):
            continue
        plain = text.strip()
        year = int(plain) if plain.isascii() and plain.isdecimal() and len(plain) == 4 else None
        if text.strip() and (year is None or not FIRST_YEAR <= year <= LAST_YEAR):
            problems.append(
                f"{file['name']} : « {text[:20]} » n'est pas une année. Écrivez par exemple 2023."
            )
        changed[file["name"]] = year
    return changed, problems


def _dated(
    request: NetworkRequest, upload: Upload, asked: dict[str, int | None], problems: list[str]
) -> HttpResponse:
    for problem in problems:
        messages.error(request, problem)
    if not problems:
        upload.note("years", (upload.noted("years") or {}) | asked)
        upload.forget("trial")
        if upload.size > imports.DIRECT:
            return imports.in_background(request, upload, "territory.try", "Essai de l'import")
        messages.info(request, "L'année a changé : l'essai est refait, relisez-le avant d'importer.")
    return redirect(to(request, "territory:import-trial", upload.token))


@needs("team")
def import_undo(request: NetworkRequest, pk: int) -> HttpResponse:
    """What undoing this import would do; posted, it is undone."""
    run = get_object_or_404(ImportRun.objects.filter(network=request.network), pk=pk)
    posted = request.method == "POST"
    try:
        undone = undo_last(network=request.network, actor=request.user, dry_run=not posted, run=run.pk)
    except NothingToUndo as reason:
        messages.warning(request, str(reason))
        return redirect(to(request, "territory:importrun", run.pk))
    if posted:
        messages.success(request, f"Import annulé. {' '.join(undone.lines)}")
        return redirect(to(request, "territory:imports"))
    day = plain_date(localtime(run.at).date())
    return page(
        request,
        "territory/import_undo.html",
        title="Annuler cet import",
        lead=f"{KINDS.get(run.kind, run.kind)} : import du {day}. Rien n'est encore défait.",
        crumbs=[
            *imports.crumbs_of(request),
            Link(f"Import du {day}", to(request, "territory:importrun", pk)),
        ],
        steps=None,
        undone=undone,
        back=to(request, "territory:importrun", pk),
    )
